import type { IndexStore } from '../../store/index-store.ts';
import type { Account } from '../account.ts';
import type { Digests } from './digests.ts';

/** What an index of an account is made of. */
export interface IndexParts {
  readonly account: Account;
  readonly digests: Digests;
  readonly store: IndexStore;
  /** How far it may be behind. */
  readonly refreshSeconds: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** For how long what was written is kept beside what a list says of it: the list may have been read before. */
export const doubtMs = 60_000;
