import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Started {
  readonly pid: number;
  readonly process: ChildProcess;
  /** The end of what it wrote to standard error. */
  readonly errors: () => string;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const { pid } of running) killGroup(pid, 'SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

/** Starts a program on one processor. */
export function start(
  processor: 0 | 1,
  command: readonly string[],
  environment: Record<string, string> = {},
): Started {
  const child = spawn('taskset', ['-c', String(processor), ...command], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', ...environment },
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-2_000);
  });
  running.add(child);
  child.on('exit', () => running.delete(child));
  return { pid: child.pid ?? 0, process: child, errors: () => errors };
}

export async function stop({ pid, process: child }: Started): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    killGroup(pid, signal);
    for (let waited = 0; waited < 30 && child.exitCode === null && child.signalCode === null; waited += 1) {
      await sleep(100);
    }
  }
}

function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (pid) process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}

/** How much processor time a process has used, in hundredths of a second. */
export function ticksOf(pid: number): number {
  const fields = read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ') ?? [];
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}

/** How much processor time the whole machine has used, in hundredths of a second. */
export function ticksOfAll(): number {
  const [user = 0, nice = 0, system = 0, , , interrupts = 0, softInterrupts = 0] =
    read('/proc/stat').split('\n', 1)[0]?.split(/\s+/).slice(1).map(Number) ?? [];
  return user + nice + system + interrupts + softInterrupts;
}

/** How much memory a process holds now, and how much it held at most, in MiB. */
export function memoryOf(pid: number): { readonly now: number; readonly peak: number } {
  const status = read(`/proc/${pid}/status`);
  const inMib = (name: string) =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
  return { now: inMib('VmRSS'), peak: inMib('VmHWM') };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
