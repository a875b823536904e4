import type { Customer } from '../../domain/customer.ts';
import type { CustomerMatch } from '../../domain/customer-search.ts';
import { canonicalKey } from '../../domain/text.ts';
import type { Account } from '../account.ts';
import type { RequestScope } from '../request-scope.ts';
import type { Compare, Matched } from './compare.ts';
import { spellingsOf } from './spellings.ts';
import { fieldsBy } from './ways.ts';

interface ReadingByKeys {
  readonly account: Account;
  readonly match: CustomerMatch;
  readonly scope: RequestScope;
}

interface Read {
  readonly customer: Customer;
  readonly matched: Matched;
}

/** Reads the customers that the values of a match may name, each once. */
export async function readByKeys(asked: ReadingByKeys, compare: Compare): Promise<readonly Read[]> {
  const { account, match, scope } = asked;
  const reads = scope.freshLoaders.of(account);
  const found = await Promise.all(
    fieldsBy(asked, 'KEY').flatMap((field) => {
      const way = account.searches[field];
      const read =
        way.method === 'KEY' && way.verb === 'getCustomerByReference'
          ? reads.customerByReference
          : reads.customer;
      return spellingsOf(field, match[field] ?? '', account.country).map(read);
    }),
  );
  const customers = new Map(
    found.filter((customer) => customer !== null).map((customer) => [canonicalKey(customer.key), customer]),
  );
  return [...customers.values()].flatMap((customer) => {
    const matched = customer.deleted ? null : compare(customer);
    return matched ? [{ customer, matched }] : [];
  });
}
