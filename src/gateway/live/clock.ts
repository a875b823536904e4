/** How time passes for what happens later. */
export interface Clock {
  /** Milliseconds that only ever grow. */
  readonly now: () => number;
  /** Calls back after a while, unless that is stopped before. Does not keep the process. */
  readonly after: (ms: number, callBack: () => void) => () => void;
}

/** What a timer can wait at most; whoever needs more looks again then. */
export const longestWaitMs = 2 ** 31 - 1;

export const realClock: Clock = {
  now: () => performance.now(),
  after: (ms, callBack) => {
    const timer = setTimeout(callBack, Math.min(ms, longestWaitMs)).unref();
    return () => clearTimeout(timer);
  },
};
