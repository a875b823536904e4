import { randomUUID } from 'node:crypto';
import type { Call } from '../../port.ts';
import { endingAt } from '../../upstream/abort.ts';
import type { IndexParts } from './index-parts.ts';
import { openProgress, sealProgress, type IndexProgress } from './index-progress.ts';
import { takeStep } from './take-step.ts';

export interface BuildOptions {
  readonly requestTimeoutMs: number;
  /** Ends it between two steps; what is built stays, and the next build goes on from there. */
  readonly signal: AbortSignal;
  /** Called after every step. */
  readonly progressed: (progress: IndexProgress) => void;
}

/** `BUSY`: another process reads the list. `DOUBTFUL`: the list may have left out customers, so it is not complete. */
export type Built = 'COMPLETE' | 'BUSY' | 'DOUBTFUL' | 'INTERRUPTED';

/** How long one that has died keeps others away. */
const leaseMs = 10_000;

/** Reads the whole list of an account once, from where an earlier build was interrupted; rejects if the provider fails. */
export async function buildIndex(parts: IndexParts, options: BuildOptions): Promise<Built> {
  const { store, digests, now } = parts;
  const owner = randomUUID();
  const keepLease = (): Promise<boolean> =>
    store.lease(digests.space, owner, now(), leaseMs + options.requestTimeoutMs);
  if (!(await keepLease())) return 'BUSY';
  try {
    let progress = openProgress((await store.state(digests.space)).progress, digests.seal);
    do {
      if (options.signal.aborted) return 'INTERRUPTED';
      progress = await takeStep(parts, progress, callFor(options));
      const isKept = await store.keepProgress(digests.space, owner, sealProgress(progress, digests.seal));
      if (!isKept || !(await keepLease())) return 'BUSY';
      options.progressed(progress);
    } while (progress.pass !== null);
    return progress.wholeAt === progress.lastBeganAt ? 'COMPLETE' : 'DOUBTFUL';
  } finally {
    await store.release(digests.space, owner);
  }
}

function callFor({ requestTimeoutMs }: BuildOptions): Call {
  const deadline = performance.now() + requestTimeoutMs;
  const { signal } = endingAt(deadline);
  return { signal, deadline, caller: 'index', yields: true, afresh: true, observe: () => undefined };
}
