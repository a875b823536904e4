import { RateLimiterMemory, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';

export interface BudgetLimits {
  /** Points in one window. */
  readonly points: number;
  readonly perSeconds: number;
}

/** What is left of a caller's budget. */
export interface BudgetState {
  readonly limit: number;
  readonly remaining: number;
  /** When the window ends. */
  readonly resetAt: Date;
}

/** What an operation costs and what is left then. */
export interface Charge extends BudgetState {
  readonly cost: number;
}

/** What one request spends; null until its operation was paid for. */
export interface Spending {
  charge: Charge | null;
}

/** Counts what callers spend. */
export interface Budget {
  /** Takes points if they are there. */
  readonly spend: (caller: string, points: number) => Promise<BudgetState & { readonly isEnough: boolean }>;
}

/** Budgets of this process: each caller has `points` in every window. */
export function createBudget({ points, perSeconds }: BudgetLimits): Budget {
  return countBudget(new RateLimiterMemory({ points, duration: perSeconds }), points);
}

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
