import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerFilterInput } from './graphql/graphql.ts';
import { graphql } from './graphql/index.ts';
import { readPage, readPages, statusesOf } from './support/customer-list.ts';
import { startGraph, type RunningGraph } from './support/graph.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

const none = {
  bamboo: 'UNSUPPORTED',
  'banking-service': 'UNSUPPORTED',
  'monri-1': 'UNSUPPORTED',
  'monri-2': 'UNSUPPORTED',
  'verifone-1': 'UNSUPPORTED',
  'verifone-2': 'UNSUPPORTED',
};

/** What a filter finds over all accounts, and which providers it reached. */
async function filtered(filter: CustomerFilterInput) {
  const arrivals = graph.watch();
  const { nodes, sources, ...rest } = await readPage(graph, { first: 100, filter });
  const asked = new Set(arrivals.filter(({ method }) => method === 'GET').map(({ provider }) => provider));
  return {
    found: nodes.map(({ providerCustomerId, account }) => [account.key, providerCustomerId]),
    statuses: statusesOf({ nodes, sources, ...rest }),
    asked: [...asked],
    problems: sources.map(({ problem }) => problem?.message ?? null),
  };
}

describe('a filter', () => {
  it('by e-mail address is honoured by Verifone, and the others say that they cannot', async () => {
    expect(await filtered({ email: 'zoe.oneill@example.com' })).toEqual({
      found: [['verifone-1', '3f1c9a52-7d64-4b0e-9c3a-5e8f2b6d1a70']],
      statuses: { ...none, 'verifone-1': 'COMPLETE', 'verifone-2': 'COMPLETE' },
      asked: ['VERIFONE'],
      problems: [
        "Bamboo's API lists no customers; read each by the reference it was registered with.",
        'The provider cannot filter by EMAIL.',
        'The provider cannot filter by EMAIL.',
        'The provider cannot filter by EMAIL.',
        null,
        null,
      ],
    });
  });

  it("by the merchant's reference is honoured by Monri", async () => {
    expect(await filtered({ merchantReference: 'customer-id-1234' })).toMatchObject({
      found: [['monri-1', '4b281da4-d145-4233-b957-2018cf9aa0fb']],
      statuses: { ...none, 'monri-1': 'COMPLETE', 'monri-2': 'COMPLETE' },
      asked: ['MONRI'],
    });
  });

  it('by creation time is honoured by Verifone: from is included, before is not', async () => {
    const { nodes } = await readPage(graph, { first: 10, accounts: ['verifone-1'] });
    const times = nodes.map(({ createdAt }) => createdAt ?? '');
    expect(times).toEqual(times.toSorted().toReversed());
    const found = nodes
      .slice(3, 8)
      .map(({ account, providerCustomerId }) => [account.key, providerCustomerId]);
    const window = { createdFrom: times[7] ?? null, createdBefore: times[2] ?? null };
    const result = await filtered(window);
    expect(result.found.filter(([account]) => account === 'verifone-1')).toEqual(found);
    expect(result.asked).toEqual(['VERIFONE']);
    expect(result.statuses).toEqual({ ...none, 'verifone-1': 'COMPLETE', 'verifone-2': 'COMPLETE' });
  });

  it('joins its conditions by AND', async () => {
    const email = 'zoe.oneill@example.com';
    const match = {
      email,
      createdFrom: '2024-12-12T10:40:00Z',
      createdBefore: '2024-12-12T11:40:00.001+01:00',
    };
    expect((await filtered(match)).found).toHaveLength(1);
    expect((await filtered({ ...match, createdBefore: '2024-12-12T10:40:00Z' })).found).toEqual([]);
  });

  it('that no provider honours reaches none', async () => {
    const everything = {
      email: 'a@example.com',
      merchantReference: 'a',
      createdFrom: '2024-01-01T00:00:00Z',
    };
    expect(await filtered(everything)).toEqual({
      found: [],
      statuses: none,
      asked: [],
      problems: [
        "Bamboo's API lists no customers; read each by the reference it was registered with.",
        'The provider cannot filter by EMAIL, MERCHANT_REFERENCE, CREATED_AT.',
        'The provider cannot filter by EMAIL, CREATED_AT.',
        'The provider cannot filter by EMAIL, CREATED_AT.',
        'The provider cannot filter by MERCHANT_REFERENCE.',
        'The provider cannot filter by MERCHANT_REFERENCE.',
      ],
    });
  });

  it.each([
    `"; id==*`,
    String.raw`a\"; entity_id==*`,
    `a' or email_address=in=("zoe.oneill@example.com")`,
    '*',
    'zoe*',
  ])('is taken literally: %j', async (email) => {
    expect((await filtered({ email })).found).toEqual([]);
  });

  it('applies to every page of a list', async () => {
    const { nodes } = await readPage(graph, { first: 30, accounts: ['verifone-1'] });
    const filter = { createdFrom: nodes[24]?.createdAt ?? null };
    const pages = await readPages(graph, { first: 7, accounts: ['verifone-1'], filter });
    expect(pages.flatMap((page) => page.nodes)).toEqual(nodes.slice(0, 25));
  });
});

describe("one account's customers", () => {
  const ofEachAccount = graphql(`
    query CustomersOfEachAccount($filter: CustomerFilterInput) {
      providerAccounts {
        key
        customers(first: 2, filter: $filter) {
          nodes {
            providerCustomerId
          }
          totalCount
          pageInfo {
            hasNextPage
          }
          sources {
            account {
              key
            }
            status
          }
        }
      }
    }
  `);

  it('are listed as by the list of that account alone', async () => {
    const { data } = await graph.query(ofEachAccount, { filter: null });
    for (const { key, customers } of data?.providerAccounts ?? []) {
      const { nodes, totalCount, pageInfo, sources } = await readPage(graph, { first: 2, accounts: [key] });
      expect(customers).toEqual({
        nodes: nodes.map(({ providerCustomerId }) => ({ providerCustomerId })),
        totalCount,
        pageInfo: { hasNextPage: pageInfo.hasNextPage },
        sources: sources.map(({ account, status }) => ({ account, status })),
      });
    }
    expect(data?.providerAccounts).toHaveLength(6);
  });

  it('are filtered if the provider can', async () => {
    const { data } = await graph.query(ofEachAccount, { filter: { merchantReference: 'customer-2-4' } });
    const counts = data?.providerAccounts?.map(({ key, customers }) => [key, customers?.nodes.length]);
    expect(Object.fromEntries(counts ?? [])).toEqual({
      bamboo: 0,
      'banking-service': 0,
      'monri-1': 0,
      'monri-2': 1,
      'verifone-1': 0,
      'verifone-2': 0,
    });
  });
});
