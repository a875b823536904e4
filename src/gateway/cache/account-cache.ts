import { randomUUID } from 'node:crypto';
import { StoreUnavailableError } from '../../domain/errors.ts';
import type { CacheStore } from '../../store/cache-store.ts';
import { createSealedRecords } from './sealed-records.ts';

/** The cache of one account. Records are named by the provider's key of their customer, entries by what was asked. */
export interface AccountCache {
  /** Never rejects: if the store fails, nothing is found and nothing can be kept. */
  readonly look: (record: string, entry: string) => Promise<CachedRecord>;
  /** Runs a write of a record. Rejects with a `StoreUnavailableError` and sends nothing if it cannot be announced to other processes. */
  readonly writing: <Result>(
    record: string,
    terms: WriteTerms,
    write: () => Promise<Result>,
  ) => Promise<Result>;
  /** Records have changed in another way: all of the account if none is named. */
  readonly forget: (records?: readonly string[]) => Promise<void>;
  readonly ttlMs: number;
}

export interface CachedRecord {
  readonly found: { readonly value: unknown; readonly ageMs: number } | null;
  /** Keeps what is read from now on, if that is possible; null if it must not be kept. Never rejects. */
  readonly keep: ((value: unknown) => Promise<void>) | null;
}

export interface WriteTerms {
  /** On the clock of `performance.now()`. */
  readonly deadline: number;
}

export interface AccountCacheOptions {
  readonly store: CacheStore;
  /** The first names and seals. Writes are announced under all of them, to those who have another first. */
  readonly secrets: readonly [Uint8Array, ...Uint8Array[]];
  readonly tenant: string;
  readonly account: string;
  /** How long a read is kept; 0 if none is, and writes are announced alone. */
  readonly ttlMs: number;
  /** Another one if the account's settings differ. */
  readonly fingerprint: () => string;
}

/** Raise it if records change their shape: those of another release are not read then. */
export const cachedVersion = 1;
/** The largest sealed record that is kept. */
const longest = 64 * 1024;
/** How much longer than its time a write is taken to last; and how long it lasts at most. */
const leewayMs = 1_000;
const longestLeaseMs = 130_000;

const nothing: CachedRecord = { found: null, keep: null };

export function createAccountCache(options: AccountCacheOptions): AccountCache {
  const { store, secrets, tenant, account, ttlMs, fingerprint } = options;
  const all = secrets.map((secret) => createSealedRecords(secret, tenant));
  const sealed = createSealedRecords(secrets[0], tenant);
  const accountName = sealed.nameOf('account', account);
  // Some providers ignore the case of a key. Keys that differ only in case are forgotten together, which does no harm.
  const recordPart = (record: string): string => record.toLowerCase();
  const namesOf = (records: readonly string[]): readonly string[] =>
    all.flatMap(({ nameOf }) => records.map((record) => nameOf('record', account, recordPart(record))));

  return {
    ttlMs,
    look: async (record, entry) => {
      if (ttlMs === 0) return nothing;
      const about = JSON.stringify([cachedVersion, fingerprint(), account, record, entry]);
      const place = { account: accountName, record: sealed.nameOf('record', account, recordPart(record)) };
      const name = sealed.nameOf('entry', about);
      const looked = await store.look(place, name, ttlMs).catch(() => null);
      if (!looked) return nothing;
      const { kept, ticket } = looked;
      const opened = kept && sealed.open(kept.value, about);
      const keep = async (value: unknown): Promise<void> => {
        const text = sealed.seal(value, about);
        if (ticket !== null && text.length <= longest)
          await store.keep(place, name, { value: text, ticket, ttlMs });
      };
      return {
        found: kept && opened && { value: opened.record, ageMs: kept.ageMs },
        keep: ticket === null ? null : (value) => keep(value).catch(() => undefined),
      };
    },
    writing: async (record, { deadline }, write) => {
      const names = namesOf([record]);
      const writer = randomUUID();
      const leftMs = Math.max(deadline - performance.now(), 0) + leewayMs;
      try {
        await store.begin(names, writer, Math.round(Math.min(leftMs, longestLeaseMs)));
      } catch (cause) {
        // The store may have begun it although it did not answer: without this, nothing is kept until the lease is over.
        store.end(names, writer).catch(() => undefined);
        throw new StoreUnavailableError(cause);
      }
      try {
        return await write();
      } finally {
        // If that fails, nothing is kept until the lease is over.
        await store.end(names, writer).catch(() => undefined);
      }
    },
    forget: async (records) => {
      const names = records ? namesOf(records) : all.map(({ nameOf }) => nameOf('account', account));
      await store.end(names, '').catch(() => undefined);
    },
  };
}
