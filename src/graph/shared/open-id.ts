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

/** What an id names; null for whatever is no id of this caller, or of nobody within reach. */
export type Opening = Opened | null | Promise<Opened | null>;

/** Opens the ids of a page in one go; an `IdKeyUnknownError`, if the key that sealed one is not here, is thrown in its place. */
export function openAnyIds(ids: readonly string[], context: Context): (() => Opening)[] {
  return context.ids.openAll(ids).map((target) => () => {
    if (target instanceof Error) throw target;
    return locate(target, context);
  });
}

function locate(target: IdTarget | null, { accounts, reach }: Context): Opening {
  const account = target && accounts.find(({ key }) => key === target.account);
  if (!target || !account) return null;
  const key = reach && customerKeyOf(target);
  if (!reach || key === null) return { account, target };
  const isHeld = reach.holds(account, key);
  if (isHeld instanceof Promise) return isHeld.then((held) => (held ? { account, target } : null));
  return isHeld ? { account, target } : null;
}

/** The customer on whom it hangs; null for what is nobody's. */
function customerKeyOf(target: IdTarget): string | null {
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
export async function openId<Type extends IdTarget['type']>(
  id: string,
  type: Type,
  context: Context,
): Promise<Opened<TargetOf<Type>> | null> {
  const opened = await locate(context.ids.open(id), context);
  return opened && isOf(opened, type) ? opened : null;
}

/** Opens an id; throws a `NotFoundError` if it is no id of this caller, or not of this type. */
export async function requireId<Type extends IdTarget['type']>(
  id: string,
  type: Type,
  context: Context,
): Promise<Opened<TargetOf<Type>>> {
  const opened = await openId(id, type, context);
  if (!opened) throw new NotFoundError('The id names no such record.');
  return opened;
}

function isOf<Type extends IdTarget['type']>(opened: Opened, type: Type): opened is Opened<TargetOf<Type>> {
  return opened.target.type === type;
}
