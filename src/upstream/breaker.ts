import type { BreakerState } from '../telemetry/metrics/upstream-observer.ts';
import type { Time } from './time.ts';

/**
 * Decides whether an account's provider is asked at all. It opens when the provider fails, lets one call through after a
 * while to see whether that has passed, and waits longer each time that it has not.
 */
export interface Breaker {
  readonly state: () => BreakerState;
  /** How long it stays open, in milliseconds: 0 unless it is open. */
  readonly opensForMs: () => number;
  /** Whether a call that came now would be let through. */
  readonly wouldAdmit: () => boolean;
  /** Lets a call through; the caller then reports its end. Null if it is not let through. */
  readonly admit: () => Admission | null;
  /**
   * Hints that the provider fails for another process. If the breaker is closed and no call succeeded here just now, it lets
   * one call through to find out. If no call finds out, it closes again after the time for which it would have been open.
   */
  readonly warn: () => void;
}

/** Ends a call that was let through, with what it says of the provider. */
export type Admission = (verdict: Verdict) => void;

/** `NOTHING` if it says nothing of the provider: its caller left, or it was never sent. */
export type Verdict = 'WORKS' | 'FAILS' | 'NOTHING';

/** So many failures in a row open it. */
const mostInARow = 10;
/** So do failures of half of the latest calls, if they are this many, as many milliseconds back. */
const [leastCalls, windowMs] = [20, 10_000];
/** How long it is open the first time and at most, in milliseconds. */
const [firstMs, longestMs] = [5_000, 60_000];

/** What worked so recently is not doubted because of a warning, in milliseconds. */
const recentlyMs = 1_000;

type Switched = (state: BreakerState) => void;

export type CreateBreaker = (time: Pick<Time, 'now' | 'random'>, switched: Switched) => Breaker;

export function createBreaker({ now, random }: Pick<Time, 'now' | 'random'>, switched: Switched): Breaker {
  let state: BreakerState = 'CLOSED';
  let recent = createRecent(now);
  let openMs = firstMs;
  let openUntil = 0;
  let isProbing = false;
  let workedAt = Number.NEGATIVE_INFINITY;
  let warnedUntil = Number.POSITIVE_INFINITY;

  const turn = (next: BreakerState): void => {
    state = next;
    recent = createRecent(now);
    isProbing = false;
    warnedUntil = Number.POSITIVE_INFINITY;
    switched(next);
  };
  const stateNow = (): BreakerState => {
    if (now() >= warnedUntil) turn('CLOSED');
    return state;
  };
  const open = (): void => {
    // Up to a fifth less, so that many instances do not ask at the same moment.
    openUntil = now() + openMs * (1 - random() / 5);
    openMs = Math.min(openMs * 2, longestMs);
    turn('OPEN');
  };
  const close = (): void => {
    openMs = firstMs;
    workedAt = now();
    turn('CLOSED');
  };
  const admitOne = (): Admission => {
    const counted = recent;
    return (verdict) => {
      // What was let through before it opened says nothing about now.
      if (counted !== recent || verdict === 'NOTHING') return;
      if (verdict === 'WORKS') workedAt = now();
      counted.add(verdict === 'FAILS');
      if (counted.isTooMuch()) open();
    };
  };
  const probe = (): Admission => {
    if (state === 'OPEN') turn('HALF_OPEN');
    isProbing = true;
    const probed = recent;
    return (verdict) => {
      // It took so long that the warning is forgotten.
      if (probed !== recent) return;
      if (verdict === 'NOTHING') isProbing = false;
      else if (verdict === 'WORKS') close();
      else open();
    };
  };
  const wouldAdmit = (): boolean => {
    if (stateNow() === 'CLOSED') return true;
    return state === 'OPEN' ? now() >= openUntil : !isProbing;
  };

  return {
    state: stateNow,
    opensForMs: () => (state === 'OPEN' ? Math.max(openUntil - now(), 0) : 0),
    wouldAdmit,
    admit: () => {
      if (!wouldAdmit()) return null;
      return state === 'CLOSED' ? admitOne() : probe();
    },
    warn: () => {
      if (stateNow() !== 'CLOSED' || now() - workedAt < recentlyMs) return;
      turn('HALF_OPEN');
      warnedUntil = now() + firstMs;
    },
  };
}

/** Counts the latest calls, second by second. */
function createRecent(now: () => number) {
  const seconds: { readonly begin: number; calls: number; failures: number }[] = [];
  let inARow = 0;
  return {
    add(isFailure: boolean): void {
      const time = now();
      while (seconds[0] && seconds[0].begin <= time - windowMs) seconds.shift();
      let second = seconds.at(-1);
      if (!second || second.begin <= time - 1_000)
        seconds.push((second = { begin: time, calls: 0, failures: 0 }));
      second.calls += 1;
      second.failures += isFailure ? 1 : 0;
      inARow = isFailure ? inARow + 1 : 0;
    },
    isTooMuch(): boolean {
      const sum = (count: (second: { calls: number; failures: number }) => number): number =>
        seconds.reduce((total, second) => total + count(second), 0);
      const calls = sum((second) => second.calls);
      const failures = sum((second) => second.failures);
      return inARow >= mostInARow || (calls >= leastCalls && failures * 2 >= calls);
    },
  };
}
