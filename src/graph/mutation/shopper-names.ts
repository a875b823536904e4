import type { Scope } from '../../access/caller.ts';
import { shopperScopes } from '../../access/shopper.ts';
import type { ShopperGrant } from '../../access/shopper-tokens.ts';
import type { Context } from '../../builder/context.ts';
import { isSupported, registrationTermsOf } from '../../domain/capability.ts';
import { mostNames, type ReferenceName } from '../../domain/customer-name.ts';
import { InvalidInputError, type InputIssue } from '../../domain/errors.ts';
import { unusableAsKey } from '../../domain/text.ts';
import type { Account } from '../../gateway/account.ts';
import { findAccount } from '../shared/find-account.ts';
import { openAnyIds } from '../shared/open-id.ts';

interface Asked {
  readonly customers?: readonly string[] | null | undefined;
  readonly references?: readonly AskedReference[] | null | undefined;
  readonly scopes: readonly Scope[];
  readonly validForSeconds: number;
}

type AskedReference = Pick<ReferenceName, 'provider' | 'reference'> & {
  readonly account?: string | null | undefined;
};

/** The names that a token is to bear, as it bears them; an `InvalidInputError` with all that is wrong with the input. */
export async function namesIn(
  { customers, references, scopes, validForSeconds }: Asked,
  context: Context,
): Promise<Pick<ShopperGrant, 'customers' | 'references'>> {
  const ids = await Promise.all(
    openAnyIds(customers ?? [], context).map(async (open, index) => toId(await open(), index, context)),
  );
  const named = (references ?? []).map((reference, index) => toReference(reference, index, context));
  const all = [...ids, ...named];
  const issues = [
    ...all.flatMap((one) => (typeof one === 'string' ? [] : one)),
    ...countIssues(all.length),
    ...scopeIssues(scopes),
    ...(validForSeconds >= 60 && validForSeconds <= 3600
      ? []
      : [issue(['validForSeconds'], 'MALFORMED', 'must be 60 to 3600')]),
  ];
  if (issues.length > 0) throw new InvalidInputError(issues);
  return { customers: ids.filter(isText), references: named.filter(isText) };
}

/** The id as it is sealed today, or what is wrong with it. */
function toId(
  opened: Awaited<ReturnType<ReturnType<typeof openAnyIds>[number]>>,
  index: number,
  { ids }: Context,
) {
  if (opened?.target.type === 'Customer') return ids.seal(opened.target);
  return [issue(['customers', String(index)], 'MALFORMED', 'names no customer of yours')];
}

function toReference(
  asked: AskedReference,
  index: number,
  { accounts, ids }: Context,
): string | InputIssue[] {
  const path = ['references', String(index)];
  const { provider, reference } = asked;
  const refusal = unusableAsKey(reference);
  try {
    const account = findAccount(accounts, asked, path);
    if (!hasReferences(account)) {
      const rule = 'is at a provider that cannot find customers by a reference: name the customer by its id';
      return [issue(path, 'UNSUPPORTED_BY_PROVIDER', rule)];
    }
    if (refusal !== null) return [issue([...path, 'reference'], 'MALFORMED', refusal)];
    return ids.references.seal({ provider, account: account.key, reference });
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return [...error.issues];
  }
}

/** Whether a reference leads to a customer, or will as soon as the customer is there. */
function hasReferences({ abilities }: Account): boolean {
  return (
    isSupported(abilities.READ_CUSTOMER_BY_REFERENCE) || registrationTermsOf(abilities)?.subject === 'PERSON'
  );
}

function scopeIssues(wanted: readonly Scope[]): InputIssue[] {
  if (wanted.length === 0) return [issue(['scopes'], 'REQUIRED', 'must name at least one')];
  const known: readonly Scope[] = shopperScopes;
  return wanted.flatMap((scope, index) =>
    known.includes(scope)
      ? []
      : [issue(['scopes', String(index)], 'MALFORMED', `is ${scope}, which no shopper can have`)],
  );
}

function countIssues(count: number): InputIssue[] {
  if (count === 0) return [issue(['customers'], 'REQUIRED', 'or references must name a customer')];
  return count > mostNames
    ? [issue(['customers'], 'TOO_LONG', `and references must name ${mostNames} at most`)]
    : [];
}

function issue(path: readonly string[], code: InputIssue['code'], rule: string): InputIssue {
  return { path, code, message: `${path.join('.')} ${rule}.` };
}

function isText(one: unknown): one is string {
  return typeof one === 'string';
}
