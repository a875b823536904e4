import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createInterface, type Interface } from 'node:readline';

const report = z.object({ alive: z.number(), rss: z.number(), longestStallMs: z.number() });

/** A line of the log that says how long a request took. */
const requestLine = z.object({
  msg: z.literal('request'),
  time: z.string(),
  durationMs: z.number(),
  upstreamCalls: z.number().optional(),
  upstreamSlowestMs: z.number().optional(),
});

const megabyte = 1024 * 1024;

/** How many of the latest lines on standard error are kept, and of requests that took too long. */
const keptLines = 40;

/** What a server holds at a moment. */
export interface Held {
  /** Memory that is in use after a collection of garbage. */
  readonly aliveMegabytes: number;
  readonly residentMegabytes: number;
  readonly sockets: number;
  /** For how long it did nothing else, at most, since the moment before. */
  readonly longestStallMs: number;
}

/** How a process ended: by itself with a status, or by a signal. */
export interface End {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Clues about a server that was not reliable. */
export interface Clues {
  /** The latest lines on standard error, and the first defects in the log. */
  readonly lastWords: readonly string[];
  /** Requests that were answered late, as the log has them. */
  readonly late: readonly object[];
}

/** Starts `serve` and waits until it says where the graph is. A request is late if it is answered after more than `lateMs`. */
export async function startServed(program: string, config: string, lateMs: number) {
  const reporter = join(import.meta.dirname, 'report-process.ts');
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--import', reporter, program, 'serve', '--config', config],
    { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  const lastWords: string[] = [];
  const late: object[] = [];
  const state = { defects: 0, hasEnded: false };
  const ended = new Promise<End>((resolve) => {
    child.once('exit', (status, signal) => {
      state.hasEnded = true;
      resolve({ status, signal });
    });
  });
  linesOf(child.stdout).on('line', (line) => {
    if (line.includes('"msg":"defect"')) {
      state.defects += 1;
      if (state.defects <= keptLines) lastWords.push(line);
    } else if (late.length < keptLines && line.includes('"msg":"request"')) {
      const request = requestLine.parse(JSON.parse(line));
      if (request.durationMs > lateMs) late.push(request);
    }
  });
  const url = await new Promise<string>((resolve, reject) => {
    linesOf(child.stderr).on('line', (line) => {
      const [, found] = /^GraphQL +(\S+)/.exec(line) ?? [];
      if (found) resolve(found);
      lastWords.push(line);
      if (lastWords.length > keptLines * 2) lastWords.shift();
    });
    void ended.then(() => reject(new Error('The server did not start.')));
  });
  return {
    url,
    defects: () => state.defects,
    hasEnded: () => state.hasEnded,
    clues: (): Clues => ({ lastWords, late }),
    /** Null if it ended before it reported. */
    held: async (): Promise<Held | null> => {
      const answer = new Promise<unknown>((resolve) => child.once('message', resolve));
      child.send('report', () => undefined);
      const message = await Promise.race([answer, ended.then(() => null)]);
      if (message === null) return null;
      const { alive, rss, longestStallMs } = report.parse(message);
      return {
        aliveMegabytes: alive / megabyte,
        residentMegabytes: rss / megabyte,
        sockets: socketsOf(child.pid ?? 0),
        longestStallMs,
      };
    },
    stop: (): Promise<End> => {
      child.kill('SIGTERM');
      // It would wait for questions.
      if (child.connected) child.disconnect();
      return ended;
    },
  };
}

function linesOf(stream: Readable | null): Interface {
  return createInterface(stream ?? Readable.from([]));
}

function socketsOf(pid: number): number {
  const folder = `/proc/${pid}/fd`;
  const isSocket = (name: string): boolean => readlinkSync(join(folder, name)).startsWith('socket:');
  return orNothing(() => readdirSync(folder)).filter((name) => orNothing(() => [isSocket(name)])[0]).length;
}

/** A descriptor may be closed by then, and the process over. */
function orNothing<Item>(look: () => readonly Item[]): readonly Item[] {
  try {
    return look();
  } catch {
    return [];
  }
}
