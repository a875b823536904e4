import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRedis, RLWrapperTimeouts } from 'rate-limiter-flexible';
import type { Budget, BudgetLimits } from './budget.ts';
import { countBudget } from './limiter-budget.ts';

/** How long a request waits for Redis to count it. */
const patienceMs = 100;

/**
 * Budgets that every process on one Redis counts together. While Redis is away each process counts by itself: what a
 * caller may read must not depend on Redis.
 */
export function createRedisBudget(limits: BudgetLimits, client: object, prefix: string): Budget {
  const window = { points: limits.points, duration: limits.perSeconds };
  const alone = new RateLimiterMemory(window);
  const shared = new RateLimiterRedis({
    ...window,
    storeClient: client,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    keyPrefix: `${prefix}budget`,
  });
  const limiter = new RLWrapperTimeouts({ limiter: shared, timeoutMs: patienceMs, insuranceLimiter: alone });
  const { spend } = countBudget(limiter, limits.points);
  // A subject may be an e-mail address, which must not be in Redis.
  return {
    spend: (caller, points) => spend(createHash('sha256').update(caller).digest('base64url'), points),
  };
}
