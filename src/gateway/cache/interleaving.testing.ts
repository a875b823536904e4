import * as fc from 'fast-check';
import type { CachedRead, Call } from '../../port.ts';
import type { CacheStore } from '../../store/cache-store.ts';
import { createBarrier } from '../sharing/barrier.ts';
import { fencingWrites } from '../sharing/fencing-writes.ts';
import { sharingReads } from '../sharing/sharing-reads.ts';
import { createHeldProvider, origin, readingOf } from '../sharing/vault.testing.ts';
import { createAccountCache } from './account-cache.ts';
import { announcingWrites } from './announcing-writes.ts';
import { cachingReads } from './caching-reads.ts';

/** What happens next. Numbers choose among what there is to choose from then. */
export type CacheStep =
  | {
      readonly do: 'read' | 'write';
      readonly key: string;
      readonly instance: 0 | 1;
      readonly mayBeCached: boolean;
    }
  | { readonly do: 'reach' | 'answer' | 'fail'; readonly which: number }
  | { readonly do: 'store'; readonly which: number; readonly how: 'run' | 'lose' | 'fail' }
  | { readonly do: 'pass'; readonly ms: number };

const step: fc.Arbitrary<CacheStep> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('read', 'read', 'read', 'write' as const),
      key: fc.constantFrom('a', 'a', 'b'),
      instance: fc.constantFrom(0 as const, 1 as const),
      mayBeCached: fc.integer({ min: 0, max: 9 }).map((chance) => chance > 0),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('reach', 'answer', 'answer', 'fail' as const),
      which: fc.nat(3),
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('store' as const),
      which: fc.nat(3),
      how: fc.constantFrom('run', 'run', 'run', 'run', 'run', 'run', 'lose', 'fail' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: fc.constantFrom(1, 10, 25, 50, 200_000, 500_000),
    }),
  },
);

/** What happens in one go, before anything hears of it. */
export const anyCacheTurns = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), {
  minLength: 20,
  maxLength: 80,
});

interface Given {
  readonly store: CacheStore;
  /** The account, another one in each run. */
  readonly account: string;
  readonly ttlMs: number;
  /** The clock of the store, if it stands. */
  readonly clock?: { ms: number };
  /** Whether equal reads of an instance are one, which reads of two instances must not be. */
  readonly instances: 1 | 2;
}

/** A step of a store that waits until it is let go. */
interface HeldStep {
  readonly take: (how: 'run' | 'lose' | 'fail') => void;
}

function holding(store: CacheStore, held: HeldStep[], running: Set<Promise<unknown>>): CacheStore {
  const hold = <Result>(run: () => Promise<Result>): Promise<Result> => {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const lost = new Error('The store is away.');
    const take = (how: 'run' | 'lose' | 'fail'): void => {
      held.splice(held.indexOf(waiting), 1);
      if (how === 'fail') return reject(lost);
      const ran = run().then(how === 'lose' ? () => reject(lost) : resolve, reject);
      running.add(ran);
      void ran.finally(() => running.delete(ran));
    };
    const waiting: HeldStep = { take };
    held.push(waiting);
    return promise;
  };
  return {
    look: (...asked) => hold(() => store.look(...asked)),
    keep: (...asked) => hold(() => store.keep(...asked)),
    begin: (...asked) => hold(() => store.begin(...asked)),
    end: (...asked) => hold(() => store.end(...asked)),
  };
}

/** Takes steps, in which nothing happens but what they do, and gives back what must not be, and how many reads a cache answered. */
export async function runCacheSteps(turns: readonly (readonly CacheStep[])[], given: Given) {
  const { store, account, clock = { ms: 0 }, instances } = given;
  const { vault: whole, requests } = createHeldProvider();
  const { getCustomer, updateCustomer } = whole;
  const sentAtMs = new Map<number, number>();
  const held: HeldStep[] = [];
  const running = new Set<Promise<unknown>>();
  const noted = {
    getCustomer: async (key: string, call: Call) => {
      const at = clock.ms;
      const customer = await getCustomer(key, call);
      sentAtMs.set(readingOf(customer).sentAt, at);
      return customer;
    },
    updateCustomer,
  };
  const vaults = Array.from({ length: instances }, () => {
    const cache = createAccountCache({
      store: holding(store, held, running),
      secrets: [Buffer.alloc(32, 1)],
      tenant: 'acme',
      account,
      ttlMs: given.ttlMs,
      fingerprint: () => 'same',
    });
    const barrier = createBarrier();
    const fenced = fencingWrites(noted, barrier);
    const behind = (vault: typeof fenced) =>
      announcingWrites(cachingReads(vault, { cache, account, onRead: () => undefined }), cache);
    return instances === 1
      ? sharingReads(fenced, { origin, barrier, behind, onShared: () => undefined })
      : behind(fenced);
  });

  const wrong: string[] = [];
  const acknowledged = new Map<string, number>();
  const going = { reads: 0, writes: 0 };
  let hits = 0;
  const callWith = (cached?: (read: CachedRead) => void): Call => ({
    signal: new AbortController().signal,
    deadline: Infinity,
    ...(cached ? { cached } : { afresh: true }),
    observe: () => undefined,
  });

  const read = async (key: string, instance: number, mayBeCached: boolean): Promise<void> => {
    const atLeast = acknowledged.get(key) ?? 0;
    const beganAt = clock.ms;
    const answered: CachedRead[] = [];
    going.reads += 1;
    const call = callWith(mayBeCached ? (one) => void answered.push(one) : undefined);
    const customer = await vaults[instance % instances]?.getCustomer(key, call).catch(() => null);
    going.reads -= 1;
    if (!customer) return;
    const { version, sentAt } = readingOf(customer);
    if (customer.key !== key) wrong.push('a read was given another record');
    if (version < atLeast) wrong.push('a read missed a write that was acknowledged before');
    for (const { ageMs } of answered) {
      hits += 1;
      if (ageMs >= given.ttlMs) wrong.push('a read was given what was too old');
      if (given.clock && ageMs < beganAt - (sentAtMs.get(sentAt) ?? 0)) wrong.push('an age was too low');
    }
  };
  const write = async (key: string, instance: number): Promise<void> => {
    going.writes += 1;
    const sent = vaults[instance % instances]?.updateCustomer?.(key, {}, callWith());
    const written = await sent?.catch(() => null);
    going.writes -= 1;
    if (!written) return;
    const { version } = readingOf(written);
    acknowledged.set(key, Math.max(version, acknowledged.get(key) ?? 0));
  };
  const take = (taken: CacheStep): void => {
    const sent = requests.filter(({ isOver }) => !isOver());
    if ('key' in taken) {
      const { key, instance, mayBeCached } = taken;
      void (taken.do === 'read' ? read(key, instance, mayBeCached) : write(key, instance));
    } else if (taken.do === 'store') held[taken.which % held.length]?.take(taken.how);
    // A write lasts no longer than its request: nothing is sent after that.
    else if (taken.do === 'pass') clock.ms += going.writes > 0 ? Math.min(taken.ms, 1) : taken.ms;
    else sent[taken.which % sent.length]?.[taken.do]();
  };
  const settle = async (): Promise<void> => {
    do {
      await Promise.all(running);
      await new Promise((resolve) => setImmediate(resolve));
    } while (running.size > 0);
  };

  for (const turn of turns) {
    for (const taken of turn) take(taken);
    await settle();
  }
  while (going.reads + going.writes > 0 || held.length > 0) {
    for (const { take: letGo } of held.slice()) letGo('run');
    take({ do: 'answer', which: 0 });
    await settle();
  }
  return { wrong, hits };
}
