import type { Call } from '../port.ts';
import type { Account } from './account.ts';
import type { Ids } from './ids.ts';
import type { Loaders } from './loaders.ts';

/** What one request may reach. */
export interface Reach {
  /** The caller's accounts, in the order they are configured. */
  readonly accounts: readonly Account[];
  readonly ids: Ids;
  readonly loaders: Loaders;
  readonly call: Call;
}
