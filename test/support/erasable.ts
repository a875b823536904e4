import type { Customer } from '../../src/domain/customer.ts';
import { OutcomeUnknownError } from '../../src/domain/errors.ts';
import type { Account } from '../../src/gateway/account.ts';
import { accountWith, customerWith } from './account.ts';

interface Behaviour extends Partial<Pick<Account, 'environment'>> {
  /** Whether the first deletion takes effect and is not answered. */
  readonly losesAnswer?: boolean;
  /** Whether a confirmed deletion takes effect. */
  readonly deletes?: boolean;
}

/** An account that keeps one customer, and counts what it is asked. */
export function accountOf({ environment = 'SANDBOX', losesAnswer = false, deletes = true }: Behaviour = {}) {
  let kept: Customer | null = customerWith('ana@example.com');
  let [calls, deletions] = [0, 0];
  const account: Account = {
    ...accountWith('shop', {
      getCustomer: (key) => {
        calls += 1;
        return Promise.resolve(kept?.key === key ? kept : null);
      },
      deleteCustomer: async (key, { beforeWrite }) => {
        await beforeWrite?.();
        [calls, deletions] = [calls + 1, deletions + 1];
        const existed = kept?.key === key;
        if (existed && deletes) kept = null;
        if (losesAnswer && deletions === 1) throw new OutcomeUnknownError('No answer came.');
        return existed;
      },
    }),
    environment,
  };
  return {
    account,
    calls: () => calls,
    deletions: () => deletions,
    find: () => kept,
    comeBack: (customer: Customer) => void (kept = customer),
  };
}
