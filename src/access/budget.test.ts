import { array, assert, asyncProperty, constantFrom, integer, record } from 'fast-check';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBudget } from './budget.ts';
import { countBudget } from './limiter-budget.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const spent = record({
  caller: constantFrom('ana', 'ivo', 'eva'),
  points: integer({ min: 0, max: 120 }),
  afterMs: constantFrom(0, 1, 500, 999, 1000, 2500),
});

it('counts in memory as the limiter does that counts in Redis', async () => {
  await assert(
    asyncProperty(array(spent, { maxLength: 30 }), async (all) => {
      const limits = { points: 100, perSeconds: 1 };
      const budget = createBudget(limits);
      const limited = countBudget(new RateLimiterMemory({ points: 100, duration: 1 }), 100);
      for (const { caller, points, afterMs } of all) {
        await vi.advanceTimersByTimeAsync(afterMs);
        expect(await budget.spend(caller, points)).toEqual(await limited.spend(caller, points));
      }
    }),
  );
});

it('takes nothing of a caller for what is too much', async () => {
  const budget = createBudget({ points: 100, perSeconds: 60 });
  const resetAt = new Date(Date.now() + 60_000);
  expect(await budget.spend('ana', 90)).toEqual({ isEnough: true, limit: 100, remaining: 10, resetAt });
  expect(await budget.spend('ana', 11)).toEqual({ isEnough: false, limit: 100, remaining: 10, resetAt });
  expect(await budget.spend('ana', 10)).toMatchObject({ isEnough: true, remaining: 0 });
  vi.advanceTimersByTime(60_000);
  expect(await budget.spend('ana', 100)).toMatchObject({ isEnough: true, remaining: 0 });
});
