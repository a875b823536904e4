import type { Clock } from '../../src/gateway/live/clock.ts';

/** A clock that stands still until `pass` is called. */
export interface FakeClock extends Clock {
  /** Lets time pass, and calls back what becomes due, in its order. */
  readonly pass: (ms: number) => void;
  /** In how many milliseconds each callback is due, the first one first. */
  readonly due: () => readonly number[];
}

export function createFakeClock(): FakeClock {
  let now = 0;
  const timers = new Set<{ readonly at: number; readonly callBack: () => void }>();
  const inOrder = () => [...timers].toSorted((a, b) => a.at - b.at);
  return {
    now: () => now,
    after: (ms, callBack) => {
      const timer = { at: now + ms, callBack };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    pass: (ms) => {
      const end = now + ms;
      for (let [next] = inOrder(); next && next.at <= end; [next] = inOrder()) {
        timers.delete(next);
        now = next.at;
        next.callBack();
      }
      now = end;
    },
    due: () => inOrder().map(({ at }) => at - now),
  };
}
