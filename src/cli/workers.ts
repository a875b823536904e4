import cluster from 'node:cluster';
import { availableParallelism } from 'node:os';
import { ConfigError, toPath, type ConfigMistake } from '../config/mistake.ts';
import type { Config } from '../config/schema.ts';
import { whereMetricsAre } from './listen-at.ts';
import { listenForOperators } from './workers-admin.ts';

/** Ends a command that serves, and each of its workers. */
const stopSignals = ['SIGTERM', 'SIGINT'] as const;
/** How a process ends that cannot start. */
const cannotStart = 2;
const pauseBeforeRestartMs = 500;

/** How many processes serve: a number, or as many as the machine runs at once. */
export function toWorkerCount(text: string): number {
  if (text === 'auto') return availableParallelism();
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new Error('--workers must be a number from 1 to 999, or auto.');
}

/** Refuses a configuration in which workers would not share what they must share. */
export function assertShareable(config: Config): void {
  const { store, audit, idKey } = config;
  const mistakes: readonly (ConfigMistake | null)[] = [
    store.type === 'memory'
      ? {
          path: 'store.type',
          message:
            'must be sqlite or redis with --workers: what one worker remembers the others do not know.',
        }
      : null,
    audit.type === 'file'
      ? { path: 'audit.type', message: 'must be stdout or none with --workers: a file has one writer.' }
      : null,
    idKey === undefined
      ? { path: 'idKey', message: 'is needed with --workers: each opens the ids of the others.' }
      : null,
    ...(store.type === 'redis' ? [] : cachesIn(config)),
  ];
  const found = mistakes.filter((mistake) => mistake !== null);
  if (found.length > 0) throw new ConfigError(found);
}

function cachesIn({ tenants }: Config): ConfigMistake[] {
  const message = 'needs store.type redis with --workers: no worker hears what another one writes.';
  return tenants.flatMap(({ accounts }, tenant) =>
    accounts.flatMap(({ cache }, account) =>
      cache ? [{ path: toPath(['tenants', tenant, 'accounts', account, 'cache']), message }] : [],
    ),
  );
}

/**
 * Runs workers until the process gets a signal to stop, and starts a new one for each that dies. This process answers
 * operators for all of them.
 */
export async function superviseWorkers(
  count: number,
  config: Config,
  say: (line: string) => void,
): Promise<void> {
  let isStopping = false;
  const operators = await listenForOperators(config, () => isStopping);
  if (operators) say(whereMetricsAre(operators));
  const sendToAll = (message: 'stop' | 'reload'): void => {
    for (const worker of Object.values(cluster.workers ?? {})) worker?.send(message);
  };
  const stop = (): void => {
    isStopping = true;
    sendToAll('stop');
  };
  process.on('SIGHUP', () => sendToAll('reload'));
  for (const signal of stopSignals) process.once(signal, stop);
  // A worker that was starting when the others were stopped.
  cluster.on('listening', (worker) => isStopping && worker.send('stop'));
  await new Promise<void>((resolve) => {
    const fork = (): void => void (isStopping || cluster.fork());
    cluster.on('exit', (_worker, status) => {
      if (!isStopping && status === cannotStart) {
        process.exitCode = cannotStart;
        stop();
      }
      if (!isStopping) setTimeout(fork, pauseBeforeRestartMs);
      else if (Object.keys(cluster.workers ?? {}).length === 0) resolve();
    });
    for (let started = 0; started < count; started += 1) fork();
  });
  await operators?.close(0);
}

/** What makes a serving process stop or read its configuration again: a signal, or in a worker a message. */
export interface Signals {
  readonly stopped: Promise<void>;
  /** Sets what to do on a reload; before that, a reload does nothing. */
  readonly onReload: (reload: () => void) => void;
}

/** Hears signals from now on. SIGHUP stops a process that has nothing to reload. */
export function hearSignals(mayReload: boolean): Signals {
  let reload: (() => void) | null = null;
  const stopped = new Promise<void>((resolve) => {
    for (const signal of stopSignals) process.once(signal, () => resolve());
    if (!mayReload) process.once('SIGHUP', () => resolve());
    else if (!cluster.isWorker) process.on('SIGHUP', () => reload?.());
    // A terminal that is closed signals all processes; workers hear of it from the first.
    else process.on('SIGHUP', () => undefined);
    if (cluster.isWorker) {
      process.on('message', (message) => {
        if (message === 'reload') reload?.();
        else if (message === 'stop') resolve();
      });
    }
  });
  return { stopped, onReload: (run) => void (reload = run) };
}

/** Whether this process prints where the graph is: a single process does, and the first of several workers. */
export function isFirstWorker(): boolean {
  return cluster.worker === undefined || cluster.worker.id === 1;
}
