import { registrationTermsOf, type RegistrationSubject } from '../domain/capability.ts';
import type { RegistrationCustomer } from '../domain/customer-input.ts';
import { InvalidInputError, type InputIssue } from '../domain/errors.ts';
import { originOf, verb, type Account } from './account.ts';
import type { WriteKey } from './customer-writes.ts';
import { needlessMethod, type AskedMethod } from './method-check.ts';
import { registerPaymentMethod } from './method-registrations.ts';
import { checkMinutes, createRegistrationLink, type HeldRegistrationLink } from './registration-writes.ts';
import type { RequestScope } from './request-scope.ts';

interface RegistrationRequest extends WriteKey, AskedMethod {
  readonly account: Account;
  readonly customer: RegistrationCustomer | null;
  /** The key of an existing customer. */
  readonly customerKey: string | null;
  readonly validForMinutes: number;
  /** What is wrong already. */
  readonly issues: readonly InputIssue[];
}

/** Starts a registration: of a person, or of a payment method of a customer, as the provider has it. */
export async function startRegistration(
  request: RegistrationRequest,
  scope: RequestScope,
): Promise<HeldRegistrationLink & { readonly replayed: boolean }> {
  const { account, customer, customerKey, validForMinutes } = request;
  const subject = registrationTermsOf(account.abilities)?.subject ?? 'PERSON';
  const issues = [...request.issues, ...subjectIssues(subject, request)];
  if (subject === 'CUSTOMER') return registerPaymentMethod({ ...request, customerKey, issues }, scope);

  verb(account, 'CREATE_REGISTRATION_LINK', 'createRegistrationLink');
  const all = [...issues, ...needlessMethod(request)];
  if (customer) return createRegistrationLink({ ...request, customer, issues: all }, scope);
  throw new InvalidInputError([...all, ...checkMinutes(validForMinutes)], originOf(account));
}

/** Exactly one of the two is to be there, and the provider says which. */
function subjectIssues(
  subject: RegistrationSubject,
  { customer, customerKey }: Pick<RegistrationRequest, 'customer' | 'customerKey'>,
): InputIssue[] {
  const ofPerson = { name: 'customer', isGiven: customer !== null };
  const ofCustomer = { name: 'customerId', isGiven: customerKey !== null };
  const [needed, other] = subject === 'PERSON' ? [ofPerson, ofCustomer] : [ofCustomer, ofPerson];
  const issues: InputIssue[] = [];
  if (!needed.isGiven) {
    const message = `${needed.name} is missing: this provider registers ${subjectWords[subject]}.`;
    issues.push({ path: [needed.name], code: 'REQUIRED', message });
  }
  if (other.isGiven) {
    const code = needed.isGiven ? 'CONFLICTING' : 'UNSUPPORTED_BY_PROVIDER';
    const message = `${other.name} is not for this provider, which registers ${subjectWords[subject]}.`;
    issues.push({ path: [other.name], code, message });
  }
  return issues;
}

const subjectWords: Readonly<Record<RegistrationSubject, string>> = {
  PERSON: 'a person',
  CUSTOMER: 'a payment method of a customer',
};
