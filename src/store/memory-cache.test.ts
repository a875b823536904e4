import { describe, expect, it } from 'vitest';
import { cacheStorePromises } from './cache-store.testing.ts';
import { createMemoryCache } from './memory-cache.ts';

describe('a cache in memory', () => {
  cacheStorePromises(() => {
    const clock = { ms: 0 };
    const store = createMemoryCache({ now: () => clock.ms });
    return { store, pass: async (ms) => void (clock.ms += ms) };
  });

  it('takes no more than it may, and gives up what was used least lately', async () => {
    const store = createMemoryCache({ maximumBytes: 10_000, now: () => 0 });
    const at = (record: number) => ({ account: 'account', record: String(record) });
    const valueOf = async (record: number) => (await store.look(at(record), 'name', 1_000)).kept?.value;
    for (let record = 0; record < 20; record += 1) {
      const { ticket } = await store.look(at(record), 'name', 1_000);
      await store.keep(at(record), 'name', { value: 'x'.repeat(1_500), ticket: ticket ?? '', ttlMs: 1_000 });
      // The first is used again and again.
      expect(await valueOf(0)).toBeDefined();
    }
    const kept = await Promise.all(Array.from({ length: 20 }, (_, record) => valueOf(record)));
    expect(kept.flatMap((value, record) => (value === undefined ? [] : [record]))).toEqual([
      0, 16, 17, 18, 19,
    ]);
  });
});
