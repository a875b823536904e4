import DataLoader from 'dataloader';
import type { Customer } from '../domain/customer.ts';
import { ProviderError } from '../domain/errors.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import type { PaymentMethod } from '../domain/payment-method.ts';
import type { Call, Vault } from '../port.ts';
import { canonicalKey } from '../domain/text.ts';
import { verb, type Account } from './account.ts';

/** How many keys one batch read asks for. Fifty UUIDs make a query of about two kilobytes. */
const batchSize = 50;

/** The loaders of one request: nothing in them outlives it, and nothing is shared with another. */
export interface Loaders {
  readonly of: (account: Account) => AccountLoaders;
}

/** Reads of one account that ask its provider once for each thing, however often it is wanted. */
export interface AccountLoaders {
  readonly customer: (key: string) => Promise<Customer | null>;
  readonly customerByReference: (reference: string) => Promise<Customer | null>;
  readonly paymentMethods: (customerKey: string, page: PageRequest) => Promise<Page<PaymentMethod | null>>;
  readonly paymentMethod: (customerKey: string, key: string) => Promise<PaymentMethod | null>;
  /** Keeps a record that was just read some other way, where it is whole. */
  readonly prime: (customer: Customer) => void;
  /** Forgets a customer and all that hangs on it, for after a write. */
  readonly forget: (key: string) => void;
}

export function createLoaders(call: Call): Loaders {
  const byAccount = new Map<string, AccountLoaders>();
  return {
    of: (account) => {
      const found = byAccount.get(account.key) ?? createAccountLoaders(account, call);
      byAccount.set(account.key, found);
      return found;
    },
  };
}

function createAccountLoaders(account: Account, call: Call): AccountLoaders {
  const customers = createCustomerLoader(account.vault, call);
  const prime = (customer: Customer | null): void => {
    if (customer?.unread.length === 0) customers.prime(customer.key, customer);
  };

  const byReference = createSingleLoader(async (reference: string) => {
    const customer = await verb(
      account,
      'READ_CUSTOMER_BY_REFERENCE',
      'getCustomerByReference',
    )(reference, call);
    prime(customer);
    return customer;
  });
  const methods = createSingleLoader(([customerKey, page]: readonly [string, PageRequest]) =>
    verb(account, 'LIST_PAYMENT_METHODS', 'listPaymentMethods')(customerKey, page, call),
  );
  const method = createSingleLoader(([customerKey, key]: readonly [string, string]) =>
    verb(account, 'LIST_PAYMENT_METHODS', 'getPaymentMethod')(customerKey, key, call),
  );

  return {
    customer: (key) => customers.load(key),
    customerByReference: (reference) => byReference.load(reference),
    paymentMethods: (customerKey, page) => methods.load([customerKey, page]),
    paymentMethod: (customerKey, key) => method.load([customerKey, key]),
    prime,
    forget: (key) => {
      customers.clear(key);
      for (const loader of [byReference, methods, method]) loader.clearAll();
    },
  };
}

function createCustomerLoader({ getCustomer, getCustomers }: Vault, call: Call) {
  if (!getCustomers) return createSingleLoader((key: string) => getCustomer(key, call), canonicalKey);

  return new DataLoader<string, Customer | null>(
    async (keys) => {
      const [only] = keys;
      if (keys.length === 1 && only !== undefined) return [await getCustomer(only, call)];
      try {
        return inOrder(keys, await readMany(keys, (missing) => getCustomers(missing, call)));
      } catch (error) {
        if (!isUnreadable(error)) throw error;
        // One record that cannot be read must not take the others away.
        return Promise.all(keys.map((key) => getCustomer(key, call).catch(toError)));
      }
    },
    { maxBatchSize: batchSize, cacheKeyFn: canonicalKey },
  );
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

/** De-duplicates only. A batch settles as one promise, so that a fast key would have to wait for a slow one. */
function createSingleLoader<Key, Value>(
  read: (key: Key) => Promise<Value>,
  cacheKeyFn: (key: Key) => string = (key) => JSON.stringify(key),
) {
  return new DataLoader<Key, Value, string>(async ([key]) => [await read(key as Key)], {
    batch: false,
    cacheKeyFn,
  });
}
