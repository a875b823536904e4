import { isSupported, type Capabilities, type Operation } from '../domain/capability.ts';
import { UnsupportedOperationError, type Origin } from '../domain/errors.ts';
import type { InputRulesByInput } from '../domain/input-rules.ts';
import type { Health } from '../domain/health.ts';
import type { Vault } from '../port.ts';

/** One connected set of credentials at one provider. */
export interface Account {
  /** What inputs name it by. */
  readonly key: string;
  readonly displayName: string;
  /** The provider's code in the graph. */
  readonly provider: string;
  readonly environment: 'SANDBOX' | 'LIVE';
  readonly abilities: Capabilities;
  /** What the provider asks of input. */
  readonly rules: InputRulesByInput;
  readonly vault: Vault;
  readonly health: () => Health;
}

/** Whom an error about this account names. */
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
