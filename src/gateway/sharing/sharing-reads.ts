import { setImmediate } from 'node:timers/promises';
import type { Customer } from '../../domain/customer.ts';
import type { Page } from '../../domain/page.ts';
import type { PaymentMethod } from '../../domain/payment-method.ts';
import { canonicalKey } from '../../domain/text.ts';
import type { Vault } from '../../port.ts';
import { createFlights, type SharingOptions } from './flights.ts';
import { gathering } from './gathered-reads.ts';

interface SharingVaultOptions extends SharingOptions {
  /** What single reads are gathered until; a turn of the event loop if absent. */
  readonly tick?: () => Promise<unknown>;
  /** What stands between the reads that are shared and the vault, such as a cache; nothing if absent. */
  readonly behind?: (vault: Vault) => Vault;
}

/**
 * A vault of which equal reads that are in flight are one. A read that starts after the barrier was raised joins none from
 * before, so an acknowledged write is in the answer to every read that starts after it.
 */
export function sharingReads(
  vault: Vault,
  { tick = setImmediate, behind = (same) => same, ...options }: SharingVaultOptions,
): Vault {
  const gathered = behind(gatheringReads(vault, { tick, ...options }));
  const { getCustomer, getCustomers, getCustomerByReference } = gathered;
  const { listCustomers, searchCustomers, listPaymentMethods, getPaymentMethod } = gathered;
  const customer = createFlights<Customer | null>(options);
  const customers = createFlights<readonly Customer[]>(options);
  const customerPage = createFlights<Page<Customer | null>>(options);
  const methods = createFlights<Page<PaymentMethod | null>>(options);
  const method = createFlights<PaymentMethod | null>(options);
  return {
    ...gathered,
    getCustomer: (key, call) =>
      customer(nameOf('key', canonicalKey(key)), call, (own) => getCustomer(key, own)),
    ...(getCustomers && {
      getCustomers: (keys, call) => customers(nameOf(keys), call, (own) => getCustomers(keys, own)),
    }),
    ...(getCustomerByReference && {
      getCustomerByReference: (reference, call) =>
        customer(nameOf('reference', reference), call, (own) => getCustomerByReference(reference, own)),
    }),
    ...(listCustomers && {
      listCustomers: (page, filter, call) =>
        customerPage(nameOf('list', page, filter), call, (own) => listCustomers(page, filter, own)),
    }),
    ...(searchCustomers && {
      searchCustomers: (spellings, page, call) =>
        customerPage(nameOf('search', page, spellings), call, (own) => searchCustomers(spellings, page, own)),
    }),
    ...(listPaymentMethods && {
      listPaymentMethods: (customerKey, page, call) =>
        methods(nameOf(customerKey, page), call, (own) => listPaymentMethods(customerKey, page, own)),
    }),
    ...(getPaymentMethod && {
      getPaymentMethod: (customerKey, key, call) =>
        method(nameOf(customerKey, key), call, (own) => getPaymentMethod(customerKey, key, own)),
    }),
  };
}

type Gathering = Required<Pick<SharingVaultOptions, 'tick'>> & SharingOptions;

function gatheringReads(vault: Vault, options: Gathering): Vault {
  const { getCustomer, getCustomers } = vault;
  if (!getCustomers) return vault;
  const gathered = gathering({ getCustomer, getCustomers }, options);
  return { ...vault, getCustomer: (key, call) => gathered(key)(call) };
}

/** Reads with the same name ask for the same. */
function nameOf(...asked: readonly unknown[]): string {
  return JSON.stringify(asked);
}
