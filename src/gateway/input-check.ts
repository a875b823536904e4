import type { CustomerFields, CustomerPatch, RegistrationCustomer } from '../domain/customer-input.ts';
import { InvalidInputError, ProviderError, type InputIssue } from '../domain/errors.ts';
import { checkFields, checkRequired } from '../domain/input-rules.ts';
import { originOf, type Account } from './account.ts';

/** Throws an `InvalidInputError` with all that is wrong with a new customer; `known` is wrong already. */
export function checkNewCustomer(
  account: Account,
  fields: CustomerFields,
  known: readonly InputIssue[],
): void {
  const { customer: rules } = account.rules;
  if (!rules) return;
  const under = 'customer';
  refuse(account, [
    ...known,
    ...checkFields(rules, fields, [under]),
    ...checkRequired(rules, fields, [under]),
    ...checkNames(fields, under),
  ]);
}

/** The same for a patch, which may lack required fields: the record may have them. */
export function checkPatch(account: Account, patch: CustomerPatch, known: readonly InputIssue[]): void {
  const { customer: rules } = account.rules;
  if (!rules) return;
  const under = 'patch';
  refuse(account, [
    ...known,
    ...checkFields(rules, patch, [under]),
    ...checkNames(patch, under),
    ...checkMetadata(patch, under),
  ]);
}

/** The same for a person who will register or pay. */
export function checkRegistration(
  account: Account,
  customer: RegistrationCustomer,
  known: readonly InputIssue[] = [],
): void {
  const { registration: rules } = account.rules;
  if (!rules) return;
  const under = ['customer'];
  refuse(account, [
    ...known,
    ...checkFields(rules, customer, under),
    ...checkRequired(rules, customer, under),
  ]);
}

function checkNames({ fullName, firstName, lastName }: CustomerPatch, under: string): InputIssue[] {
  const isSplit = isGiven(firstName) || isGiven(lastName);
  if (!isGiven(fullName) || !isSplit) return [];
  const message = 'fullName is not to be combined with firstName or lastName.';
  return [{ path: [under, 'fullName'], code: 'CONFLICTING', message }];
}

function checkMetadata({ metadata }: CustomerPatch, under: string): InputIssue[] {
  const both = metadata?.unset.some((key) => Object.hasOwn(metadata.set, key)) ?? false;
  const message = 'metadata names a key both to set and to unset.';
  return both ? [{ path: [under, 'metadata'], code: 'CONFLICTING', message }] : [];
}

function isGiven(text: string | null | undefined): boolean {
  return text !== null && text !== undefined;
}

function refuse(account: Account, issues: readonly InputIssue[]): void {
  if (issues.length > 0) throw new InvalidInputError(issues, originOf(account));
}

/** Puts the place of the input before the paths that a vault found wrong: it knows the fields, not where they were. */
export async function issuesUnder<Result>(under: string, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    const move = (issues: readonly InputIssue[] = []) =>
      issues.map((issue) => ({ ...issue, path: [under, ...issue.path] }));
    if (error instanceof InvalidInputError)
      throw new InvalidInputError(move(error.issues), error.origin ?? undefined);
    if (error instanceof ProviderError && error.code === 'PROVIDER_REJECTED' && error.origin) {
      throw new ProviderError(error.code, error.origin, { ...error.facts, issues: move(error.facts.issues) });
    }
    throw error;
  }
}
