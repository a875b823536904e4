import { registrationTermsOf } from '../domain/capability.ts';
import { InvalidInputError, NotFoundError, type InputIssue } from '../domain/errors.ts';
import { originOf, verb, type Account } from './account.ts';
import type { WriteKey } from './customer-writes.ts';
import { methodIssues, type AskedMethod } from './method-check.ts';
import { checkMinutes, fromKept, toKept, type HeldRegistrationLink } from './registration-writes.ts';
import type { RequestScope } from './request-scope.ts';

interface MethodRequest extends WriteKey, AskedMethod {
  readonly account: Account;
  /** Null if the input names no customer; `issues` then says so. */
  readonly customerKey: string | null;
  readonly validForMinutes: number;
  /** What is wrong already. */
  readonly issues: readonly InputIssue[];
}

/** Starts the registration of a payment method of an existing customer. */
export async function registerPaymentMethod(
  request: MethodRequest,
  scope: RequestScope,
): Promise<HeldRegistrationLink & { readonly replayed: boolean }> {
  const { account, customerKey, method, description, browser, validForMinutes, field } = request;
  const { idempotencyKey, issues } = request;
  const register = verb(account, 'CREATE_REGISTRATION_LINK', 'registerPaymentMethod');
  const terms = registrationTermsOf(account.abilities);
  const all = [...issues, ...checkMinutes(validForMinutes), ...(terms ? methodIssues(request, terms) : [])];
  if (all.length > 0 || !method || customerKey === null) throw new InvalidInputError(all, originOf(account));
  const { value, replayed } = await scope.writes.idempotency(
    {
      field,
      key: idempotencyKey,
      // The payer may come back with another browser: that is the same registration.
      input: [account.key, customerKey, method, description, validForMinutes],
      origin: originOf(account),
      mayDuplicate: idempotencyKey === null || !terms?.isRepeatable,
      run: async (call, { reference }) => {
        const asked = { method, description, browser, validForMinutes, reference };
        const link = await register(customerKey, asked, call);
        if (!link) throw new NotFoundError('The provider has no such customer.', originOf(account));
        return toKept(link);
      },
    },
    scope.writes.call,
  );
  scope.loaders.of(account).forget(customerKey);
  return { account, link: fromKept(value), replayed };
}
