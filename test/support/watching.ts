import { vi } from 'vitest';
import type { FakeClock } from './fake-clock.ts';
import { subscribeTo, type Subscribed } from './subscribing.ts';

/** The subscriptions of one test at a time, to a graph whose clock stands. */
export interface Watching {
  readonly watch: typeof subscribeTo;
  /** Lets time pass as soon as something is due by then. */
  readonly pass: (ms: number) => Promise<void>;
  /** Closes all subscriptions, and waits until no timer is left. */
  readonly end: () => Promise<void>;
}

/** Signs of life that come so seldom that whatever is due sooner is a question. */
export const quietStreams = { limits: { streams: { heartbeatSeconds: 300 } } };

const patience = { timeout: 20_000 };

export function createWatching(clock: FakeClock): Watching {
  const open: Subscribed[] = [];
  return {
    watch: async (...asked) => {
      const subscribed = await subscribeTo(...asked);
      open.push(subscribed);
      return subscribed;
    },
    pass: async (ms) => {
      await vi.waitUntil(() => clock.due().some((due) => due <= ms), patience);
      clock.pass(ms);
    },
    end: async () => {
      for (const { leave } of open.splice(0)) leave();
      await vi.waitUntil(() => clock.due().length === 0, patience);
    },
  };
}
