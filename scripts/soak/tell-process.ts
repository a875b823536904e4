/** Loaded into the server that is soaked: tells how it is whenever it is asked. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

const delay = monitorEventLoopDelay();
delay.enable();

process.on('message', () => void tell());
process.channel?.unref();

/**
 * Tells what is alive after a collection of garbage, and for how long the process did nothing else at most since it was asked
 * last, collections left out.
 */
async function tell(): Promise<void> {
  const longestStallMs = Math.round(delay.max / 1_000_000);
  // What was collected may have held more, which goes the next time.
  for (let times = 0; times < 3; times += 1) {
    globalThis.gc?.();
    await setImmediate();
  }
  delay.reset();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send?.({ alive: heapUsed + external, rss, longestStallMs });
}
