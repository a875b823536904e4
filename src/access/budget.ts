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
  readonly spend: (caller: string, points: number) => Promise<Spent> | Spent;
}

/** What is left after points were taken, if they were there. */
export interface Spent extends BudgetState {
  readonly isEnough: boolean;
}

/** What one caller has left, and until when. */
interface Window {
  left: number;
  readonly resetAt: Date;
}

/**
 * Budgets of this process: each caller has `points` in every window, which begins with its first request. Nothing is taken if
 * it would not be enough.
 */
export function createBudget({ points, perSeconds }: BudgetLimits): Budget {
  const windows = new Map<string, Window>();
  const begin = (caller: string, now: number): Window => {
    windows.delete(caller);
    // They are in the order in which they began, so those that are over come first.
    for (const [other, { resetAt }] of windows) {
      if (resetAt.getTime() > now) break;
      windows.delete(other);
    }
    const window = { left: points, resetAt: new Date(now + perSeconds * 1000) };
    windows.set(caller, window);
    return window;
  };

  return {
    spend: (caller, cost) => {
      const now = Date.now();
      const known = windows.get(caller);
      const window = known && known.resetAt.getTime() > now ? known : begin(caller, now);
      const isEnough = cost <= window.left;
      if (isEnough) window.left -= cost;
      return { limit: points, remaining: window.left, resetAt: window.resetAt, isEnough };
    },
  };
}
