import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from '../support/graph.ts';

const indexedAccounts = ['banking-service', 'monri-1', 'verifone-1'];
const idKey = Buffer.alloc(32, 7).toString('base64url');

/** The sandbox's tenant, some of whose accounts have an index. */
function withIndexes(running: Record<string, unknown>): Record<string, unknown> {
  const [tenant] = running['tenants'] as [{ accounts: readonly { key: string }[] }];
  const accounts = tenant.accounts.map((account) =>
    indexedAccounts.includes(account.key) ? { ...account, index: { refreshSeconds: 3_600 } } : account,
  );
  return { tenants: [{ ...tenant, accounts }] };
}

let graph: RunningGraph;
beforeAll(async () => {
  graph = await startGraph({ idKey }, { adapt: withIndexes });
});
afterAll(() => graph.close());

interface Data {
  readonly providerAccounts: readonly {
    readonly key: string;
    readonly index: { size: number; completeSince: string | null; lagSeconds: number | null } | null;
  }[];
  readonly findCustomers: {
    readonly sources: readonly {
      readonly account: { readonly key: string };
      readonly method: string;
      readonly status: string;
    }[];
  };
}

async function ask(query: string, variables: object = {}): Promise<Data> {
  const { data, errors } = await (await graph.send({ query, variables })).json();
  expect(errors).toBeUndefined();
  return data;
}

const ofAccounts = '{ providerAccounts { key index { size completeSince lagSeconds } } }';

describe('accounts with an index', () => {
  it('say how it is, and the others say that they have none', async () => {
    const complete = async () =>
      (await ask(ofAccounts)).providerAccounts
        .filter(({ index }) => typeof index?.completeSince === 'string')
        .map(({ key }) => key);
    await expect.poll(complete).toEqual(indexedAccounts);
    const { providerAccounts } = await ask(ofAccounts);
    const having = providerAccounts.filter(({ index }) => index !== null);
    expect(having.map(({ key }) => key)).toEqual(indexedAccounts);
    for (const { index } of having) {
      expect(index?.size).toBeGreaterThan(5);
      expect(index?.lagSeconds).toBeLessThan(60);
    }
  });

  it('are searched by it, whole and without reading their lists', async () => {
    const arrivals = graph.watch();
    const { findCustomers } = await ask(
      'query($match: CustomerMatchInput!) { findCustomers(match: $match) { nodes { id } sources { account { key } method status problem { message } } } }',
      { match: { email: 'absent@example.com' } },
    );
    const told = Object.fromEntries(
      findCustomers.sources.map(({ account, method, status }) => [account.key, `${method} ${status}`]),
    );
    for (const key of indexedAccounts) expect(told[key]).toBe('INDEX COMPLETE');
    expect(told).toMatchObject({ 'monri-2': 'SCAN COMPLETE', 'verifone-2': 'FILTER PARTIAL' });
    expect(arrivals.filter(({ provider }) => provider === 'BANKING_SERVICE')).toEqual([]);
  });
});
