import { setTimeout as sleep } from 'node:timers/promises';

const longestPauseMs = 20;

/**
 * Takes a step of a database again for as long as there is patience and `mayRepeat` says of its failure that it may.
 * Everything else goes on meanwhile.
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
