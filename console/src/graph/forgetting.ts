import type { Cache, Entity } from '@urql/exchange-graphcache';

/** Makes lookups of a deleted customer find nothing, and has every list read again. */
export function forgetCustomer(cache: Cache, id: string): void {
  const gone = cache.keyOfEntity({ __typename: 'Customer', id });
  for (const { fieldName, fieldKey, arguments: args } of cache.inspectFields('Query')) {
    if (fieldName !== 'customer' || cache.resolve('Query', fieldKey) !== gone) continue;
    cache.link('Query', fieldName, args, null);
  }
  forgetLists(cache);
}

/** Makes every list of customers be requested again. */
export function forgetLists(cache: Cache): void {
  for (const { fieldName, arguments: args } of cache.inspectFields('Query')) {
    if (fieldName === 'customers') cache.invalidate('Query', fieldName, args);
  }
}

/** Removes a deleted payment method from its customer's list. */
export function forgetPaymentMethod(cache: Cache, id: string): void {
  const gone = cache.keyOfEntity({ __typename: 'PaymentMethod', id });
  for (const { customer, fieldKey } of listsWith(cache, gone)) {
    const held = cache.resolve(customer, fieldKey);
    if (isKey(held)) leave(cache, held, gone);
  }
}

/** Makes the list that a payment method may be in be requested again. */
export function forgetListsWith(cache: Cache, id: string): void {
  const doubted = cache.keyOfEntity({ __typename: 'PaymentMethod', id });
  for (const { customer, args } of listsWith(cache, doubted)) {
    cache.invalidate(customer, 'paymentMethods', args);
  }
}

/** The pages of the list of payment methods that one belongs to. */
function listsWith(cache: Cache, method: string | null) {
  const customer = method && cache.resolve(method, 'customer');
  if (!isKey(customer)) return [];
  return cache
    .inspectFields(customer)
    .filter(({ fieldName }) => fieldName === 'paymentMethods')
    .map(({ fieldKey, arguments: args }) => ({ customer, fieldKey, args }));
}

function leave(cache: Cache, connection: string, gone: string | null): void {
  const nodes = cache.resolve(connection, 'nodes');
  if (!Array.isArray(nodes)) return;
  const staying = nodes.filter((key): key is string => typeof key === 'string' && key !== gone);
  if (staying.length !== nodes.length) cache.link(connection, 'nodes', staying as Entity[]);
}

function isKey(held: unknown): held is string {
  return typeof held === 'string';
}
