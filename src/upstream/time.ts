/** How time passes, and chance falls, for what is tried again. */
export interface Time {
  /** Milliseconds that only ever grow. */
  readonly now: () => number;
  /** Resolves after a while; at once if the signal aborts. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 up to 1. */
  readonly random: () => number;
}

export const realTime: Time = {
  now: () => performance.now(),
  pause: (ms, signal) =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener('abort', end, { once: true });
      if (signal.aborted) end();
    }),
  random: Math.random,
};
