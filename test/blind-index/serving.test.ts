import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verb } from '../../src/gateway/account.ts';
import { bankingservice } from '../../src/providers/bankingservice/index.ts';
import { connectTo, createCall } from '../../src/testing/support/vault.ts';
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
    readonly nodes: readonly unknown[];
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

const search = `query ($match: CustomerMatchInput!, $accounts: [String!]) {
  findCustomers(match: $match, accounts: $accounts) {
    nodes { id }
    sources { account { key } method status problem { message } }
  }
}`;

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
    const { findCustomers } = await ask(search, { match: { email: 'absent@example.com' } });
    const summary = Object.fromEntries(
      findCustomers.sources.map(({ account, method, status }) => [account.key, `${method} ${status}`]),
    );
    for (const key of indexedAccounts) expect(summary[key]).toBe('INDEX COMPLETE');
    expect(summary).toMatchObject({ 'monri-2': 'SCAN COMPLETE', 'verifone-2': 'FILTER PARTIAL' });
    expect(arrivals.filter(({ provider }) => provider === 'BANKING_SERVICE')).toEqual([]);
  });

  it('take in a change past this API when the provider calls, and a customer that a mutation writes at once', async () => {
    const running = graph.emulators.find(({ provider }) => provider === 'BANKING_SERVICE');
    if (!running) throw new Error('The sandbox has no such emulator.');
    const past = connectTo(bankingservice, running.emulator);
    const [key = ''] = past.customerKeys();
    await verb(past, 'UPDATE_CUSTOMER', 'updateCustomer')(key, { email: 'past@example.com' }, createCall());
    const { status } = await fetch(new URL(`/webhooks/banking-service?id=${key}`, graph.url), {
      method: 'POST',
    });
    expect(status).toBe(204);
    const found = async (email: string) =>
      (await ask(search, { match: { email }, accounts: ['banking-service'] })).findCustomers.nodes.length;
    await expect.poll(() => found('past@example.com')).toBe(1);

    const created = await ask(
      `mutation { createCustomer(input: { provider: BANKING_SERVICE, customer: { firstName: "Ana", lastName: "Horvat", email: "here@example.com" } }) { __typename } }`,
    );
    expect(created).toMatchObject({ createCustomer: { __typename: 'CreateCustomerSuccess' } });
    expect(await found('Here@Example.com')).toBe(1);
  });
});
