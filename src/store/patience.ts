import { setTimeout as sleep } from 'node:timers/promises';

const longestPauseMs = 20;

/**
 * Repeats a failed step of a database for as long as `mayRepeat` accepts the failure and patience lasts. The event loop is
 * not blocked.
 */
export async function patiently<Result>(
  step: () => Result | Promise<Result>,
  patienceMs: number,
  mayRepeat: (error: unknown) => boolean,
): Promise<Result> {
  const end = performance.now() + patienceMs;
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await step();
    } catch (error) {
      if (!mayRepeat(error) || performance.now() + pauseMs > end) throw error;
    }
    // Not in step with others that wait for the same.
    await sleep(pauseMs * (0.5 + Math.random() / 2));
  }
}
