import type { Customer } from '../domain/customer.ts';
import { ProviderError } from '../domain/errors.ts';
import { canonicalKey } from '../domain/text.ts';
import type { Call, Vault } from '../port.ts';

/** How many keys one batch read asks for. Fifty UUIDs make a query of about two kilobytes. */
export const batchSize = 50;

/** A vault that reads many customers in one request. */
export type ManyReader = Required<Pick<Vault, 'getCustomer' | 'getCustomers'>>;

/**
 * Reads customers by their keys, in that order: null for each that there is none of, and an error for each that cannot be
 * read although others can.
 */
export async function readCustomers(
  { getCustomer, getCustomers }: ManyReader,
  keys: readonly string[],
  call: Call,
): Promise<(Customer | Error | null)[]> {
  const [only] = keys;
  if (keys.length === 1 && only !== undefined) return [await getCustomer(only, call)];
  try {
    return inOrder(keys, await readMany(keys, (missing) => getCustomers(missing, call)));
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    // One record that cannot be read must not take the others away.
    return Promise.all(keys.map((key) => getCustomer(key, call).catch(toError)));
  }
}

/**
 * A search may give fewer records than there are, because the provider caps its pages: what is missing is asked for
 * again until a search gives none of it.
 */
async function readMany(
  keys: readonly string[],
  search: (keys: readonly string[]) => Promise<readonly Customer[]>,
): Promise<readonly Customer[]> {
  const found = new Map<string, Customer>();
  for (let missing = keys; missing.length > 0;) {
    for (const customer of await search(missing)) found.set(canonicalKey(customer.key), customer);
    const left = missing.filter((key) => !found.has(canonicalKey(key)));
    if (left.length === missing.length) break;
    missing = left;
  }
  return [...found.values()];
}

function inOrder(keys: readonly string[], found: readonly Customer[]): (Customer | null)[] {
  const byKey = new Map(found.map((customer) => [canonicalKey(customer.key), customer]));
  return keys.map((key) => byKey.get(canonicalKey(key)) ?? null);
}

function isUnreadable(error: unknown): boolean {
  return error instanceof ProviderError && error.code === 'PROVIDER_BAD_RESPONSE';
}

/** A DataLoader takes an error in place of a value for the failure of that key alone. */
function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('A read failed.', { cause: reason });
}
