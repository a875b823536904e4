import { InvalidInputError, type ProviderErrorCode } from '../domain/errors.ts';
import type { CustomerFilter } from '../domain/page.ts';
import type { Account } from './account.ts';
import { digest } from './ids.ts';
import type { Position } from './run.ts';
import type { Seal } from './seal.ts';

/** How far a list over accounts has come. */
export interface ListState {
  /** Whose turn it is. */
  readonly account: string;
  /** Where in that account; null at its beginning. */
  readonly position: Position | null;
  /** The accounts that failed on the way, which later pages still name. */
  readonly failed: readonly ListFailure[];
  /** Whether only this account is asked, to make good a failure. */
  readonly only: boolean;
}

export interface ListFailure {
  readonly account: string;
  readonly position: Position | null;
  readonly code: ProviderErrorCode;
}

/** Sealed cursors of one list; a cursor of another list is refused. */
export interface ListCursors {
  readonly seal: (state: ListState) => string;
  /** The beginning for null; an `InvalidInputError` at `after` for what is no cursor of this list. */
  readonly open: (cursor: string | null) => ListState;
  readonly retry: (failure: ListFailure) => string;
}

type Sealed = readonly [scope: string, ListState];

/** A cursor holds a digest of the accounts and the filter it was made for. */
export function createListCursors(
  seal: Seal,
  { accounts, filter }: { readonly accounts: readonly Account[]; readonly filter: CustomerFilter },
): ListCursors {
  const scope = digest(JSON.stringify([accounts.map(({ key }) => key), filter]));
  const write = (state: ListState): string => seal.seal(JSON.stringify([scope, state] satisfies Sealed));

  return {
    seal: write,
    open: (cursor) => {
      if (cursor === null)
        return { account: accounts[0]?.key ?? '', position: null, failed: [], only: false };
      const text = seal.open(cursor);
      const [madeFor, state] = text === null ? [] : (JSON.parse(text) as Sealed);
      if (madeFor === scope && state) return state;
      throw brokenCursor();
    },
    retry: ({ account, position }) => write({ account, position, failed: [], only: true }),
  };
}

/** Nothing more is told: a forged cursor, another tenant's and one of another list are the same. */
export function brokenCursor(): InvalidInputError {
  const message = 'after is not a cursor of this list.';
  return new InvalidInputError([{ path: ['after'], code: 'MALFORMED', message }]);
}
