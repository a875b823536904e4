import type { PageRequest } from '../../domain/page.ts';
import type { Call, Vault } from '../../port.ts';
import type { Account } from '../account.ts';
import { createLoaders, type Loaders } from '../loaders.ts';

/** An account as it is at one time: all who read the same then are given one answer. */
export interface Moment {
  readonly account: Account;
  readonly loaders: Loaders;
}

/** A moment that begins now. Its reads end with the call, for every watcher. */
export function createMoment(account: Account, call: Call): Moment {
  const remembered = { ...account, vault: remembering(account.vault, call) };
  return { account: remembered, loaders: createLoaders(call) };
}

/** A vault of which what one record needs is read once. */
function remembering(vault: Vault, call: Call): Vault {
  const { getCustomerByReference, listPaymentMethods, getPaymentMethod } = vault;
  const customer = once((key: string) => vault.getCustomer(key, call));
  return {
    ...vault,
    getCustomer: (key) => customer(key),
    ...(getCustomerByReference && {
      getCustomerByReference: byOne(once((reference: string) => getCustomerByReference(reference, call))),
    }),
    ...(listPaymentMethods && {
      listPaymentMethods: byTwo(
        once((key: string, page: PageRequest) => listPaymentMethods(key, page, call)),
      ),
    }),
    ...(getPaymentMethod && {
      getPaymentMethod: byTwo(
        once((customerKey: string, key: string) => getPaymentMethod(customerKey, key, call)),
      ),
    }),
  };
}

/** Reads once for each list of arguments; what failed stays failed. */
function once<Args extends readonly unknown[], Answer>(
  read: (...args: Args) => Promise<Answer>,
): (...args: Args) => Promise<Answer> {
  const known = new Map<string, Promise<Answer>>();
  return (...args) => {
    const name = JSON.stringify(args);
    const answer = known.get(name) ?? read(...args);
    known.set(name, answer);
    return answer;
  };
}

/** Without the call of who asks, which is another each time. */
function byOne<One, Answer>(read: (one: One) => Answer): (one: One) => Answer {
  return (one) => read(one);
}

function byTwo<One, Two, Answer>(read: (one: One, two: Two) => Answer): (one: One, two: Two) => Answer {
  return (one, two) => read(one, two);
}
