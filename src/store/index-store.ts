/**
 * Keeps blind indexes: which sealed names of customers belong to which digests. Nothing of it can be read without the key.
 * A space is the index of one account. Every verb is one atomic step; one that cannot be carried out rejects, and then
 * nothing has changed.
 */
export interface IndexStore {
  /** Adds entries, and replaces those that are there by the terms. */
  readonly put: (space: string, entries: readonly IndexEntry[], terms: PutTerms) => Promise<void>;
  /** Removes entries, except those that were written at an instant or later; milliseconds since 1970. */
  readonly remove: (space: string, names: readonly string[], writtenBefore: number) => Promise<void>;
  /** The entries that have one of the tokens, in the order of their names, behind a name. */
  readonly find: (
    space: string,
    tokens: readonly string[],
    after: string,
    limit: number,
  ) => Promise<readonly FoundEntry[]>;
  /** Which of these names were met in a list. */
  readonly listed: (space: string, names: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Some of the entries that a pass has not met, and that were not written since it began. */
  readonly unmet: (space: string, pass: Pass, limit: number) => Promise<readonly FoundEntry[]>;
  /** The pass has met these. */
  readonly meet: (space: string, names: readonly string[], pass: number) => Promise<void>;
  readonly state: (space: string) => Promise<SpaceState>;
  /** Keeps how far a space has come. False if the lease is not this owner's any more: then nothing has changed. */
  readonly keepProgress: (space: string, owner: string, progress: string) => Promise<boolean>;
  /** Takes the lease of a space, or keeps it for longer. False if another owner has it. */
  readonly lease: (space: string, owner: string, now: number, forMs: number) => Promise<boolean>;
  /** Gives a lease back; does nothing if it is not this owner's. */
  readonly release: (space: string, owner: string) => Promise<void>;
  /** Deletes every space but these; gives how many. */
  readonly keepOnly: (spaces: readonly string[]) => Promise<number>;
  readonly close: () => Promise<void>;
}

/** What is kept of one customer. */
export interface IndexEntry {
  /** 16 bytes that stand for the customer's key, in base64url. */
  readonly name: string;
  /** The customer's key, sealed. */
  readonly sealed: string;
  /** What the customer is found by: 8 bytes each, in base64url. */
  readonly tokens: readonly string[];
}

export type FoundEntry = Pick<IndexEntry, 'name' | 'sealed'>;

export interface PutTerms {
  /** The pass that met the customers in the list; null if they were not listed. */
  readonly pass: number | null;
  /** When they were written, in milliseconds since 1970; null if they were only read. */
  readonly writtenAt: number | null;
  /**
   * An entry that was written before this is replaced. One that was written later may be newer than what is put: it
   * gets the tokens of both, because one token too many does no harm.
   */
  readonly replacesBefore: number;
}

/** A reading of a whole list. */
export interface Pass {
  /** 1 for the first. */
  readonly number: number;
  /** When it began, in milliseconds since 1970. */
  readonly beganAt: number;
}

export interface SpaceState {
  /** How many customers it holds. */
  readonly size: number;
  /** What was kept last; null if nothing was. */
  readonly progress: string | null;
}
