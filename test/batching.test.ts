import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from './graphql/index.ts';
import { startGraph, type RunningGraph } from './support/graph.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

const page = graphql(`
  query CustomersOf($account: String!, $first: Int!, $after: String) {
    customers(accounts: [$account], first: $first, after: $after) {
      nodes {
        id
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

describe('the number of upstream calls', () => {
  it('is 1 for a page of one account, hasNextPage included', async () => {
    const { data, extensions } = await graph.query(page, { account: 'monri-1', first: 20 });
    expect(data?.customers?.nodes).toHaveLength(20);
    expect(data?.customers?.pageInfo.hasNextPage).toBe(true);
    expect(extensions.upstream?.total).toBe(1);
  });
});
