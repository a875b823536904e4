import { useCallback, useState } from 'react';
import { useClient } from 'urql';
import type { Account } from '../graph/accounts.ts';
import { unavailableIn } from '../graph/unavailable.ts';
import { readFragment } from '../graphql/index.ts';
import type { CustomerLookupInput } from '../graphql/graphql.ts';
import { explain, type Problem } from '../parts/read-problem.tsx';
import type { CustomerTableRow } from './customer-table.tsx';
import { customerRow, findCustomerQuery } from './documents.ts';
import type { Search } from './view.ts';

/** What one account answered. With neither a row nor a problem, it has no such customer. */
export interface Lookup {
  readonly row: CustomerTableRow | null;
  readonly problem: Problem | null;
}

/** Asks all accounts at the same time, in separate requests, so that one that fails or hangs does not hide the others' answers. */
export function useLookups(search: Search) {
  const client = useClient();
  const [lookups, setLookups] = useState<ReadonlyMap<string, Lookup>>(new Map());

  const lookUp = useCallback(
    async (accounts: readonly Account[]) => {
      const keys = new Set(accounts.map(({ key }) => key));
      setLookups((known) => new Map([...known].filter(([key]) => !keys.has(key))));
      const ask = async (account: Account): Promise<void> => {
        const variables = { by: toLookup(search, account) };
        const { data, error } = await client
          .query(findCustomerQuery, variables, { requestPolicy: 'network-only' })
          .toPromise();
        const customer = readFragment(customerRow, data?.customer);
        const isUnavailable = unavailableIn(error);
        const lookup = {
          row: customer
            ? { customer, isUnavailable: (field: string) => isUnavailable('customer', field) }
            : null,
          problem: error ? explain(error) : null,
        };
        setLookups((known) => new Map(known).set(account.key, lookup));
      };
      await Promise.all(accounts.map(ask));
    },
    [client, search],
  );

  return { lookups, lookUp };
}

function toLookup({ by, text }: Search, { key, provider }: Account): CustomerLookupInput {
  const place = { provider: provider.code, account: key };
  return by === 'reference'
    ? { reference: { ...place, reference: text } }
    : { providerCustomerId: { ...place, customerId: text } };
}
