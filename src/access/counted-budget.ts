import type { Budget } from './budget.ts';

/** The same budget, which reports what was spent and what was refused. */
export function countedBudget(budget: Budget, report: (points: number, isEnough: boolean) => void): Budget {
  return {
    ...budget,
    spend: async (caller, points) => {
      const state = await budget.spend(caller, points);
      report(points, state.isEnough);
      return state;
    },
  };
}
