import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fetch } from '../../src/http/fetch.ts';
import { ConnectionCutError } from '../../src/http/listen.ts';
import { startSandbox, type RunningEmulator } from '../../src/sandbox/index.ts';
import { serveCommand } from '../support/command-line.ts';
import { startRedis } from '../support/redis.ts';
import { isTokenUrl } from '../support/writing.ts';
import type { Random } from './random.ts';
import { insist, sleep } from './trial.ts';

/** What of a request to a provider a process dies of. */
export const deadlyPoints = [
  'arrived, never carried out',
  'arrived, carried out later',
  'carried out, not answered',
  'answered',
  'at any time',
] as const;

export type DeadlyPoint = (typeof deadlyPoints)[number];

/** Processes that share a store and die of requests to providers, which outlive them. */
export interface MortalFleet {
  readonly emulators: readonly RunningEmulator[];
  /** The address of one that lives. */
  readonly url: () => string;
  /** Has one of them die once so many further requests have come to providers. It is started again at once. */
  readonly setTrap: (point: DeadlyPoint, requests: number) => void;
  readonly deaths: readonly DeadlyPoint[];
  /** Resolves once every process that died is there again. */
  readonly revived: () => Promise<unknown>;
  /** How often a deletion was carried out, by the address of the record. */
  readonly deletions: ReadonlyMap<string, number>;
  /** The file of the audit of the only process; null if there are several. */
  readonly audit: () => string | null;
  readonly close: () => Promise<void>;
}

/** How many customers each account starts with. */
export const customersPerAccount = 64;

/** How long a step may take; its owner is believed to live a second longer. */
const requestTimeoutMs = 500;

/** One process keeps its erasures in SQLite, several in a Redis of their own. */
export async function openMortalFleet(size: number, random: Random): Promise<MortalFleet> {
  const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-mortal-'));
  const redis = size > 1 ? await startRedis() : null;
  const deaths: DeadlyPoint[] = [];
  const deletions = new Map<string, number>();
  let trap: { readonly point: DeadlyPoint; left: number } | null = null;
  const reviving = new Map<number, Promise<void>>();

  const spring = (): DeadlyPoint | null => {
    if (!trap) return null;
    trap.left -= 1;
    if (trap.left > 0) return null;
    const { point } = trap;
    trap = null;
    return point;
  };
  const decorate =
    (fetch: Fetch): Fetch =>
    async (arrived) => {
      const { url, method, headers } = arrived;
      const body = await arrived.text();
      const request = new Request(url, { method, headers, ...(body === '' ? {} : { body }) });
      const carryOut = async (): Promise<Response> => {
        const response = await fetch(request);
        if (method === 'DELETE' && response.ok) deletions.set(url, (deletions.get(url) ?? 0) + 1);
        return response;
      };
      const point = isTokenUrl(url) ? null : spring();
      switch (point) {
        case 'arrived, never carried out':
          await kill(point);
          throw new ConnectionCutError();
        case 'arrived, carried out later':
          await kill(point);
          await sleep(random.below(200));
          return carryOut();
        case 'carried out, not answered': {
          const response = await carryOut();
          await kill(point);
          return response;
        }
        case 'answered':
          setTimeout(() => void kill(point), random.below(4));
          return carryOut();
        case 'at any time':
          setTimeout(() => void kill(point), random.below(100));
          return carryOut();
        case null:
          return carryOut();
      }
    };
  const sandbox = await startSandbox({ customers: customersPerAccount, decorate });
  const files = Array.from({ length: size }, (_, place) => {
    const file = join(folder, `config-${place}.json`);
    const store = redis
      ? { type: 'redis', url: redis.url }
      : { type: 'sqlite', path: join(folder, 'outcomes.db') };
    const config = {
      ...sandbox.config,
      server: { port: 0, graphiql: false },
      limits: { requestTimeoutMs, budget: { points: 1_000_000_000 } },
      audit: { type: 'file', path: join(folder, `audit-${place}.jsonl`) },
      log: { level: 'error' },
      store,
    };
    writeFileSync(file, JSON.stringify(config));
    return file;
  });
  const start = (place: number) =>
    insist(() => serveCommand(['serve', '--config', files[place] ?? ''], { folder }));
  const servers = await Promise.all(files.map((_, place) => start(place)));

  const kill = async (point: DeadlyPoint): Promise<void> => {
    const living = servers.map((_, place) => place).filter((place) => !reviving.has(place));
    const place = living[random.below(living.length)];
    // All are dead already: a trap of before may spring late.
    if (place === undefined) return;
    deaths.push(point);
    const dying = servers[place]?.stop('SIGKILL');
    const revived = Promise.resolve(dying)
      .then(() => start(place))
      .then((server) => {
        servers[place] = server;
        reviving.delete(place);
      });
    reviving.set(place, revived);
    await dying;
  };

  return {
    emulators: sandbox.emulators,
    url: () => servers[random.below(size)]?.url ?? '',
    setTrap: (point, requests) => {
      trap = { point, left: requests };
    },
    deaths,
    revived: () => Promise.all(reviving.values()),
    deletions,
    audit: () => (size > 1 ? null : readFileSync(join(folder, 'audit-0.jsonl'), 'utf8')),
    close: async () => {
      trap = null;
      await Promise.all(reviving.values());
      await Promise.all(servers.map((server) => server.stop('SIGKILL')));
      await sandbox.close();
      await redis?.close();
      rmSync(folder, { recursive: true });
    },
  };
}
