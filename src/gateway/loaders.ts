import DataLoader from 'dataloader';
import type { Customer } from '../domain/customer.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import type { PaymentMethod } from '../domain/payment-method.ts';
import type { Call, Vault } from '../port.ts';
import { canonicalKey } from '../domain/text.ts';
import { verb, type Account } from './account.ts';
import { batchSize, readCustomers } from './read-customers.ts';
import { createSingleLoader } from './single-loader.ts';

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
  /** Keeps a record that was just read in another way, if it is whole. */
  readonly prime: (customer: Customer) => void;
  /** Forgets a customer and everything that belongs to it, for after a write. */
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

  const byReference = lazily(() =>
    createSingleLoader(async (reference: string) => {
      const read = verb(account, 'READ_CUSTOMER_BY_REFERENCE', 'getCustomerByReference');
      const customer = await read(reference, call);
      prime(customer);
      return customer;
    }, String),
  );
  const methods = lazily(() =>
    createSingleLoader(
      ([customerKey, page]: readonly [string, PageRequest]) =>
        verb(account, 'LIST_PAYMENT_METHODS', 'listPaymentMethods')(customerKey, page, call),
      JSON.stringify,
    ),
  );
  const method = lazily(() =>
    createSingleLoader(
      ([customerKey, key]: readonly [string, string]) =>
        verb(account, 'LIST_PAYMENT_METHODS', 'getPaymentMethod')(customerKey, key, call),
      JSON.stringify,
    ),
  );

  return {
    customer: (key) => customers.load(key),
    customerByReference: (reference) => byReference().load(reference),
    paymentMethods: (customerKey, page) => methods().load([customerKey, page]),
    paymentMethod: (customerKey, key) => method().load([customerKey, key]),
    prime,
    forget: (key) => {
      customers.clear(key);
      for (const loader of [byReference, methods, method]) loader().clearAll();
    },
  };
}

/** Makes it when it is first asked for: most requests use one loader. */
function lazily<Made>(make: () => Made): () => Made {
  let made: Made | null = null;
  return () => (made ??= make());
}

function createCustomerLoader({ getCustomer, getCustomers }: Vault, call: Call) {
  if (!getCustomers) return createSingleLoader((key: string) => getCustomer(key, call), canonicalKey);

  return new DataLoader<string, Customer | null>(
    (keys) => readCustomers({ getCustomer, getCustomers }, keys, call),
    { maxBatchSize: batchSize, cacheKeyFn: canonicalKey },
  );
}
