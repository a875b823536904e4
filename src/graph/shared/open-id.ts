import type { Context } from '../../builder/context.ts';
import { NotFoundError } from '../../domain/errors.ts';
import type { Account } from '../../gateway/account.ts';
import type { IdTarget } from '../../gateway/ids.ts';

/** What an id names, and the account it is at. */
export interface Opened<Target extends IdTarget = IdTarget> {
  readonly account: Account;
  readonly target: Target;
}

type TargetOf<Type extends IdTarget['type']> = Extract<IdTarget, { readonly type: Type }>;

/** Null for whatever is no id of this caller; an `IdKeyUnknownError` if the key that sealed it is not here. */
function openAnyId(id: string, context: Context): Opened | null {
  return locate(context.ids.open(id), context);
}

/** As `openAnyId` for all of a page in one go: how each turned out, to be taken or thrown in its own place. */
export function openAnyIds(ids: readonly string[], context: Context): (() => Opened | null)[] {
  return context.ids.openAll(ids).map((target) => () => {
    if (target instanceof Error) throw target;
    return locate(target, context);
  });
}

function locate(target: IdTarget | null, { accounts }: Context): Opened | null {
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

/** Opens an id; throws a `NotFoundError` if it is no id of this caller, or not of this type. */
export function requireId<Type extends IdTarget['type']>(
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
