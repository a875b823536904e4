import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll } from 'vitest';

const program = join(import.meta.dirname, '../../src/cli.ts');

/** A test that fails stops nothing: its file's end does. */
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** The line that says where the graph is. */
const whereItIs = /^GraphQL +(\S+)\n/m;

interface Surroundings {
  /** Where it runs; files it makes are made there. */
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** What a command came to. */
interface Finished {
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

/** A command that serves until it is stopped. */
interface Serving {
  /** Such as `http://localhost:4000/graphql`. */
  readonly url: string;
  /** Everything it printed so far. */
  readonly output: () => string;
  /** Everything it complained of, once it has ended: standard error, less the line that says where the graph is. */
  readonly errors: () => Promise<string>;
  /** Asks it to stop and resolves to its exit status. */
  readonly stop: (signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL') => Promise<number | null>;
}

/** Starts a command and waits until it says where the graph is. */
export async function serveCommand(args: readonly string[], surroundings: Surroundings): Promise<Serving> {
  const child = start(args, surroundings);
  const end = ended(child);
  const printed = { output: '', errors: '' };
  const url = await new Promise<string>((resolve, reject) => {
    const read = (stream: 'output' | 'errors') => (chunk: string) => {
      printed[stream] += chunk;
      const [, found] = whereItIs.exec(printed[stream]) ?? [];
      if (found) resolve(found);
    };
    child.stdout.setEncoding('utf8').on('data', read('output'));
    child.stderr.setEncoding('utf8').on('data', read('errors'));
    void end.then(() => reject(new Error(`It did not start: ${printed.errors}`)));
  });
  return {
    url,
    output: () => printed.output,
    errors: () => end.then(() => printed.errors.replace(whereItIs, '')),
    stop: (signal) => {
      child.kill(signal);
      return end;
    },
  };
}

function start(args: readonly string[], { folder, environment = {} }: Surroundings) {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child.once('exit', () => running.delete(child)));
  return child;
}

function ended(child: ReturnType<typeof start>): Promise<number | null> {
  return new Promise((resolve) => child.once('close', resolve));
}

/** A loopback port where nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
