import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';

/** The server that the tests start: Redis, or Valkey. */
export const redisServer =
  process.env['REDIS_SERVER'] ??
  ['/usr/bin/redis-server', '/usr/bin/valkey-server', '/usr/local/bin/redis-server'].find(existsSync) ??
  '/usr/bin/redis-server';

export function isRedisInstalled(): boolean {
  return existsSync(redisServer);
}

/** What to do if it is missing. */
export const howToInstallRedis = `The tests start a Redis of their own, and there is none at ${redisServer}. Install it (Debian and Ubuntu: \`sudo apt-get install -y redis-server\`), or name where it is in the environment variable REDIS_SERVER.`;

/** A Redis of one test file, in its own folder. */
export interface RunningRedis {
  readonly port: number;
  readonly url: string;
  /** Starts it again with what it kept. */
  readonly start: () => Promise<void>;
  /** Ends it as a crash would. */
  readonly kill: () => Promise<void>;
  /** It keeps its connections and answers nothing, until it is resumed. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Ends it for good. */
  readonly close: () => Promise<void>;
}

/** For tests of what a store answers, not of when: the machine may be busy with something else. */
export const patientMs = { before: 10_000, after: 10_000, away: 10_000 };

/** The settings that vaultgraph insists on. */
const fit = { appendonly: 'yes', appendfsync: 'always', 'maxmemory-policy': 'noeviction' };

/** Starts a Redis on its own port; `settings` override the defaults. */
export async function startRedis(settings: Readonly<Record<string, string>> = {}): Promise<RunningRedis> {
  if (!isRedisInstalled()) throw new Error(howToInstallRedis);
  const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-redis-'));
  const port = await freePort();
  const flags = Object.entries({
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    ...fit,
    ...settings,
  }).flatMap(([name, value]) => [`--${name}`].concat(value.split(' ')));
  let server: ChildProcess | null = null;

  const start = async (): Promise<void> => {
    server = spawn(redisServer, flags, { stdio: 'ignore' });
    for (let tries = 0; tries < 400; tries += 1) {
      if (await answers(port)) return;
      await sleep(25);
    }
    throw new Error('Redis does not answer.');
  };
  const kill = async (): Promise<void> => {
    const dying = server;
    server = null;
    if (!dying || dying.exitCode !== null) return;
    const dead = new Promise((resolve) => dying.once('exit', resolve));
    dying.kill('SIGKILL');
    await dead;
  };

  await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    start,
    kill,
    pause: () => void server?.kill('SIGSTOP'),
    resume: () => void server?.kill('SIGCONT'),
    close: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether it is there and has read its log. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.once('data', (reply) => {
      socket.destroy();
      // A Redis with a password answers, too.
      resolve(/^(?:\+PONG|-NOAUTH)/.test(String(reply)));
    });
    socket.once('error', () => socket.destroy());
    socket.once('close', () => resolve(false));
  });
}
