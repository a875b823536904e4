import { useCallback, useState } from 'react';
import { useClient } from 'urql';
import type { Account } from '../graph/accounts.ts';
import { untoldIn } from '../graph/untold.ts';
import { readFragment } from '../graphql/index.ts';
import type { CustomerLookupInput } from '../graphql/graphql.ts';
import { explain, type Problem } from '../parts/read-problem.tsx';
import type { CustomerTableRow } from './customer-table.tsx';
import { customerRow, findCustomerQuery } from './documents.ts';
import type { Search } from './view.ts';

/** What one account answered. Neither a row nor a problem: it knows nobody. */
export interface Lookup {
  readonly row: CustomerTableRow | null;
  readonly problem: Problem | null;
}

/** Asks accounts at once, each by itself, so that one that fails or hangs hides nobody the others know. */
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
        const isUntold = untoldIn(error);
        const lookup = {
          row: customer ? { customer, isUntold: (field: string) => isUntold('customer', field) } : null,
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
