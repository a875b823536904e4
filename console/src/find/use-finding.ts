import { useCallback, useRef, useState } from 'react';
import { useClient } from 'urql';
import type { CustomerTableRow } from '../customers/customer-table.tsx';
import { customerRow } from '../customers/documents.ts';
import { unavailableIn } from '../graph/unavailable.ts';
import { readFragment } from '../graphql/index.ts';
import type { FindCustomersQuery } from '../graphql/graphql.ts';
import { explain, type Problem } from '../parts/read-problem.tsx';
import { findCustomersQuery } from './documents.ts';
import { matchOf } from './match-of.ts';

export type Source = NonNullable<FindCustomersQuery['findCustomers']>['sources'][number];

/** What is known of one account so far. */
export interface Finding {
  readonly rows: readonly CustomerTableRow[];
  /** How it was searched; null until it has answered. */
  readonly source: Source | null;
  /** Why there was no answer at all; null otherwise. */
  readonly problem: Problem | null;
  readonly isAsked: boolean;
}

const unasked: Finding = { rows: [], source: null, problem: null, isAsked: true };

/** Searches accounts at once, each by itself, so that results show as they come; an account is searched on by its cursor. */
export function useFinding(text: string) {
  const client = useClient();
  const [findings, setFindings] = useState<ReadonlyMap<string, Finding>>(new Map());
  const known = useRef(findings);

  const find = useCallback(
    async (account: string, after: string | null) => {
      const put = (finding: Finding) => {
        known.current = new Map(known.current).set(account, finding);
        setFindings(known.current);
      };
      const before = known.current.get(account) ?? unasked;
      put({ ...before, isAsked: true });
      const variables = { match: matchOf(text), accounts: [account], after };
      const { data, error } = await client
        .query(findCustomersQuery, variables, { requestPolicy: 'network-only' })
        .toPromise();
      const found = data?.findCustomers;
      const isUnavailable = unavailableIn(error);
      const rows = (found?.edges ?? []).map(({ node }, index) => ({
        customer: readFragment(customerRow, node),
        isUnavailable: (field: string) => isUnavailable('findCustomers', 'edges', index, 'node', field),
      }));
      put({
        rows: [...before.rows, ...rows],
        source: found?.sources[0] ?? before.source,
        problem: error && !found ? explain(error) : null,
        isAsked: false,
      });
    },
    [client, text],
  );
  return { findings, find };
}
