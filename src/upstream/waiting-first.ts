import type { Call, Vault } from '../port.ts';

/** Where calls to an account wait for their turn. */
export interface Waiting {
  /** Whether a call that came now would wait. */
  readonly isWaited: () => boolean;
  /** Waits for a turn, or rejects without one. */
  readonly wait: (call: Call) => Promise<void>;
  /** Hands the turn to the call that is made at once; it is passed on if none is. */
  readonly hand: <Result>(use: () => Result) => Result;
}

/**
 * A vault whose reads of one record wait for their turn before anything is made for them. A page asks for fifty of them
 * at once: what each of them takes would be there fifty times, for every request that waits.
 */
export function waitingFirst(vault: Vault, { isWaited, wait, hand }: Waiting): Vault {
  const { getCustomer, listPaymentMethods } = vault;
  return {
    ...vault,
    getCustomer: (key, call) =>
      isWaited() ? wait(call).then(() => hand(() => getCustomer(key, call))) : getCustomer(key, call),
    ...(listPaymentMethods && {
      listPaymentMethods: (key, page, call) =>
        isWaited()
          ? wait(call).then(() => hand(() => listPaymentMethods(key, page, call)))
          : listPaymentMethods(key, page, call),
    }),
  };
}
