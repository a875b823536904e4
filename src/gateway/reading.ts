import type { Customer } from '../domain/customer.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import type { PaymentMethod } from '../domain/payment-method.ts';
import type { Account } from './account.ts';
import { digest } from './ids.ts';
import type { Reach } from './reach.ts';
import { readRun, type Position, type Run } from './run.ts';

/** A customer and the account that holds it. */
export interface HeldCustomer {
  readonly account: Account;
  readonly customer: Customer;
}

/** A payment method, the account that holds it, and the customer where it was read on the way. */
export interface HeldPaymentMethod {
  readonly account: Account;
  readonly method: PaymentMethod;
  readonly customer: Customer | null;
}

/** One customer by the provider's key; null where there is none, or where it is deleted and that was not asked for. */
export async function readCustomer(
  { loaders }: Reach,
  account: Account,
  key: string,
  includeDeleted = false,
): Promise<HeldCustomer | null> {
  return held(account, await loaders.of(account).customer(key), includeDeleted);
}

/** One customer by the merchant's own reference; null as in `readCustomer`. */
export async function readCustomerByReference(
  { loaders }: Reach,
  account: Account,
  reference: string,
  includeDeleted = false,
): Promise<HeldCustomer | null> {
  return held(account, await loaders.of(account).customerByReference(reference), includeDeleted);
}

function held(account: Account, customer: Customer | null, includeDeleted: boolean): HeldCustomer | null {
  return customer && (includeDeleted || !customer.deleted) ? { account, customer } : null;
}

/** The name a payment method goes by in its id: its key, or a digest where only a list can find it again. */
export function nameOfPaymentMethod({ vault }: Account, { key }: PaymentMethod): string {
  return vault.getPaymentMethod ? key : digest(key);
}

/** One payment method by the name its id bears; null where there is none. */
export async function readPaymentMethod(
  { loaders }: Reach,
  account: Account,
  customerKey: string,
  name: string,
): Promise<HeldPaymentMethod | null> {
  const reads = loaders.of(account);
  const method = account.vault.getPaymentMethod
    ? await reads.paymentMethod(customerKey, name)
    : await findPaymentMethod((page) => reads.paymentMethods(customerKey, page), name);
  return method && { account, method, customer: null };
}

async function findPaymentMethod(
  list: (page: PageRequest) => Promise<Page<PaymentMethod>>,
  name: string,
): Promise<PaymentMethod | null> {
  let position: Position | null = null;
  for (;;) {
    const run: Run<PaymentMethod> = await readRun(list, position, {
      wanted: 99,
      nameOf: ({ key }) => digest(key),
    });
    const found = run.items.find(({ item }) => digest(item.key) === name);
    // A provider that says that more follows, and gives nothing, would be asked without end.
    if (found || !run.hasMore || run.items.length === 0) return found?.item ?? null;
    position = run.end;
  }
}
