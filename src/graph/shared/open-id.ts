import type { Context } from '../../builder/context.ts';
import { NotFoundError } from '../../domain/errors.ts';
import type { Account } from '../../gateway/account.ts';
import type { IdTarget } from '../../gateway/ids.ts';

/** What an id names, and the account it is at. */
export interface Opened<Target extends IdTarget = RecordTarget> {
  readonly account: Account;
  readonly target: Target;
  /** As it was opened. */
  readonly id: string;
}

/** What is at one account. */
type RecordTarget = Exclude<IdTarget, { readonly type: 'Erasure' }>;

type TargetOf<Type extends IdTarget['type']> = Extract<IdTarget, { readonly type: Type }>;

/** What an id names; null if it is not an id of this caller, or names a record out of reach. */
export type Opening = Opened | null | Promise<Opened | null>;

/** The name of an erasure, which is at no single account. */
export interface OpenedErasure {
  readonly erasure: string;
}

/** Opens the ids of a page in one go; an `IdKeyUnknownError`, if the key that sealed one is not here, is thrown in its place. */
export function openAnyIds(ids: readonly string[], context: Context): (() => Opening)[] {
  return openAnyNodes(ids, context).map((open) => () => {
    const opened = open();
    return opened && 'erasure' in opened ? null : opened;
  });
}

/** The same, erasures included. */
export function openAnyNodes(ids: readonly string[], context: Context): (() => Opening | OpenedErasure)[] {
  return context.ids.openAll(ids).map((target, index) => () => {
    if (target instanceof Error) throw target;
    // An erasure is of no shopper.
    if (target?.type === 'Erasure') return context.reach ? null : { erasure: target.name };
    return locate(ids[index] ?? '', target, context);
  });
}

function locate(id: string, target: IdTarget | null, { accounts, reach }: Context): Opening {
  if (!target || target.type === 'Erasure') return null;
  const account = accounts.find(({ key }) => key === target.account);
  if (!account) return null;
  const key = reach && customerKeyOf(target);
  if (!reach || key === null) return { account, target, id };
  const isHeld = reach.holds(account, key);
  if (isHeld instanceof Promise) return isHeld.then((held) => (held ? { account, target, id } : null));
  return isHeld ? { account, target, id } : null;
}

/** The customer that the record belongs to; null if it belongs to none. */
function customerKeyOf(target: RecordTarget): string | null {
  switch (target.type) {
    case 'ProviderAccount':
      return null;
    case 'Customer':
      return target.key;
    case 'PaymentMethod':
      return target.customerKey;
    case 'RegistrationLink':
      return target.link.customerKey;
  }
}

/** Null for whatever is no id of this caller, or not of this type. */
export async function openId<Type extends RecordTarget['type']>(
  id: string,
  type: Type,
  context: Context,
): Promise<Opened<TargetOf<Type>> | null> {
  const opened = await locate(id, context.ids.open(id), context);
  return opened && isOf(opened, type) ? opened : null;
}

/** Opens an id; throws a `NotFoundError` if it is no id of this caller, or not of this type. */
export async function requireId<Type extends RecordTarget['type']>(
  id: string,
  type: Type,
  context: Context,
): Promise<Opened<TargetOf<Type>>> {
  const opened = await openId(id, type, context);
  if (!opened) throw new NotFoundError('The id names no such record.');
  return opened;
}

function isOf<Type extends RecordTarget['type']>(
  opened: Opened,
  type: Type,
): opened is Opened<TargetOf<Type>> {
  return opened.target.type === type;
}
