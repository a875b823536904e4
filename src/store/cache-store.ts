/** A record of an account, by names that reveal neither. Records are invalidated one by one, or all of an account. */
export interface CachePlace {
  readonly account: string;
  readonly record: string;
}

/** What is kept, and whether something may be kept. */
export interface Looked {
  readonly kept: { readonly value: string; readonly ageMs: number } | null;
  /** With which a value is kept that was read after this look; null while the record is being written. */
  readonly ticket: string | null;
}

/** Where values are kept for a while. It never gives a value that was read before a write began which has ended since. */
export interface CacheStore {
  /** What is kept under a name at a place, unless it is as old as `maxAgeMs`. */
  readonly look: (place: CachePlace, name: string, maxAgeMs: number) => Promise<Looked>;
  /** Keeps a value until `ttlMs` after the look that gave the ticket. Does nothing if a write began or ended since. */
  readonly keep: (
    place: CachePlace,
    name: string,
    kept: { readonly value: string; readonly ticket: string; readonly ttlMs: number },
  ) => Promise<void>;
  /**
   * A write is about to be sent: forgets what is kept of records or accounts, and keeps nothing more of them until the write
   * ends, or for `leaseMs` if it never does. If this rejects, others may go on giving what they have.
   */
  readonly begin: (names: readonly string[], writer: string, leaseMs: number) => Promise<void>;
  /** The write has ended, or records changed in another way: forgets what is kept of them. */
  readonly end: (names: readonly string[], writer: string) => Promise<void>;
}

/** The longest time for which anything is kept. */
export const longestTtlMs = 300_000;

/** How long it is known that a record was written: until all that was looked for before is too old to be kept or given. */
export const knownMs = longestTtlMs + 10_000;
