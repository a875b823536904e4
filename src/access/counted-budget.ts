import type { Budget, Spent } from './budget.ts';

/** The same budget, which reports what was spent and what was refused. */
export function countedBudget(budget: Budget, report: (points: number, isEnough: boolean) => void): Budget {
  return {
    ...budget,
    spend: (caller, points) => {
      const reported = (spent: Spent): Spent => {
        report(points, spent.isEnough);
        return spent;
      };
      const spent = budget.spend(caller, points);
      return spent instanceof Promise ? spent.then(reported) : reported(spent);
    },
  };
}
