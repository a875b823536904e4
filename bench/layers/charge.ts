import type { Charge } from '../../src/access/budget.ts';

const free: Charge = { cost: 0, limit: 1, remaining: 1, resetAt: new Date() };

/** Nothing is counted. */
export async function charge(): Promise<Charge> {
  return free;
}
