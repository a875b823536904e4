import { setImmediate } from 'node:timers/promises';
import type { Customer } from '../../domain/customer.ts';
import type { Page } from '../../domain/page.ts';
import type { PaymentMethod } from '../../domain/payment-method.ts';
import { canonicalKey } from '../../domain/text.ts';
import type { Vault } from '../../port.ts';
import { createFlights, type SharingOptions } from './flights.ts';
import { gathering } from './gathered-reads.ts';
import type { Read } from './flight.ts';

interface SharingVaultOptions extends SharingOptions {
  /** What single reads are gathered until; a turn of the event loop if absent. */
  readonly tick?: () => Promise<unknown>;
}

/**
 * A vault of which equal reads that are in flight are one. A read that starts after the barrier was raised joins none from
 * before, so an acknowledged write is in the answer to every read that starts after it.
 */
export function sharingReads(vault: Vault, { tick = setImmediate, ...options }: SharingVaultOptions): Vault {
  const { getCustomer, getCustomers, getCustomerByReference } = vault;
  const { listCustomers, searchCustomers, listPaymentMethods, getPaymentMethod } = vault;
  const customer = createFlights<Customer | null>(options);
  const customers = createFlights<readonly Customer[]>(options);
  const customerPage = createFlights<Page<Customer | null>>(options);
  const methods = createFlights<Page<PaymentMethod | null>>(options);
  const method = createFlights<PaymentMethod | null>(options);
  const readOne: (key: string) => Read<Customer | null> = getCustomers
    ? gathering({ getCustomer, getCustomers }, { tick, ...options })
    : (key) => (call) => getCustomer(key, call);
  return {
    ...vault,
    getCustomer: (key, call) => customer(nameOf('key', canonicalKey(key)), call, readOne(key)),
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

/** Reads with the same name ask for the same. */
function nameOf(...asked: readonly unknown[]): string {
  return JSON.stringify(asked);
}
