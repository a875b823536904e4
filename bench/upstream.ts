import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { start, stop, type Started } from './processes.ts';

/** The upstream that all peers share. */
export interface Upstream {
  readonly origin: string;
  readonly started: Started;
  readonly requests: () => Promise<number>;
  readonly delayBy: (milliseconds: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Builds the upstream and starts it on the second processor, which it shares with what makes the load. */
export async function startUpstream(port: number, folder: string): Promise<Upstream> {
  const program = join(folder, 'upstream');
  execFileSync('cc', ['-O2', '-o', program, join(import.meta.dirname, 'upstream/upstream.c')]);
  const started = start(1, [program, String(port)]);
  const origin = `http://127.0.0.1:${port}`;
  const ask = async (path: string) => (await fetch(`${origin}${path}`)).json();
  for (let tries = 0; ; tries += 1) {
    const isUp = await ask('/__reset').catch(() => null);
    if (isUp) break;
    if (tries === 50) throw new Error(`The upstream did not start: ${started.errors()}`);
    await sleep(50);
  }
  return {
    origin,
    started,
    requests: async () => (await ask('/__stats')).requests,
    delayBy: async (milliseconds) => {
      await ask(`/__delay?ms=${milliseconds}`);
    },
    stop: () => stop(started),
  };
}
