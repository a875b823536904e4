import { format } from 'node:util';
import { vi } from 'vitest';
import { main } from '../../src/cli/cli.ts';
import type { Finished, Surroundings } from './command-line.ts';

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs a command to its end in this process, one after the other, which takes no time to start. Commands that read standard
 * input cannot run here. `runCommand` runs one in a separate process.
 */
export function commandHere(
  args: readonly string[],
  surroundings: Omit<Surroundings, 'input'>,
): Promise<Finished> {
  const finished = last.then(() => runIn(surroundings, args));
  last = finished.catch(() => undefined);
  return finished;
}

async function runIn(
  { folder, environment = {} }: Omit<Surroundings, 'input'>,
  args: readonly string[],
): Promise<Finished> {
  const { env, exitCode } = process;
  const origin = process.cwd();
  let [output, errors] = ['', ''];
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((...parts) => void (output += `${format(...parts)}\n`)),
    vi.spyOn(console, 'error').mockImplementation((...parts) => void (errors += `${format(...parts)}\n`)),
  ];
  const { PATH = '' } = env;
  process.chdir(folder);
  process.env = { PATH, ...environment };
  process.exitCode = undefined;
  try {
    await main([...args]);
    return { status: exitStatus(), output, errors };
  } finally {
    process.chdir(origin);
    process.env = env;
    process.exitCode = exitCode;
    for (const spy of spies) spy.mockRestore();
  }
}

function exitStatus(): number {
  return Number(process.exitCode ?? 0);
}
