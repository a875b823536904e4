/** How time passes for what happens later. */
export interface Clock {
  /** Milliseconds that only ever grow. */
  readonly now: () => number;
  /** Calls back after a while, unless that is stopped before. Does not keep the process. */
  readonly after: (ms: number, callBack: () => void) => () => void;
}

/** The longest time that a timer can wait. To wait longer, set another timer then. */
export const longestWaitMs = 2 ** 31 - 1;

export const realClock: Clock = {
  now: () => performance.now(),
  after: (ms, callBack) => {
    const timer = setTimeout(callBack, Math.min(ms, longestWaitMs)).unref();
    return () => clearTimeout(timer);
  },
};
