import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fetch } from '../../src/http/fetch.ts';
import { ConnectionCutError } from '../../src/http/listen.ts';
import { startSandbox, type RunningEmulator } from '../../src/sandbox/index.ts';
import { serveCommand } from '../support/command-line.ts';
import { isTokenUrl, isWrite } from '../support/writing.ts';
import type { Random } from './random.ts';

/** Where in a keyed write a server dies. */
export const points = [
  'at any time',
  'a token is asked for',
  'arrived, never carried out',
  'arrived, carried out later',
  'carried out, not answered',
  'answered',
  'acknowledged',
] as const;

export type Point = (typeof points)[number];

/** A server in a separate process, with a file of outcomes and providers that both outlive it. */
export interface Lane {
  readonly emulators: readonly RunningEmulator[];
  readonly url: () => string;
  readonly start: () => Promise<void>;
  /** What the server died of each time. */
  readonly deaths: readonly string[];
  /** Resolves when the server is dead; nothing if it was dead before. */
  readonly kill: (cause: string) => Promise<void>;
  /** Kills it when a write with this mark comes to that point, as far as a provider can see it. */
  readonly setTrap: (point: Point, mark: string) => void;
  /** Kills it for good, with all that was its own. */
  readonly close: () => Promise<void>;
}

/** How long a request may take; its owner is believed to live a second longer. */
const requestTimeoutMs = 500;

export async function openLane(random: Random): Promise<Lane> {
  const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-'));
  const file = join(folder, 'config.json');
  let server: Awaited<ReturnType<typeof serveCommand>> | null = null;
  let trap: { readonly point: Point; readonly mark: string } | null = null;

  const deaths: string[] = [];

  const kill = async (cause: string): Promise<void> => {
    const dying = server;
    trap = null;
    server = null;
    if (dying) deaths.push(cause);
    await dying?.stop('SIGKILL');
  };
  const isTrapped = (request: Request, body: string): boolean => {
    if (trap?.point === 'a token is asked for') return isTokenUrl(request.url);
    return trap !== null && isWrite(request) && body.includes(trap.mark);
  };
  const decorate =
    (fetch: Fetch): Fetch =>
    async (arrived) => {
      // Read at once: what arrived is carried out even if its sender has died.
      const { url, method, headers } = arrived;
      const body = await arrived.text();
      const request = new Request(url, { method, headers, ...(body === '' ? {} : { body }) });
      const point = isTrapped(request, body) ? trap?.point : null;
      const isKilledFirst = point !== 'carried out, not answered' && point !== 'answered';
      if (point && isKilledFirst) await kill(point);
      if (point === 'a token is asked for' || point === 'arrived, never carried out') {
        throw new ConnectionCutError();
      }
      const response = await fetch(request);
      if (point === 'carried out, not answered') await kill(point);
      if (point === 'answered') setTimeout(() => void kill(point), random.below(4));
      return response;
    };

  const sandbox = await startSandbox({ customers: 2, decorate });
  const config = {
    ...sandbox.config,
    server: { port: 0, graphiql: false },
    limits: { requestTimeoutMs, budget: { points: 1_000_000_000 } },
    store: { type: 'sqlite', path: join(folder, 'outcomes.db') },
  };
  writeFileSync(file, JSON.stringify(config));

  return {
    emulators: sandbox.emulators,
    url: () => server?.url ?? 'http://127.0.0.1:1',
    start: async () => {
      server = await serveCommand(['serve', '--config', file], { folder });
    },
    deaths,
    kill,
    setTrap: (point, mark) => {
      trap = { point, mark };
    },
    close: async () => {
      await kill('the end');
      await sandbox.close();
      rmSync(folder, { recursive: true });
    },
  };
}
