import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type RunningEmulator } from '../../src/sandbox/index.ts';
import type { CustomerFieldsInput } from '../graphql/graphql.ts';
import { serveCommand } from '../support/command-line.ts';
import { toInput } from '../../src/testing/support/customer-samples.ts';
import { startRedis, type RunningRedis } from '../support/redis.ts';
import { fullCustomer } from './creations.ts';
import { trialCreate } from './operations.ts';
import { behind, customersByEmail } from './provider.ts';
import { insist, post, toAttempt, type Attempt } from './trial.ts';

/** Several processes of `serve` that share one Redis, over providers that outlive them all. */
export interface Fleet {
  readonly redis: RunningRedis;
  readonly emulators: readonly RunningEmulator[];
  /** Kills a process and starts it again. */
  readonly restart: (place: number) => Promise<void>;
  /** Sends a creation to one of the processes. It is known by its mark, which is its key as well. */
  readonly create: (place: number, mark: string) => Promise<Attempt>;
  /** The keys of the records that the provider holds, by mark. */
  readonly records: () => Promise<ReadonlyMap<string, readonly string[]>>;
  readonly close: () => Promise<void>;
}

/** The provider whose creations could be repeated: it takes the same customer twice. */
const provider = 'VERIFONE';

export async function openFleet(size: number): Promise<Fleet> {
  const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-fleet-'));
  const file = join(folder, 'config.json');
  const [redis, sandbox] = await Promise.all([startRedis(), startSandbox({ customers: 1 })]);
  const config = {
    ...sandbox.config,
    server: { port: 0, graphiql: false },
    limits: { requestTimeoutMs: 2_000, budget: { points: 1_000_000_000 } },
    store: { type: 'redis', url: redis.url },
    log: { level: 'error' },
  };
  writeFileSync(file, JSON.stringify(config));
  const start = () => serveCommand(['serve', '--config', file], { folder });
  const servers = await Promise.all(Array.from({ length: size }, start));

  return {
    redis,
    emulators: sandbox.emulators,
    restart: async (place) => {
      await servers[place]?.stop('SIGKILL');
      // Redis may be away for too long just then.
      servers[place] = await insist(start);
    },
    create: async (place, mark) => {
      const customer = toInput(fullCustomer(provider, mark)) as CustomerFieldsInput;
      const input = { provider, account: 'verifone-1', customer, idempotencyKey: `key-of-${mark}` } as const;
      const url = servers[place]?.url ?? '';
      const sending = post(url, trialCreate, { input }, AbortSignal.timeout(20_000));
      return sending.then(toAttempt).catch(() => 'abandoned');
    },
    records: async () => {
      const byEmail = await customersByEmail(behind(sandbox, provider));
      return new Map(
        [...byEmail].map(([email, customers]) => [
          email.split('@')[0] ?? '',
          customers.map(({ key }) => key),
        ]),
      );
    },
    close: async () => {
      await Promise.all(servers.map((server) => server.stop('SIGKILL')));
      await sandbox.close();
      await redis.close();
      rmSync(folder, { recursive: true });
    },
  };
}
