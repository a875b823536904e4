import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../live/clock.ts';
import { beginLease, leaseMsOf, runTaken, type Means } from './run-taken.ts';

export interface WorkerOptions extends Means {
  readonly tenant: string;
  readonly clock: Pick<Clock, 'after'>;
}

/** Does what is due of one tenant. */
export interface Worker {
  /** Resolves once nothing is due; looks again by itself when the next step is. */
  readonly work: () => Promise<void>;
  /** Takes nothing more; resolves once what was begun is over. */
  readonly stop: () => Promise<void>;
}

/** How many tasks one process does side by side. */
const sideBySide = 4;
/** How long to wait if the store fails. */
const pauseMs = 5_000;

/** Takes due tasks under a lease, each for one step, until none is due. */
export function createWorker(options: WorkerOptions): Worker {
  const { store, tenant, clock, now, report } = options;
  const leaseMs = leaseMsOf(options);
  // Of no request, whichever it is that begins an erasure: it outlives them.
  const apart = AsyncLocalStorage.snapshot();
  let isStopped = false;
  let isAskedAgain = false;
  let running: Promise<void> | null = null;
  let stopTimer = (): unknown => undefined;
  let isStoreAway = false;

  /** Takes one task for a step; when the next is due if none is. */
  const takeOne = async (): Promise<{ readonly nextDue: number | null } | null> => {
    if (isStopped) return { nextDue: null };
    const lease = beginLease(options);
    const taken = await store.take({ tenant, owner: lease.owner, now: lease.ends - leaseMs, leaseMs });
    if (!taken.task) return taken;
    // What one task fails at stops no other.
    await runTaken(taken, lease, options).catch(report);
    return null;
  };
  const takeAll = async (): Promise<void> => {
    while ((await takeOne()) === null);
  };
  const drain = async (): Promise<number | null> => {
    for (;;) {
      const over = await takeOne();
      if (over) return over.nextDue;
      const lanes = await Promise.allSettled(Array.from({ length: sideBySide }, takeAll));
      const failed = lanes.find((lane) => lane.status === 'rejected');
      if (failed) throw failed.reason;
    }
  };
  const lookAgainAt = (due: number | null): void => {
    stopTimer();
    if (due === null || isStopped) return;
    stopTimer = clock.after(Math.max(due - now(), 0), () => void work());
  };
  const run = async (): Promise<void> => {
    try {
      let due: number | null = null;
      do {
        isAskedAgain = false;
        due = await drain();
      } while (isAskedAgain);
      isStoreAway = false;
      lookAgainAt(due);
    } catch (error) {
      // A store that is away fails at every look: one report is enough.
      if (!isStoreAway) report(error);
      isStoreAway = true;
      lookAgainAt(now() + pauseMs);
    } finally {
      running = null;
    }
  };
  const work = (): Promise<void> => {
    if (isStopped) return Promise.resolve();
    isAskedAgain = true;
    return (running ??= apart(run));
  };

  return {
    work,
    stop: async () => {
      isStopped = true;
      stopTimer();
      await running;
    },
  };
}
