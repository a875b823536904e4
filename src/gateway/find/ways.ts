import { isSupported } from '../../domain/capability.ts';
import {
  matchFields,
  searchMethods,
  type CustomerMatch,
  type MatchField,
  type SearchMethod,
} from '../../domain/customer-search.ts';
import type { Account } from '../account.ts';

interface Asked {
  readonly account: Account;
  readonly match: CustomerMatch;
}

/** The fields of a match that an account is searched for in one of these ways. */
export function fieldsBy(
  { account, match }: Asked,
  ...methods: readonly SearchMethod[]
): readonly MatchField[] {
  return matchFields.filter(
    (field) => match[field] !== undefined && methods.includes(account.searches[field].method),
  );
}

/** The most laborious way in which an account is searched for a match. */
export function methodOf(asked: Asked): SearchMethod {
  return searchMethods.findLast((method) => fieldsBy(asked, method).length > 0) ?? 'NONE';
}

/** Whether an account's list can be compared. */
export function canScan({ abilities, vault }: Account): boolean {
  return isSupported(abilities.LIST_CUSTOMERS) && vault.listCustomers !== undefined;
}

/** The customers that a whole search of an account does not find: one sentence per field; none if it finds all. */
export function missesOf({ account, match }: Asked): readonly string[] {
  return matchFields.flatMap((field) => {
    const way = account.searches[field];
    if (match[field] === undefined) return [];
    if (way.method === 'NONE') return [way.because];
    return way.method === 'KEY' && way.misses !== null ? [way.misses] : [];
  });
}
