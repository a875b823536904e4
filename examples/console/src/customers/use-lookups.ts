import { useCallback, useState } from 'react';
import { useClient } from 'urql';
import type { Account } from '../graph/accounts.ts';
import { readFragment } from '../graphql/index.ts';
import type { CustomerLookupInput, CustomerRowFragment } from '../graphql/graphql.ts';
import { explain } from '../parts/read-problem.tsx';
import { customerRow, findCustomerQuery } from './documents.ts';
import type { Search } from './view.ts';

/** What one account answered. */
export type Lookup =
  | { readonly outcome: 'found'; readonly customer: CustomerRowFragment }
  | { readonly outcome: 'nobody' }
  | {
      readonly outcome: 'failed';
      readonly message: string;
      readonly code: string;
      readonly requestId: string | null;
    };

/** Asks every account at once, each by itself, so that one that fails hides nobody the others know. */
export function useLookups(search: Search, accounts: readonly Account[]) {
  const client = useClient();
  const [lookups, setLookups] = useState<ReadonlyMap<string, Lookup>>(new Map());

  const lookUp = useCallback(async () => {
    setLookups(new Map());
    const ask = async (account: Account): Promise<void> => {
      const variables = { by: toLookup(search, account) };
      const { data, error } = await client
        .query(findCustomerQuery, variables, { requestPolicy: 'network-only' })
        .toPromise();
      const customer = readFragment(customerRow, data?.customer);
      const lookup: Lookup = error
        ? { outcome: 'failed', ...explain(error) }
        : customer
          ? { outcome: 'found', customer }
          : { outcome: 'nobody' };
      setLookups((known) => new Map(known).set(account.key, lookup));
    };
    await Promise.all(accounts.map(ask));
  }, [client, search, accounts]);

  return { lookups, lookUp };
}

function toLookup({ by, text }: Search, { key, provider }: Account): CustomerLookupInput {
  const place = { provider: provider.code, account: key };
  return by === 'reference'
    ? { reference: { ...place, reference: text } }
    : { providerCustomerId: { ...place, customerId: text } };
}
