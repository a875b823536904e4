import type { Account, Customer } from './account.ts';
import type { Asked, AskedOfCustomer } from './asked.ts';
import { readCustomer } from './fields.ts';
import { paged } from './page.ts';
import { randomId } from './random-id.ts';

/** Newest first, which is assumed. */
export function customersOf(account: Account): readonly Customer[] {
  return [...account.customers.values()].map(({ customer }) => customer).toReversed();
}

export function listCustomers({ account, url, switches }: Asked): Response {
  return paged(customersOf(account), url, switches.maximumPageSize);
}

export function createCustomer(asked: Asked): Response {
  const fields = readCustomer(asked);
  if (fields instanceof Response) return fields;

  const customer = { id: randomId('customer'), ...fields, created: asked.now.toISOString() };
  asked.account.customers.set(customer.id, { customer, paymentMethods: new Map() });
  return Response.json(customer);
}

export function getCustomer({ vaulted }: AskedOfCustomer): Response {
  return Response.json(vaulted.customer);
}

/** Replaces: a field left out is gone. Assumed, because the documentation says only that it updates. */
export function replaceCustomer(asked: AskedOfCustomer): Response {
  const fields = readCustomer(asked);
  if (fields instanceof Response) return fields;

  const { id, created } = asked.vaulted.customer;
  asked.vaulted.customer = { id, ...fields, created };
  return Response.json(asked.vaulted.customer);
}

/** Deletes for good, with the payment methods (assumed), and answers with what it deleted (documented). */
export function deleteCustomer({ account, vaulted }: AskedOfCustomer): Response {
  account.customers.delete(vaulted.customer.id);
  return Response.json(vaulted.customer);
}
