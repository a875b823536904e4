import { spawn, type ChildProcess } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { devNull } from 'node:os';
import { text } from 'node:stream/consumers';
import { compiled, program } from './built-package.ts';

const running = new Set<ChildProcess>();

/** Stops what tests that failed have left. */
export function stopCommands(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** The line that says where metrics are, which comes before that of the graph. */
const whereMetricsAre = /^Metrics +(\S+)\n/m;
/** The line that says where the graph is. */
const whereItIs = /^GraphQL +(\S+)\n/m;

export interface Surroundings {
  /** Where it runs; files it makes are made there. */
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** A file that it reads as standard input. */
  readonly input?: string;
}

/** What a command came to. */
export interface Finished {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs a command to its end. */
export async function runCommand(args: readonly string[], surroundings: Surroundings): Promise<Finished> {
  const child = start(args, surroundings);
  const [output, errors, status] = await Promise.all([text(child.stdout), text(child.stderr), ended(child)]);
  return { status, output, errors };
}

/** Starts a command and kills it as soon as `until` says so, which is given what it has complained of so far; gives its status. */
export async function killCommand(
  args: readonly string[],
  surroundings: Surroundings,
  until: (errors: () => string) => Promise<void>,
  signal: NodeJS.Signals = 'SIGKILL',
): Promise<number | null> {
  const child = start(args, surroundings);
  const end = ended(child);
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => void (errors += chunk.toString()));
  child.stdout.resume();
  await Promise.race([until(() => errors), end]);
  child.kill(signal);
  return end;
}

/** A command that serves until it is stopped. */
interface Serving {
  readonly pid: number;
  /** Such as `http://localhost:4000/graphql`. */
  readonly url: string;
  /** Where its metrics are; null if it has none. */
  readonly metricsUrl: string | null;
  /** Everything it printed so far. */
  readonly output: () => string;
  /** Everything it complained of, once it has ended: standard error, less the lines that say where it is. */
  readonly errors: () => Promise<string>;
  /** Sends it a signal, and waits for nothing. */
  readonly signal: (signal: NodeJS.Signals) => void;
  /** What it complained of so far. */
  readonly complaints: () => string;
  /** Asks it to stop and resolves to its exit status. */
  readonly stop: (signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL') => Promise<number | null>;
}

/** Starts a command and waits until it says where the graph is. */
export async function serveCommand(args: readonly string[], surroundings: Surroundings): Promise<Serving> {
  const child = start(args, surroundings);
  const end = ended(child);
  const printed = { output: '', errors: '' };
  const url = await new Promise<string>((resolve, reject) => {
    let isThere = false;
    const read = (stream: 'output' | 'errors') => (chunk: string) => {
      printed[stream] += chunk;
      // What follows may be long.
      if (isThere) return;
      const [, found] = whereItIs.exec(printed[stream]) ?? [];
      if (!found) return;
      isThere = true;
      resolve(found);
    };
    child.stdout.setEncoding('utf8').on('data', read('output'));
    child.stderr.setEncoding('utf8').on('data', read('errors'));
    void end.then(() => reject(new Error(`It did not start: ${printed.errors}`)));
  });
  const complaints = (): string => printed.errors.replace(whereMetricsAre, '').replace(whereItIs, '');
  return {
    pid: child.pid ?? 0,
    url,
    metricsUrl: whereMetricsAre.exec(printed.errors)?.[1] ?? null,
    output: () => printed.output,
    errors: () => end.then(() => complaints()),
    complaints,
    signal: (signal) => void child.kill(signal),
    stop: (signal) => {
      child.kill(signal);
      return end;
    },
  };
}

function start(args: readonly string[], { folder, environment = {}, input = devNull }: Surroundings) {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { PATH, NODE_COMPILE_CACHE: compiled, ...environment },
    stdio: 'pipe',
  });
  createReadStream(input).pipe(child.stdin);
  running.add(child.once('exit', () => running.delete(child)));
  return child;
}

function ended(child: ReturnType<typeof start>): Promise<number | null> {
  return new Promise((resolve) => child.once('close', resolve));
}
