import type { Context } from '../context.ts';
import { NotFoundError } from '../domain/errors.ts';
import type { Account } from '../gateway/account.ts';
import type { IdTarget } from '../gateway/ids.ts';

/** What an id names, and the account it is at. */
interface Opened<Target extends IdTarget = IdTarget> {
  readonly account: Account;
  readonly target: Target;
}

type TargetOf<Type extends IdTarget['type']> = Extract<IdTarget, { readonly type: Type }>;

/** Null for whatever is no id of this caller. */
export function openAnyId(id: string, { ids, accounts }: Context): Opened | null {
  const target = ids.open(id);
  const account = target && accounts.find(({ key }) => key === target.account);
  return target && account ? { account, target } : null;
}

/** Null for whatever is no id of this caller, or not of this type. */
export function openId<Type extends IdTarget['type']>(
  id: string,
  type: Type,
  context: Context,
): Opened<TargetOf<Type>> | null {
  const opened = openAnyId(id, context);
  return opened && isOf(opened, type) ? opened : null;
}

/** A `NotFoundError` for whatever is no id of this caller, or not of this type. */
export function insistOnId<Type extends IdTarget['type']>(
  id: string,
  type: Type,
  context: Context,
): Opened<TargetOf<Type>> {
  const opened = openId(id, type, context);
  if (!opened) throw new NotFoundError('The id names no such record.');
  return opened;
}

function isOf<Type extends IdTarget['type']>(opened: Opened, type: Type): opened is Opened<TargetOf<Type>> {
  return opened.target.type === type;
}
