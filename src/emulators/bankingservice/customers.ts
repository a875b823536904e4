import type { Account, Customer } from './account.ts';
import type { Asked, AskedOfCustomer } from './asked.ts';
import { invalid } from './answers.ts';
import { readCustomer } from './fields.ts';
import { paged } from './page.ts';
import { randomId } from './random-id.ts';

/** Newest first, which is assumed. */
export function customersOf(account: Account): readonly Customer[] {
  return [...account.customers.values()].map(({ customer }) => customer).toReversed();
}

export function listCustomers({ account, url, switches, lists }: Asked): Response {
  const newestFirst = customersOf(account);
  const customers = switches.order === 'newest first' ? newestFirst : newestFirst.toReversed();
  return paged(customers, url, { ...switches, lists });
}

export function createCustomer(asked: Asked): Response {
  const fields = readCustomer(asked);
  if (fields instanceof Response) return fields;

  if (!asked.switches.emailsRepeatable && isTaken(asked, fields.email)) {
    return invalid('The e-mail address is taken', { email: 'is taken' });
  }
  const customer = { id: randomId('customer'), ...fields, created: asked.now.toISOString() };
  asked.account.customers.set(customer.id, { customer, paymentMethods: new Map() });
  return Response.json(customer);
}

function isTaken({ account }: Asked, email: string | undefined): boolean {
  return email !== undefined && customersOf(account).some((customer) => customer.email === email);
}

export function getCustomer({ vaulted, switches }: AskedOfCustomer): Response {
  const { address, ...rest } = vaulted.customer;
  if (switches.premiseAs === 'sent' || address?.premise === undefined) return Response.json(vaulted.customer);
  return Response.json({ ...rest, address: { ...address, premise: String(address.premise) } });
}

/** Replaces: a field left out is removed, unless the emulator is switched to merging. The documentation says only that it updates. */
export function replaceCustomer(asked: AskedOfCustomer): Response {
  const fields = readCustomer(asked.switches.putMerges ? merged(asked) : asked);
  if (fields instanceof Response) return fields;

  const { id, created } = asked.vaulted.customer;
  asked.vaulted.customer = { id, ...fields, created };
  return Response.json(asked.vaulted.customer);
}

/** The request as if it had said what it left out. */
function merged(asked: AskedOfCustomer): AskedOfCustomer {
  const given = Object.entries({ ...asked.vaulted.customer, ...JSON.parse(asked.body) });
  return { ...asked, body: JSON.stringify(Object.fromEntries(given.filter(([, value]) => value !== null))) };
}

/** Deletes for good, with the payment methods (assumed), and answers with what it deleted (documented). */
export function deleteCustomer({ account, vaulted, switches }: AskedOfCustomer): Response {
  account.customers.delete(vaulted.customer.id);
  if (switches.deletionSoft) account.deleted.set(vaulted.customer.id, vaulted);
  return Response.json(switches.deletionAnswer === 'record' ? vaulted.customer : { deleted: true });
}
