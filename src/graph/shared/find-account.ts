import { InvalidInputError } from '../../domain/errors.ts';
import type { Account } from '../../gateway/account.ts';

/** The account an input names, or the only one at the provider; else an `InvalidInputError` at `account`. */
export function findAccount(
  accounts: readonly Account[],
  named: { readonly provider: string; readonly account?: string | null | undefined },
  under: readonly string[],
): Account {
  const atProvider = accounts.filter(({ provider }) => provider === named.provider);
  const [only, ...others] =
    named.account === null || named.account === undefined
      ? atProvider
      : atProvider.filter((candidate) => candidate.key === named.account);
  if (only && others.length === 0) return only;
  const path = [...under, 'account'];
  throw new InvalidInputError([
    only
      ? { path, code: 'REQUIRED', message: `${path.join('.')} is needed: there are several at the provider.` }
      : { path, code: 'MALFORMED', message: `${path.join('.')} names no account of yours at the provider.` },
  ]);
}
