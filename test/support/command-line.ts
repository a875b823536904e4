import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const program = join(import.meta.dirname, '../../src/cli.ts');

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
  /** Everything it complained of, once it has ended. */
  readonly errors: () => Promise<string>;
  /** Asks it to stop and resolves to its exit status. */
  readonly stop: (signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL') => Promise<number | null>;
}

/** Starts a command and waits until it says where the graph is. */
export async function serveCommand(args: readonly string[], surroundings: Surroundings): Promise<Serving> {
  const child = start(args, surroundings);
  const errors = text(child.stderr);
  const end = ended(child);
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      const [, found] = /^GraphQL\s+(\S+)$/m.exec(output) ?? [];
      if (found) resolve(found);
    });
    void errors.then((told) => reject(new Error(`It did not start: ${told}`)));
  });
  return {
    url,
    output: () => output,
    errors: () => errors,
    stop: (signal) => {
      child.kill(signal);
      return end;
    },
  };
}

function start(args: readonly string[], { folder, environment = {} }: Surroundings) {
  const { PATH = '' } = process.env;
  return spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function ended(child: ReturnType<typeof start>): Promise<number | null> {
  return new Promise((resolve) => child.once('close', resolve));
}
