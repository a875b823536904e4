import type { RegistrationCustomer } from '../domain/customer-input.ts';
import { NotFoundError, type InputIssue } from '../domain/errors.ts';
import type { PaymentLink, RegistrationLink } from '../domain/registration-link.ts';
import { unusableAsKey } from '../domain/text.ts';
import { originOf, verb, type Account } from './account.ts';
import { rejectAlreadyExists, rejectNotFound, type WriteKey } from './customer-writes.ts';
import { checkRegistration, issuesUnder } from './input-check.ts';
import type { RequestScope } from './request-scope.ts';

/** A registration link and the account it registers at. */
export interface HeldRegistrationLink {
  readonly account: Account;
  readonly link: RegistrationLink;
}

/** A payment's page and the account it is paid to. */
export interface HeldPaymentLink {
  readonly account: Account;
  readonly link: PaymentLink;
}

interface LinkRequest extends WriteKey {
  readonly account: Account;
  readonly customer: RegistrationCustomer;
  readonly validForMinutes: number;
  /** What is wrong already. */
  readonly issues: readonly InputIssue[];
}

/** A year. */
const maximumMinutes = 525_600;

/** Starts the registration of a person. */
export async function createRegistrationLink(
  { account, customer, validForMinutes, issues, field, idempotencyKey }: LinkRequest,
  scope: RequestScope,
): Promise<HeldRegistrationLink & { readonly replayed: boolean }> {
  const create = verb(account, 'CREATE_REGISTRATION_LINK', 'createRegistrationLink');
  checkRegistration(account, customer, [...issues, ...checkMinutes(validForMinutes)]);
  const { value, replayed } = await scope.writes.idempotency(
    {
      field,
      key: idempotencyKey,
      input: [account.key, customer, validForMinutes],
      origin: originOf(account),
      mayDuplicate: true,
      run: async (call) =>
        toKept(await issuesUnder('customer', create(customer, validForMinutes, call)).catch(rejectNotFound)),
    },
    scope.writes.call,
  );
  scope.loaders.of(account).forget(value.customerKey);
  return { account, link: fromKept(value), replayed };
}

export function checkMinutes(minutes: number): InputIssue[] {
  if (minutes >= 1 && minutes <= maximumMinutes) return [];
  const message = `validForMinutes must be 1 to ${maximumMinutes}.`;
  return [{ path: ['validForMinutes'], code: 'MALFORMED', message }];
}

function checkPaymentId(paymentId: string): InputIssue[] {
  const refusal = unusableAsKey(paymentId);
  return refusal ? [{ path: ['paymentId'], code: 'MALFORMED', message: `paymentId ${refusal}.` }] : [];
}

/** A link as it is kept of a write. */
export function toKept(link: RegistrationLink) {
  return { ...link, createdAt: link.createdAt.toISOString() };
}

export function fromKept(kept: ReturnType<typeof toKept>): RegistrationLink {
  return { ...kept, createdAt: new Date(kept.createdAt) };
}

interface AttachRequest extends WriteKey {
  readonly account: Account;
  readonly paymentId: string;
  readonly customer: RegistrationCustomer;
}

/** Attaches customer data to a payment that waits to be paid. */
export async function attachCustomerToPayment(
  { account, paymentId, customer, field, idempotencyKey }: AttachRequest,
  { writes }: RequestScope,
): Promise<HeldPaymentLink & { readonly replayed: boolean }> {
  const attach = verb(account, 'ATTACH_CUSTOMER_TO_PAYMENT', 'attachCustomerToPayment');
  checkRegistration(account, customer, checkPaymentId(paymentId));
  const { value, replayed } = await writes.idempotency(
    {
      field,
      key: idempotencyKey,
      input: [account.key, paymentId, customer],
      origin: originOf(account),
      mayDuplicate: false,
      run: async (call) => {
        const link = await issuesUnder('customer', attach(paymentId, customer, call)).catch(
          rejectAlreadyExists,
        );
        if (!link) throw new NotFoundError('The provider has no such payment.', originOf(account));
        return link;
      },
    },
    writes.call,
  );
  return { account, link: value, replayed };
}
