/** Loaded into the server that is soaked: reports its state on request. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

const delay = monitorEventLoopDelay();
delay.enable();

process.on('message', () => void report());
process.channel?.unref();

/**
 * Reports how much memory is alive after a collection of garbage, and the longest stall of the event loop since the last
 * report, collections left out.
 */
async function report(): Promise<void> {
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
