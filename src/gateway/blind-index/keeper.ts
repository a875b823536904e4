import { randomUUID } from 'node:crypto';
import { VaultError } from '../../domain/errors.ts';
import type { Call, UpstreamCall } from '../../port.ts';
import { endingAt } from '../../upstream/abort.ts';
import type { Clock } from '../live/clock.ts';
import type { IndexParts } from './index-parts.ts';
import { createHints } from './hints.ts';
import { openProgress, sealProgress, type IndexProgress } from './index-progress.ts';
import { readKeys } from './read-keys.ts';
import { takeChanged } from './take-changed.ts';
import { takeNewest } from './take-newest.ts';
import { isStepDue, takeStep } from './take-step.ts';

/** Keeps an index fresh for as long as the process lives. */
export interface Keeper {
  /** A customer may have changed, as a write of ours says: it is read soon. */
  readonly hint: (key: string) => void;
  /** The same, without proof: the newest are looked at soon if the list did not have such a customer. */
  readonly hintUnverified: (key: string) => void;
  /** Resolves when nothing more is asked or written. */
  readonly stop: () => Promise<void>;
}

export interface KeeperOptions {
  readonly clock: Clock;
  readonly requestTimeoutMs: number;
  readonly observe: (call: UpstreamCall) => void;
  /** Called once each time that its store begins to fail. */
  readonly defect: (error: unknown) => void;
}

/** How long an owner that has died keeps others away. Each step keeps the lease for longer. */
const leaseMs = 10_000;
/** How often it is looked whether something is due, and how many hints are followed then, because every client may send some. */
const [lookMs, hintsAtOnce] = [1_000, 5];
/** How often the newest are looked at if that is wanted. */
const wantedMs = 10_000;
/** How long nothing is done after a failure. */
const restMs = 5_000;

/**
 * Of many processes one at a time reads the list; it has the lease. Customers who may have changed are read by the process
 * that knows of it. While the account's breaker is open nothing is asked.
 */
export function createKeeper(parts: IndexParts, options: KeeperOptions): Keeper {
  const { account, store, digests, refreshSeconds } = parts;
  const { clock, requestTimeoutMs, observe, defect } = options;
  const owner = randomUUID();
  const hints = createHints();
  const unverified = createHints();
  let isNewestWanted = false;
  const stopped = new AbortController();
  const usuallyMs = Math.min(Math.max(refreshSeconds * 250, lookMs), 60_000);
  const newestEveryMs = (): number => (isNewestWanted ? Math.min(usuallyMs, wantedMs) : usuallyMs);
  let cancel = (): void => undefined;
  let running: Promise<void> = Promise.resolve();

  const asking = async <Result>(ask: (call: Call) => Promise<Result>): Promise<Result> => {
    const deadline = performance.now() + requestTimeoutMs;
    const { signal, end } = endingAt(deadline, stopped.signal);
    try {
      return await ask({
        signal,
        deadline,
        caller: 'index',
        lane: owner,
        yields: true,
        afresh: true,
        observe,
      });
    } finally {
      end();
    }
  };

  /** A provider is not asked for keys that a client made up. */
  const believed = async (keys: readonly string[]): Promise<readonly string[]> => {
    if (keys.length === 0) return [];
    const listed = await store.listed(digests.space, keys.map(digests.nameOf));
    isNewestWanted ||= listed.size < keys.length;
    return keys.filter((key) => listed.has(digests.nameOf(key)));
  };

  const readHinted = async (): Promise<void> => {
    const keys = [...hints.take(hintsAtOnce), ...(await believed(unverified.take(hintsAtOnce)))];
    if (keys.length === 0) return;
    const unread = await asking((call) => readKeys(parts, keys, { call, pass: null }));
    for (const { key } of unread) hints.putBack(key);
  };

  const progressNow = async (): Promise<IndexProgress> =>
    openProgress((await store.state(digests.space)).progress, digests.seal);

  /** What is due of the list: a look at the newest, or a step of a reading of all of it. */
  const readList = async (progress: IndexProgress): Promise<IndexProgress> => {
    const now = parts.now();
    if (!isNewestDue(progress, now, newestEveryMs())) {
      return asking((call) => takeStep(parts, progress, call));
    }
    isNewestWanted = false;
    await asking((call) => takeNewest(parts, progress.passes, call));
    const changes = await asking((call) => takeChanged(parts, progress, call));
    return { ...progress, ...changes, newestAt: now };
  };

  /** Gives how long to wait for the next. */
  const round = async (): Promise<number> => {
    if (account.health().status === 'DOWN') return restMs;
    await readHinted();
    const isDue = (progress: IndexProgress): boolean =>
      isStepDue(progress, parts) || isNewestDue(progress, parts.now(), newestEveryMs());
    if (!isDue(await progressNow())) return lookMs;
    if (!(await store.lease(digests.space, owner, parts.now(), leaseMs + requestTimeoutMs))) return lookMs;
    // Another process may have done it before the lease was taken.
    const progress = await progressNow();
    if (!isDue(progress)) return lookMs;
    const next = await readList(progress);
    await store.keepProgress(digests.space, owner, sealProgress(next, digests.seal));
    return next.pass === null ? lookMs : 0;
  };

  let isFailing = false;
  const run = async (): Promise<void> => {
    let waitMs: number = restMs;
    try {
      waitMs = await round();
      isFailing = false;
    } catch (error) {
      const isDefect = !(error instanceof VaultError) && !stopped.signal.aborted;
      if (isDefect && !isFailing) defect(error);
      isFailing ||= isDefect;
    }
    if (!stopped.signal.aborted) cancel = clock.after(waitMs, start);
  };
  const start = (): void => void (running = run());
  start();

  return {
    hint: hints.add,
    hintUnverified: unverified.add,
    stop: async () => {
      stopped.abort();
      cancel();
      await running;
      await store.release(digests.space, owner).catch(() => undefined);
    },
  };
}

/** Before all are known for the first time, they are read anyway. */
function isNewestDue({ wholeAt, newestAt }: IndexProgress, now: number, everyMs: number): boolean {
  return wholeAt !== null && now - Math.max(wholeAt, newestAt ?? 0) >= everyMs;
}
