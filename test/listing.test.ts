import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerListQueryVariables } from './graphql/graphql.ts';
import { readPage, readPages, statusesOf } from './support/customer-list.ts';
import { startGraph, type RunningGraph } from './support/graph.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

const customersPerAccount = 64;
const accounts = ['bamboo', 'banking-service', 'monri-1', 'monri-2', 'verifone-1', 'verifone-2'];

/** What can be listed, in the order of the list. */
function listable(): readonly string[] {
  return [
    ...graph.keysOf('BANKING_SERVICE'),
    ...graph.keysOf('MONRI', 0),
    ...graph.keysOf('MONRI', 1),
    ...graph.keysOf('VERIFONE', 0),
    ...graph.keysOf('VERIFONE', 1),
  ];
}

/** What each account is said to have given when so many customers are in the pages so far. */
function expectedStatuses(count: number): Record<string, string> {
  const statuses = accounts.slice(1).map((account, index) => {
    const before = index * customersPerAccount;
    if (count >= before + customersPerAccount) return [account, 'COMPLETE'];
    return [account, count > before ? 'PARTIAL' : 'PENDING'];
  });
  return { bamboo: 'UNSUPPORTED', ...Object.fromEntries(statuses) };
}

describe('customers of all accounts', () => {
  it.each([1, 7, 20, 100])('come each once, account by account, in pages of %i', async (first) => {
    const pages = await readPages(graph, { first });
    const nodes = pages.flatMap((each) => each.nodes);
    expect(nodes.map(({ providerCustomerId }) => providerCustomerId)).toEqual(listable());
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(5 * customersPerAccount);
    expect([...new Set(nodes.map(({ account }) => account.key))]).toEqual(accounts.slice(1));

    const sizes = pages.map((each) => each.nodes.length);
    expect(sizes.slice(0, -1)).toEqual(sizes.slice(0, -1).map(() => first));
    let count = 0;
    for (const each of pages) {
      count += each.nodes.length;
      expect(statusesOf(each)).toEqual(expectedStatuses(count));
      expect(each.edges.map(({ node }) => node.id)).toEqual(each.nodes.map(({ id }) => id));
      expect(each.totalCount).toBeNull();
      expect(each.pageInfo).toEqual({
        hasNextPage: count < listable().length,
        hasPreviousPage: false,
        startCursor: each.edges[0]?.cursor,
        endCursor: each.edges.at(-1)?.cursor,
      });
    }
  });

  it('go on after any of them, not only after the last of a page', async () => {
    const { edges, nodes } = await readPage(graph, { first: 70 });
    for (const index of [0, 5, 62, 63, 64, 68]) {
      const rest = await readPage(graph, { first: 3, after: edges[index]?.cursor ?? null });
      expect(rest.nodes.map(({ providerCustomerId }) => providerCustomerId)).toEqual(
        listable().slice(index + 1, index + 4),
      );
      expect(rest.nodes[0]).toEqual(nodes[index + 1]);
    }
  });

  it('name an account that cannot list, and why, without asking it', async () => {
    const arrivals = graph.watch();
    const { sources } = await readPage(graph, { first: 1 });
    expect(sources[0]).toEqual({
      account: { key: 'bamboo' },
      status: 'UNSUPPORTED',
      retryCursor: null,
      problem: {
        __typename: 'UnsupportedOperationError',
        code: 'UNSUPPORTED_OPERATION',
        message: "Bamboo's API lists no customers; read each by the reference it was registered with.",
        provider: 'BAMBOO',
        retryable: false,
        capability: { operation: 'LIST_CUSTOMERS' },
      },
    });
    expect(arrivals.map(({ provider }) => provider)).not.toContain('BAMBOO');
  });
});

describe('the accounts of a list', () => {
  it.each([
    [{ providers: ['MONRI'] }, ['monri-1', 'monri-2']],
    [{ accounts: ['verifone-2', 'banking-service'] }, ['banking-service', 'verifone-2']],
    [{ providers: ['VERIFONE', 'MONRI'], accounts: ['monri-2', 'verifone-1'] }, ['monri-2', 'verifone-1']],
    [{ accounts: ['monri-1', 'monri-1'] }, ['monri-1']],
    [{ accounts: ['bamboo'] }, ['bamboo']],
  ] satisfies [Omit<CustomerListQueryVariables, 'first'>, string[]][])(
    'are those that are named, in the configured order: %j',
    async (chosen, expected) => {
      const pages = await readPages(graph, { first: 100, ...chosen });
      expect(pages.map(({ sources }) => sources.map(({ account }) => account.key))).toEqual(
        pages.map(() => expected),
      );
      const listing = expected.filter((account) => account !== 'bamboo');
      const nodes = pages.flatMap((each) => each.nodes);
      expect([...new Set(nodes.map(({ account }) => account.key))]).toEqual(listing);
      expect(nodes).toHaveLength(listing.length * customersPerAccount);
    },
  );

  it('are none if provider and account exclude each other', async () => {
    const empty = await readPage(graph, { first: 5, providers: ['MONRI'], accounts: ['verifone-1'] });
    expect(empty).toEqual({
      edges: [],
      nodes: [],
      totalCount: null,
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
      sources: [],
    });
  });

  it.each([
    ['banking-service', 64],
    ['monri-1', null],
    ['verifone-1', null],
    ['bamboo', null],
  ])('have a total if one is asked that says it: %s', async (account, totalCount) => {
    const pages = await readPages(graph, { first: 40, accounts: [account] });
    expect(pages.map((each) => each.totalCount)).toEqual(pages.map(() => totalCount));
  });
});
