import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Budget, BudgetState } from './budget.ts';

/** Budgets that a limiter counts. Nothing is taken if it would not be enough. */
export function countBudget(limiter: Pick<RateLimiterAbstract, 'consume' | 'reward'>, limit: number): Budget {
  const toState = ({ remainingPoints, msBeforeNext }: RateLimiterRes): BudgetState => ({
    limit,
    remaining: Math.max(remainingPoints, 0),
    resetAt: new Date(Date.now() + msBeforeNext),
  });

  return {
    spend: async (caller, points) => {
      try {
        return { ...toState(await limiter.consume(caller, points)), isEnough: true };
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const restored = await limiter.reward(caller, points);
        return { ...toState(restored), isEnough: false };
      }
    },
  };
}
