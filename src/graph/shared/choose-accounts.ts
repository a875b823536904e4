import { InvalidInputError } from '../../domain/errors.ts';
import type { Account } from '../../gateway/account.ts';

/** The accounts that are named, in the configured order; all if none are. An `InvalidInputError` for what is not the caller's. */
export function chooseAccounts(
  accounts: readonly Account[],
  providers: readonly string[] | null,
  keys: readonly string[] | null,
): readonly Account[] {
  for (const [name, chosen] of Object.entries({ providers, accounts: keys })) {
    if (chosen?.length !== 0) continue;
    const message = `${name} must name at least one, or be left out.`;
    throw new InvalidInputError([{ path: [name], code: 'REQUIRED', message }]);
  }
  if (keys?.some((key) => !accounts.some((account) => account.key === key))) {
    const message = 'accounts names one that is not yours.';
    throw new InvalidInputError([{ path: ['accounts'], code: 'MALFORMED', message }]);
  }
  if (providers?.some((code) => !accounts.some(({ provider }) => provider === code))) {
    const message = 'providers names one that you have no account at.';
    throw new InvalidInputError([{ path: ['providers'], code: 'MALFORMED', message }]);
  }
  return accounts.filter(
    ({ key, provider }) => (keys?.includes(key) ?? true) && (providers?.includes(provider) ?? true),
  );
}
