import { isSupported, type Capabilities, type Operation } from '../domain/capability.ts';
import { UnsupportedOperationError, type Origin } from '../domain/errors.ts';
import type { SearchWays } from '../domain/customer-search.ts';
import type { InputRulesByInput } from '../domain/input-rules.ts';
import type { Health } from '../domain/health.ts';
import type { Call, Vault } from '../port.ts';
import type { AccountIndex } from './blind-index/account-index.ts';
import type { Barrier } from './sharing/barrier.ts';
import type { AccountCache } from './cache/account-cache.ts';

/** One connected set of credentials at one provider. */
export interface Account {
  /** What inputs name it by. */
  readonly key: string;
  readonly displayName: string;
  /** The provider's code in the graph. */
  readonly provider: string;
  readonly environment: 'SANDBOX' | 'LIVE';
  /** ISO 3166-1 alpha-2: where phone numbers without a country code are taken to be from; null if it is not configured. */
  readonly country: string | null;
  readonly abilities: Capabilities;
  /** How its customers are found by each field of a match. */
  readonly searches: SearchWays;
  /** Which of a customer's details are numbers of documents. */
  readonly documentNumbers: readonly string[];
  /** What the provider asks of input. */
  readonly rules: InputRulesByInput;
  readonly vault: Vault;
  /** What no shared read of it crosses; absent if requests share nothing that it reads. */
  readonly barrier?: Pick<Barrier, 'height'>;
  /** The cache of its reads by key; absent if there is none. */
  readonly cache?: Pick<AccountCache, 'forget' | 'ttlMs'>;
  readonly health: () => Health;
  /** Fails if a setting is wrong that neither a list nor a read would show. */
  readonly examine: (call: Call) => Promise<void>;
  /** The index that its customers are found in; absent if none is configured. */
  readonly index?: AccountIndex;
}

/** What an error about this account names. */
export function originOf({ key, provider }: Account): Origin {
  return { account: key, provider };
}

/** The vault's verb for an operation, or an `UnsupportedOperationError` with the provider's own sentence. */
export function verb<Name extends keyof Vault>(
  account: Account,
  operation: Operation,
  name: Name,
): NonNullable<Vault[Name]> {
  const capability = account.abilities[operation];
  const found = account.vault[name];
  if (isSupported(capability) && found) return found;
  const because = isSupported(capability) ? 'This account cannot do it.' : capability.because;
  throw new UnsupportedOperationError(operation, because, originOf(account));
}
