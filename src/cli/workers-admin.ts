import cluster from 'node:cluster';
import type { Config } from '../config/schema.ts';
import type { Listening } from '../http/listen.ts';
import { createAdmin } from '../server/admin.ts';
import { createProbes, type AccountHealth, type HealthDetails } from '../server/probes.ts';
import { listenAt } from './listen-at.ts';
import { askWorkers } from './worker-reports.ts';

/** Answers at the operators' port for all workers together; does nothing if no such port is configured. */
export async function listenForOperators(
  { server: { host, adminHost = host, adminPort } }: Config,
  isStopping: () => boolean,
): Promise<Listening | null> {
  if (adminPort === undefined) return null;
  const { createAggregate } = await import('../telemetry/metrics/aggregate.ts');
  const aggregate = createAggregate();
  const serving = new Set<number>();
  cluster.on('listening', ({ id }) => serving.add(id));
  cluster.on('exit', ({ id }) => {
    serving.delete(id);
    aggregate.leave(id);
  });
  const page = async () => {
    const reports = await askWorkers(serving, false);
    // One may have died since it answered.
    for (const [id, { metrics }] of reports) if (serving.has(id)) aggregate.take(id, metrics);
    return aggregate.page();
  };
  const probes = createProbes({
    isReady: () => serving.size > 0 && !isStopping(),
    details: async () => merge([...(await askWorkers(serving, true)).values()].map(({ health }) => health)),
  });
  return listenAt(
    createAdmin({ page }, () => probes),
    { host: adminHost, port: adminPort },
  );
}

/** The health that all of them see: the store works if every one reaches it, and an account is as the worst of them says. */
function merge(answers: readonly (HealthDetails | null)[]): HealthDetails {
  const all = answers.filter((one) => one !== null);
  const accounts = new Map<string, AccountHealth>();
  for (const account of all.flatMap(({ accounts: own }) => own)) {
    const name = JSON.stringify([account.tenant, account.account]);
    const known = accounts.get(name);
    accounts.set(name, known ? worse(known, account) : account);
  }
  const isUp = all.length > 0 && all.every(({ store }) => store === 'UP');
  return { store: isUp ? 'UP' : 'DOWN', accounts: [...accounts.values()] };
}

const fromGoodToBad = ['UNKNOWN', 'UP', 'DEGRADED', 'DOWN'] as const;

function worse(one: AccountHealth, other: AccountHealth): AccountHealth {
  const rank = ({ status }: AccountHealth): number => fromGoodToBad.indexOf(status);
  return {
    ...(rank(other) > rank(one) ? other : one),
    lastSuccessAt: later(one.lastSuccessAt, other.lastSuccessAt),
    retryAt: later(one.retryAt, other.retryAt),
  };
}

function later(one: string | null, other: string | null): string | null {
  return (one ?? '') > (other ?? '') ? one : other;
}
