import type { Customer } from '../domain/customer.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import type { PaymentMethod } from '../domain/payment-method.ts';
import type { RegistrationLink } from '../domain/registration-link.ts';
import { originOf, type Account } from './account.ts';
import { doubtOf } from './idempotency/doubt.ts';
import { digest, type IdTarget } from './ids.ts';
import type { RequestScope } from './request-scope.ts';
import { shortName, type Position, type Traits } from './list/position.ts';
import { readRun, type Run } from './list/run.ts';

/** A customer and the account that holds it. */
export interface HeldCustomer {
  readonly account: Account;
  readonly customer: Customer;
}

/** A payment method, the account that holds it, and the customer if it was read on the way. */
export interface HeldPaymentMethod {
  readonly account: Account;
  readonly method: PaymentMethod;
  readonly customer: Customer | null;
}

/** What reads records. Without fresh loaders, no cache answers the others. */
export type Reading = Pick<RequestScope, 'loaders'> & Partial<Pick<RequestScope, 'freshLoaders'>>;

/** One customer by the provider's key; null if there is none, or if it is deleted and that was not asked for. */
export async function readCustomer(
  { loaders }: Reading,
  account: Account,
  key: string,
  includeDeleted = false,
): Promise<HeldCustomer | null> {
  return held(account, await loaders.of(account).customer(key), includeDeleted);
}

/** One customer by the merchant's own reference; null as in `readCustomer`. */
export async function readCustomerByReference(
  { loaders }: Reading,
  account: Account,
  reference: string,
  includeDeleted = false,
): Promise<HeldCustomer | null> {
  return held(account, await loaders.of(account).customerByReference(reference), includeDeleted);
}

function held(account: Account, customer: Customer | null, includeDeleted: boolean): HeldCustomer | null {
  return customer && (includeDeleted || !customer.deleted) ? { account, customer } : null;
}

/** What a place in a list of payment methods is found by. A key may be a secret: no cursor holds one. */
export const traitsOfMethods: Traits<PaymentMethod> = {
  nameOf: ({ key }) => key,
  shortNameOf: ({ key }) => shortName(digest(key)),
  createdAtOf: ({ createdAt }) => createdAt,
};

/** The name a payment method goes by in its id: its key, or a digest if only a list can find it again. */
export function nameOfPaymentMethod({ vault }: Account, { key }: Pick<PaymentMethod, 'key'>): string {
  return vault.getPaymentMethod ? key : digest(key);
}

export function targetOfCustomer({ account, customer }: HeldCustomer): IdTarget {
  return { type: 'Customer', account: account.key, key: customer.key };
}

export function targetOfPaymentMethod({ account, method }: HeldPaymentMethod): IdTarget {
  const key = nameOfPaymentMethod(account, method);
  return { type: 'PaymentMethod', account: account.key, customerKey: method.customerKey, key };
}

/** One payment method by the name its id bears; null if there is none. */
export async function readPaymentMethod(
  { loaders, freshLoaders = loaders }: Reading,
  account: Account,
  customerKey: string,
  name: string,
): Promise<HeldPaymentMethod | null> {
  const findIn = (from: RequestScope['loaders']): Promise<PaymentMethod | null> =>
    findPaymentMethod(account, (page) => from.of(account).paymentMethods(customerKey, page), name);
  // A list that was kept may be older than the method.
  const mayBeOld = account.cache !== undefined && freshLoaders !== loaders;
  const method = account.vault.getPaymentMethod
    ? await loaders.of(account).paymentMethod(customerKey, name)
    : ((await findIn(loaders)) ?? (mayBeOld ? await findIn(freshLoaders) : null));
  return method && { account, method, customer: null };
}

/** The payment method that a link registers; null if there is none, or if the provider does not report it. */
export async function readRegisteredMethod(
  scope: Reading,
  account: Account,
  { customerKey, paymentMethodKey: key }: RegistrationLink,
): Promise<HeldPaymentMethod | null> {
  if (key === undefined) return null;
  return readPaymentMethod(scope, account, customerKey, nameOfPaymentMethod(account, { key }));
}

async function findPaymentMethod(
  account: Account,
  list: (page: PageRequest) => Promise<Page<PaymentMethod | null>>,
  name: string,
): Promise<PaymentMethod | null> {
  let position: Position | null = null;
  for (;;) {
    const run: Run<PaymentMethod> = await readRun(list, position, {
      wanted: 99,
      ...traitsOfMethods,
      origin: originOf(account),
    });
    const found = run.items.find(({ item }) => digest(item.key) === name);
    if (found) return found.item;
    // It may be what could not be read.
    if (!run.hasMore && run.isDoubtful) throw doubtOf(account);
    if (!run.hasMore) return null;
    position = run.end;
  }
}
