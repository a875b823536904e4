import { ProviderError } from '../../domain/errors.ts';
import { originOf, type Account } from '../account.ts';

/** Why a list of an account is not called complete although it came to its end. */
export function doubtOf(account: Account): ProviderError {
  const message =
    'The list changed while it was read, holds items that cannot be read, or the provider contradicts itself: some of it may be missing. Read it again.';
  return new ProviderError('PROVIDER_BAD_RESPONSE', originOf(account), { message });
}

/** Why a page lacks items that the provider gave. */
export function unreadableAt(account: Account, count: number): ProviderError {
  const what = count === 1 ? 'One item' : `${count} items`;
  const message = `${what} of the provider cannot be read and ${count === 1 ? 'is' : 'are'} left out.`;
  return new ProviderError('PROVIDER_BAD_RESPONSE', originOf(account), { message });
}
