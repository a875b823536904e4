import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examplesWith } from '../../src/sandbox/examples/index.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

async function priced(query: string, variables: object = {}): Promise<{ cost: number; calls: number }> {
  const response = await graph.send({ query, variables }, { 'x-vaultgraph-cost': '1' });
  const { extensions } = await response.json();
  // A token serves many requests; no operation is charged for it.
  const calls = extensions.upstream.calls.filter(
    ({ operation }: { operation: string }) => operation !== 'token',
  );
  return { cost: extensions.cost.cost, calls: calls.length };
}

async function anyId(account = 'monri-1'): Promise<string> {
  const response = await graph.send({
    query: `{ customers(accounts: ["${account}"], first: 1) { nodes { id } } }`,
  });
  return (await response.json()).data.customers.nodes[0].id;
}

const noSeeds = {
  changed: '',
  deleted: '',
  unchangeable: '',
  paymentMethod: '',
  payer: '',
  payment: 'none',
  erased: [],
};
/** Examples that send nothing: one search is not possible, a token is made here, an erasure is sent after its request has its answer, and others are refused before; here, a customer in place of a payment method as well. */
const unsent = new Set([
  'FindUnsupported',
  'InvalidInput',
  'DeletePaymentMethod',
  'TokenForShopper',
  'Erase',
]);

describe('what an operation costs beforehand', () => {
  it.each(examplesWith(noSeeds))('covers every call it makes: $name', async ({ name, query, variables }) => {
    const given = variables === undefined ? {} : JSON.parse(variables);
    const ids = {
      ...('id' in given && { id: await anyId() }),
      ...('customerId' in given && { customerId: await anyId('banking-service') }),
      ...('customers' in given && { customers: [await anyId('banking-service'), await anyId('verifone-2')] }),
    };
    const { cost, calls } = await priced(query, { ...given, ...ids });
    expect(calls > 0).toBe(!unsent.has(name));
    expect(cost).toBeGreaterThanOrEqual(calls * 10);
  });

  it.each([
    ['{ customer(by: { id: "x" }) { id } }', 10],
    ['{ customers(first: 20) { nodes { id } } }', 60],
    ['{ customers(first: 99, accounts: ["monri-1"]) { nodes { id } } }', 120],
    ['{ customers(first: 5) { nodes { paymentMethods { nodes { customer { fullName } } } } } }', 110],
    ['{ customers(first: 5) { nodes { merchantReference } } }', 110],
    ['{ providerAccounts { customers(first: 5) { nodes { id } } } }', 60],
    ['{ customers(first: 5) { sources { account { customers { nodes { id } } } } } }', 120],
    ['{ nodes(ids: ["a", "b", "c"]) { ... on Customer { paymentMethods { nodes { id } } } } }', 60],
    ['{ planErasure(customers: ["a", "b", "c"]) { records { fate } } }', 60],
    [
      'mutation { eraseCustomers(input: { customers: ["a", "b", "b"], idempotencyKey: "x" }) { __typename } }',
      120,
    ],
    ['{ viewer { tenant } paymentProviders { capabilities { operation } } }', 0],
  ])('is ten points for each call it may take: %s', async (query, expected) => {
    expect((await priced(query)).cost).toBe(expected);
  });

  it.each(['bamboo', 'banking-service', 'monri-1', 'verifone-1'])(
    'covers a search for everything that %s can be searched by',
    async (account) => {
      const match = {
        email: 'No-One@Example.com',
        phone: '+385 91 000 0000',
        merchantReference: 'no-one',
        documentNumber: '0.000.000-0',
        name: 'No One',
      };
      const query = `query($match: CustomerMatchInput!, $accounts: [String!]) {
        findCustomers(match: $match, accounts: $accounts) { edges { node { id } } sources { status } }
      }`;
      const { cost, calls } = await priced(query, { match, accounts: [account] });
      expect(calls).toBeGreaterThan(0);
      // Every account is charged alike, also if one alone is named.
      expect(cost).toBe(6 * 80);
      expect(80).toBeGreaterThanOrEqual(calls * 10);
    },
  );

  it('is the same in a fragment', async () => {
    const query =
      '{ ...All } fragment All on Query { customers(first: 5) { ...Page } } fragment Page on CustomerConnection { nodes { paymentMethods { nodes { id } } } }';
    expect((await priced(query)).cost).toBe(110);
  });
});
