import type { CustomerName, ReferenceName } from '../../domain/customer-name.ts';
import type { Account } from '../account.ts';
import type { Ids } from '../ids.ts';

/** A customer by the provider's key or by the merchant's reference, and the account. */
export type Located =
  | { readonly account: Account; readonly key: string }
  | { readonly account: Account; readonly reference: string };

/** Null for a name that is no customer's at any of the accounts. */
export function locate(name: CustomerName, accounts: readonly Account[], ids: Ids): Located | null {
  if ('id' in name) {
    const [target = null] = ids.openAll([name.id]);
    if (target === null || target instanceof Error || target.type !== 'Customer') return null;
    const account = accounts.find(({ key }) => key === target.account);
    return account ? { account, key: target.key } : null;
  }
  if ('sealedReference' in name) {
    const opened = ids.references.open(name.sealedReference);
    return opened && locateReference(opened, accounts);
  }
  return locateReference(name, accounts);
}

/** Null if the provider has no such account of these, or several and none is named. */
export function locateReference(
  { provider, account: key, reference }: ReferenceName,
  accounts: readonly Account[],
): Located | null {
  const here = accounts.filter((one) => one.provider === provider && (key ?? one.key) === one.key);
  const [account] = here;
  return account && here.length === 1 ? { account, reference } : null;
}
