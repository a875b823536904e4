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

async function ask(query: string, variables: object = {}) {
  const { data, errors } = (await (await graph.send({ query, variables })).json()) as {
    data: Record<string, never>;
    errors?: unknown;
  };
  expect(errors).toBeUndefined();
  return data as Record<string, any>;
}

describe('accounts with an index', () => {
  it('say how it is, and the others say that they have none', async () => {
    await expect
      .poll(async () => {
        const { providerAccounts } = await ask('{ providerAccounts { key index { completeSince } } }');
        return providerAccounts
          .filter(({ index }: { index: { completeSince: string } | null }) => index?.completeSince)
          .map(({ key }: { key: string }) => key);
      })
      .toEqual(indexedAccounts);
    const { providerAccounts } = await ask(
      '{ providerAccounts { key index { size completeSince lagSeconds } } }',
    );
    for (const { key, index } of providerAccounts) {
      if (!indexedAccounts.includes(key)) expect(index).toBeNull();
      else {
        expect(index.size).toBeGreaterThan(5);
        expect(index.lagSeconds).toBeLessThan(60);
      }
    }
  });

  it('are searched by it, whole and without reading their lists', async () => {
    const arrivals = graph.watch();
    const { findCustomers } = await ask(
      'query($match: CustomerMatchInput!) { findCustomers(match: $match) { nodes { id } sources { account { key } method status problem { message } } } }',
      { match: { email: 'absent@example.com' } },
    );
    const told = Object.fromEntries(
      findCustomers.sources.map((source: { account: { key: string }; method: string; status: string }) => [
        source.account.key,
        `${source.method} ${source.status}`,
      ]),
    );
    for (const key of indexedAccounts) expect(told[key]).toBe('INDEX COMPLETE');
    expect(told).toMatchObject({ 'monri-2': 'SCAN COMPLETE', 'verifone-2': 'FILTER PARTIAL' });
    expect(arrivals.filter(({ provider }) => provider === 'BANKING_SERVICE')).toEqual([]);
  });
});
