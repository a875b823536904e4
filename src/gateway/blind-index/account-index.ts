import type { Customer } from '../../domain/customer.ts';
import type { CustomerMatch } from '../../domain/customer-search.ts';

/** A customer in the index, and its entry. */
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
