import { GraphQLError } from 'graphql';
import type { Budget, Charge, Spent } from '../../access/budget.ts';
import type { Caller } from '../../access/caller.ts';

/** Takes the points, or refuses with 429 and the seconds to wait. A budget of this process answers at once. */
export function charge(budget: Budget, { tenant, subject }: Caller, cost: number): Promise<Charge> | Charge {
  const spent = budget.spend(JSON.stringify([tenant, subject]), cost);
  return spent instanceof Promise ? spent.then((state) => toCharge(state, cost)) : toCharge(spent, cost);
}

function toCharge(spent: Spent, cost: number): Charge {
  const { limit, remaining, resetAt } = spent;
  if (spent.isEnough) return { limit, remaining, resetAt, cost };
  const seconds = Math.max(Math.ceil((resetAt.getTime() - Date.now()) / 1000), 1);
  throw new GraphQLError("The caller's budget is used up; nothing was sent.", {
    extensions: {
      code: 'BUDGET_EXHAUSTED',
      retryable: true,
      cost,
      limit,
      remaining,
      resetAt,
      http: { status: 429, headers: { 'retry-after': String(seconds) } },
    },
  });
}
