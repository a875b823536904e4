import type { Customer } from '../../domain/customer.ts';
import type { CustomerMatch } from '../../domain/customer-search.ts';
import { StoreUnavailableError } from '../../domain/errors.ts';
import type { IndexStore } from '../../store/index-store.ts';
import type { Account } from '../account.ts';
import type { Digests } from './digests.ts';
import { openProgress, type IndexProgress } from './index-progress.ts';

/** A customer whom the index names, and the entry. */
export interface IndexedCustomer {
  readonly name: string;
  readonly key: string;
}

/** How an index is. */
export interface IndexStatus {
  /** How many customers it holds. */
  readonly size: number;
  /** Since when every customer has been in it; null if not every one is yet. */
  readonly completeSince: Date | null;
  /** How old what it knows of customers may be; null if it is not complete. */
  readonly lagSeconds: number | null;
}

/** `BUILDING`: it does not hold every customer yet. `LATE`: it is further behind than promised. `AWAY`: its store fails. */
export type Unusable = 'BUILDING' | 'LATE' | 'AWAY';

export const whyUnusable: Readonly<Record<Unusable, string>> = {
  BUILDING: 'The index of the account is not complete yet, so its customers are searched without it.',
  LATE: 'The index of the account is further behind than `index.refreshSeconds` allows, so its customers are searched without it.',
  AWAY: 'The index of the account cannot be read, so its customers are searched without it.',
};

/** The index of one account: finds customers without asking the provider, who is asked for each of them then. */
export interface AccountIndex {
  /** Rejects with a `StoreUnavailableError` if it cannot be read. */
  readonly status: () => Promise<IndexStatus>;
  /** Why it must not answer for the account now; null if it may. */
  readonly unusable: () => Promise<Unusable | null>;
  /** Who may match, in the order of their entries, behind an entry. */
  readonly find: (match: CustomerMatch, after: string, limit: number) => Promise<readonly IndexedCustomer[]>;
  /** Puts an entry right that was compared with the customer, who is null if there is none any more. */
  readonly correct: (name: string, customer: Customer | null, readAt: number) => Promise<void>;
  /** Takes in a customer who was just written. */
  readonly note: (customer: Customer) => Promise<void>;
  /** Forgets a customer who was just deleted. */
  readonly forget: (key: string) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

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

export function createAccountIndex({ digests, store, refreshSeconds, now }: IndexParts): AccountIndex {
  const { space } = digests;
  const put = (customer: Customer, writtenAt: number | null, replacesBefore: number): Promise<void> =>
    store.put(space, [digests.entryOf(customer)], { pass: null, writtenAt, replacesBefore });
  const lagMs = ({ wholeAt }: IndexProgress): number | null =>
    wholeAt === null ? null : Math.max(now() - wholeAt, 0);
  const look = async () => {
    const { size, progress } = await store.state(space);
    return { size, progress: openProgress(progress, digests.seal) };
  };

  return {
    now,
    status: async () => {
      const { size, progress } = await look().catch((error: unknown) => {
        throw new StoreUnavailableError(error);
      });
      const { completeSince } = progress;
      const lag = lagMs(progress);
      return {
        size,
        completeSince: completeSince === null ? null : new Date(completeSince),
        lagSeconds: lag === null ? null : Math.round(lag / 1_000),
      };
    },
    unusable: async () => {
      const looked = await look().catch(() => null);
      if (looked === null) return 'AWAY';
      const lag = lagMs(looked.progress);
      if (lag === null) return 'BUILDING';
      return lag > refreshSeconds * 1_000 ? 'LATE' : null;
    },
    find: async (match, after, limit) => {
      const found = await store.find(space, digests.tokensOf(match), after, limit);
      return found.flatMap((entry) => {
        const key = digests.keyOf(entry);
        return key === null ? [] : [{ name: entry.name, key }];
      });
    },
    correct: (name, customer, readAt) =>
      customer ? put(customer, null, readAt - doubtMs) : store.remove(space, [name], readAt - doubtMs),
    // Writes that two processes make at once may be noted in another order: neither replaces what the other wrote.
    note: (customer) => put(customer, now(), 0),
    forget: (key) => store.remove(space, [digests.nameOf(key)], Infinity),
  };
}
