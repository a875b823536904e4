import type { PaymentMethod } from '../domain/payment-method.ts';
import type { Call, Vault } from '../port.ts';
import { originOf, type Account } from './account.ts';
import { traitsOfMethods } from './reading.ts';
import { readRun } from './list/run.ts';

/** The most payment methods that are read of one customer at once. */
export const mostMethods = 99;

export interface EveryMethod {
  readonly methods: readonly PaymentMethod[];
  readonly hasMore: boolean;
  /** Why some are missing, in a sentence; null if none is. */
  readonly problem: string | null;
}

/** The payment methods of a customer, read afresh; rejects if the provider does not list them now. */
export async function readEveryMethod(
  listPaymentMethods: NonNullable<Vault['listPaymentMethods']>,
  account: Account,
  customerKey: string,
  call: Call,
): Promise<EveryMethod> {
  const run = await readRun((page) => listPaymentMethods(customerKey, page, call), null, {
    wanted: mostMethods,
    ...traitsOfMethods,
    origin: originOf(account),
  });
  const { hasMore } = run;
  const methods = run.items.map(({ item }) => item);
  if (run.unreadable > 0) return { methods, hasMore, problem: 'Payment methods: some cannot be read.' };
  if (hasMore) return { methods, hasMore, problem: `Payment methods: there are more than ${mostMethods}.` };
  return { methods, hasMore, problem: run.isDoubtful ? 'Payment methods: some may be missing.' : null };
}
