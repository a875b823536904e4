import { onAbort } from '../../upstream/abort.ts';

/** An answer that is being made, and all who wait for it. */
export interface AnswerInFlight<Answer> {
  /** Waits for the answer; null if the caller leaves while others wait. The signal must not have aborted yet. */
  readonly join: (signal: AbortSignal) => Promise<Answer | null>;
  /** Whether another caller may join: the answer is not there yet, and a caller waits for it. */
  readonly isOpen: () => boolean;
}

/**
 * Starts to make an answer, which its first caller must join at once. It belongs to no caller: its signal aborts when the
 * last one has left, who gets what it comes to then.
 */
export function startAnswer<Answer>(
  make: (signal: AbortSignal) => Promise<Answer>,
  onEnd: () => void,
): AnswerInFlight<Answer> {
  const abandoned = new AbortController();
  let waiting = 0;
  let isOver = false;
  const answer = make(abandoned.signal).finally(() => {
    isOver = true;
    onEnd();
  });
  return {
    join: (signal) =>
      new Promise((resolve, reject) => {
        waiting += 1;
        const stop = onAbort(signal, () => {
          waiting -= 1;
          if (waiting === 0) abandoned.abort(signal.reason);
          else resolve(null);
        });
        const settle =
          <Value>(give: (value: Value) => void) =>
          (value: Value): void => {
            stop();
            give(value);
          };
        answer.then(settle(resolve), settle(reject));
      }),
    isOpen: () => !isOver && !abandoned.signal.aborted,
  };
}
