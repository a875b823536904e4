import type { Cache, Entity } from '@urql/exchange-graphcache';

/** Takes a customer that is gone out of every list, and remembers that looking it up finds nobody. */
export function forgetCustomer(cache: Cache, id: string): void {
  const gone = cache.keyOfEntity({ __typename: 'Customer', id });
  for (const { fieldName, fieldKey, arguments: args } of cache.inspectFields('Query')) {
    const held = cache.resolve('Query', fieldKey);
    if (fieldName === 'customers' && isKey(held)) leave(cache, held, gone);
    if (fieldName === 'customer' && held === gone) cache.link('Query', fieldName, args, null);
  }
}

/** Takes a payment method that is gone out of its customer's list. */
export function forgetPaymentMethod(cache: Cache, id: string): void {
  const gone = cache.keyOfEntity({ __typename: 'PaymentMethod', id });
  const customer = gone && cache.resolve(gone, 'customer');
  if (!isKey(customer)) return;
  for (const { fieldName, fieldKey } of cache.inspectFields(customer)) {
    const held = cache.resolve(customer, fieldKey);
    if (fieldName === 'paymentMethods' && isKey(held)) leave(cache, held, gone);
  }
}

/** Has every list asked for anew: where a new customer stands in one is for the provider to say. */
export function forgetLists(cache: Cache): void {
  for (const { fieldName, arguments: args } of cache.inspectFields('Query')) {
    if (fieldName === 'customers' || fieldName === 'customer') cache.invalidate('Query', fieldName, args);
  }
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
