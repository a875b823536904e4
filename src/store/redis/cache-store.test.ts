import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRedisCache } from './cache-store.ts';
import type { RedisConnection } from './connection.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const place = { account: 'account', record: 'record' };

/** A Redis that only counts steps, and whether it answers them. */
function counting() {
  const state = { steps: 0, isAway: false };
  const run: RedisConnection['run'] = () => {
    state.steps += 1;
    return state.isAway ? Promise.reject(new Error('away')) : Promise.resolve([] as never);
  };
  return { state, store: createRedisCache({ run }, 'prefix:') };
}

it('is not asked again for a second after a look that it did not answer', async () => {
  const { state, store } = counting();
  const look = () => store.look(place, 'name', 1_000).then(Boolean, () => false);
  state.isAway = true;
  expect([await look(), await look(), state.steps]).toEqual([false, false, 1]);
  state.isAway = false;
  vi.advanceTimersByTime(999);
  expect([await look(), state.steps]).toEqual([false, 1]);
  vi.advanceTimersByTime(1);
  expect([await look(), await look(), state.steps]).toEqual([true, true, 3]);
});

it('is asked for every write, whatever became of a look', async () => {
  const { state, store } = counting();
  state.isAway = true;
  await store.look(place, 'name', 1_000).catch(() => undefined);
  await expect(store.begin(['record'], 'writer', 1_000)).rejects.toThrow('away');
  state.isAway = false;
  await expect(store.begin(['record'], 'writer', 1_000)).resolves.toBeUndefined();
});

it('is given no more than 64 MiB by one process while that may still be there', async () => {
  const { state, store } = counting();
  const value = 'x'.repeat(1024 * 1024);
  const keepAll = async (): Promise<number> => {
    const before = state.steps;
    for (let kept = 0; kept < 100; kept += 1)
      await store.keep(place, 'name', { value, ticket: '0  ', ttlMs: 300_000 });
    return state.steps - before;
  };
  expect([await keepAll(), await keepAll()]).toEqual([64, 0]);
  vi.advanceTimersByTime(299_000);
  expect(await keepAll()).toBe(0);
  vi.advanceTimersByTime(600_000);
  expect(await keepAll()).toBe(64);
});
