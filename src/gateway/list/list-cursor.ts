import { InvalidInputError, type ProviderErrorCode } from '../../domain/errors.ts';
import type { CustomerFilter } from '../../domain/page.ts';
import type { Account } from '../account.ts';
import { digest } from '../ids.ts';
import type { Position } from './position.ts';
import type { Seal } from '../sealing/seal.ts';

/** How far a list over accounts has come. */
export interface ListState {
  /** Whose turn it is. */
  readonly account: string;
  /** Where in that account; null at its beginning. */
  readonly position: Position | null;
  /** The accounts that failed on the way, which later pages still name. */
  readonly failed: readonly ListFailure[];
  /** The keys of accounts whose list may lack a customer. Later pages still report them. */
  readonly doubtful: readonly string[];
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
  readonly retry: (place: Pick<ListFailure, 'account' | 'position'>) => string;
}

/** A cursor holds a digest of the accounts and the filter it was made for. */
export function createListCursors(
  seal: Seal,
  { accounts, filter }: { readonly accounts: readonly Account[]; readonly filter: CustomerFilter },
): ListCursors {
  const scope = () => digest(JSON.stringify([accounts.map(({ key }) => key), filter]));
  const cursors = createCursors<ListState>(seal, scope);
  const beginning: ListState = {
    account: accounts[0]?.key ?? '',
    position: null,
    failed: [],
    doubtful: [],
    only: false,
  };

  return {
    seal: cursors.seal,
    open: (cursor) => (cursor === null ? beginning : cursors.open(cursor)),
    retry: ({ account, position }) => cursors.seal({ ...beginning, account, position, only: true }),
  };
}

/** Names the layout of what a cursor holds: one of another release is refused rather than misread. */
const version = 2;

type Sealed<State> = readonly [version: number, scope: string, State];

/** Sealed states of one list; a cursor of another list, tenant or release is an `InvalidInputError` at `after`. */
export function createCursors<State>(
  seal: Seal,
  scope: () => string,
): { readonly seal: (state: State) => string; readonly open: (cursor: string) => State } {
  return {
    seal: (state) => seal.seal(JSON.stringify([version, scope(), state] satisfies Sealed<State>)),
    open: (cursor) => {
      const text = seal.open(cursor);
      const [madeAs, madeFor, state] = text === null ? [] : (JSON.parse(text) as Partial<Sealed<State>>);
      if (madeAs === version && madeFor === scope() && state !== undefined) return state;
      throw brokenCursor();
    },
  };
}

/** One error for all: a forged cursor, another tenant's and one of another list look the same. */
function brokenCursor(): InvalidInputError {
  const message = 'after is not a cursor of this list.';
  return new InvalidInputError([{ path: ['after'], code: 'MALFORMED', message }]);
}
