import type { Customer } from '../../domain/customer.ts';
import type { CustomerMatch } from '../../domain/customer-search.ts';
import type { Account } from '../account.ts';
import type { AccountIndex } from '../blind-index/account-index.ts';
import { batchSize } from '../read-customers.ts';
import type { RequestScope } from '../request-scope.ts';
import type { Compare, Matched } from './compare.ts';

interface ReadingByIndex {
  readonly account: Account;
  readonly index: AccountIndex;
  readonly match: CustomerMatch;
  readonly scope: RequestScope;
  readonly compare: Compare;
  /** How many are wanted, 1 at least. */
  readonly wanted: number;
}

interface Verified {
  /** That of the entry. */
  readonly name: string;
  /** As the provider has it now; null if it has no such customer any more. */
  readonly customer: Customer | null;
  /** Null if it does not match as it is now. */
  readonly matched: Matched | null;
}

/** As many as a page of a scan costs: an entry is a call, or fifty are if the provider reads many at once. */
const calls = 5;

/** Some entries match no more. */
const spare = 4;

/**
 * Reads customers of the index at the provider, from an entry on. The index may be behind the provider, so only customers
 * that match now are returned, and wrong entries are corrected.
 */
export async function readByIndex(
  { account, index, match, scope, compare, wanted }: ReadingByIndex,
  after: string,
): Promise<{ readonly read: readonly Verified[]; readonly isOver: boolean } | null> {
  const limit = Math.min(wanted + spare, account.vault.getCustomers ? calls * batchSize : calls);
  const entries = await index.find(match, after, limit).catch(() => null);
  if (entries === null) return null;
  const { customer: readOne } = scope.freshLoaders.of(account);
  const readAt = index.now();
  const read = await Promise.all(
    entries.map(async ({ name, key }): Promise<Verified> => {
      const found = await readOne(key);
      const customer = found?.deleted === true ? null : found;
      const matched = customer && compare(customer);
      // If that fails, the entry is compared again by the next search.
      if (!matched) await index.correct(name, customer, readAt).catch(() => undefined);
      return { name, customer, matched };
    }),
  );
  return { read, isOver: entries.length < limit };
}
