import { digest } from '../ids.ts';
import { createCursors } from '../list/list-cursor.ts';
import type { Unusable } from '../blind-index/account-index.ts';
import type { Position } from '../list/position.ts';
import type { Seal } from '../sealing/seal.ts';

/** How far one account's search has come. It is kept in cursors, so it is small. */
export interface Progress {
  readonly stage: 'KEY' | 'INDEX' | 'FILTER' | 'SCAN' | 'OVER';
  /** How many of those found by key were returned. */
  readonly skip: number;
  /** Up to which entry the index was read; null if it was not. */
  readonly indexed: string | null;
  /** Why the account's index was not used; null if it was, or if there is none. */
  readonly unusable: Unusable | null;
  /** Where the list of this stage continues; null at its beginning. */
  readonly position: Position | null;
  /** How many customers were compared; null if none was listed. */
  readonly searched: number | null;
  readonly total: number | null;
  /** Short names of those that earlier stages returned: they are not returned again. */
  readonly given: readonly string[];
  /** Whether the list may have left a customer out. */
  readonly isDoubtful: boolean;
}

export const beginning: Progress = {
  stage: 'KEY',
  skip: 0,
  indexed: null,
  unusable: null,
  position: null,
  searched: null,
  total: null,
  given: [],
  isDoubtful: false,
};

/** How far a search over accounts has come. */
export interface FindState {
  /** By the account's key; one that is missing is at its beginning. */
  readonly accounts: Readonly<Record<string, Progress>>;
  /** The only account to ask; null if all are. */
  readonly only: string | null;
}

interface FindCursors {
  readonly seal: (state: FindState) => string;
  /** The beginning for null; an `InvalidInputError` at `after` for what is no cursor of this search. */
  readonly open: (cursor: string | null) => FindState;
}

/** A cursor holds a digest of the accounts and the match it was made for, and nothing of them besides. */
export function createFindCursors(seal: Seal, asked: readonly unknown[]): FindCursors {
  const cursors = createCursors<FindState>(seal, () => digest(JSON.stringify(['find', ...asked])));
  return {
    seal: cursors.seal,
    open: (cursor) => (cursor === null ? { accounts: {}, only: null } : cursors.open(cursor)),
  };
}
