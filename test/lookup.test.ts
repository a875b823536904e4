import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monri } from '../src/providers/registry.ts';
import { graphql } from './graphql/index.ts';
import type { CustomerLookupInput, PaymentProviderCode } from './graphql/graphql.ts';
import { startGraph, type RunningGraph } from './support/graph.ts';
import { connectTo, createCall } from '../src/testing/support/vault.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

const lookUp = graphql(`
  query LookUpCustomer($by: CustomerLookupInput!, $includeDeleted: Boolean! = false) {
    customer(by: $by, includeDeleted: $includeDeleted) {
      id
      providerCustomerId
      merchantReference
      viewerCanUpdate
      viewerCanDelete
      details {
        ... on MonriCustomerDetails {
          deletedAt
        }
      }
    }
  }
`);

const refetch = graphql(`
  query RefetchObjects($id: ID!, $ids: [ID!]!) {
    node(id: $id) {
      __typename
      id
    }
    nodes(ids: $ids) {
      __typename
      id
    }
  }
`);

const examples: readonly [
  PaymentProviderCode,
  account: string,
  customerId: string,
  reference: string | null,
][] = [
  ['BAMBOO', 'bamboo', 'juan.perez@gmail.com', 'juan.perez@gmail.com'],
  ['BANKING_SERVICE', 'banking-service', 'text', null],
  ['MONRI', 'monri-1', '4b281da4-d145-4233-b957-2018cf9aa0fb', 'customer-id-1234'],
  ['VERIFONE', 'verifone-1', '3f1c9a52-7d64-4b0e-9c3a-5e8f2b6d1a70', null],
];

async function find(by: CustomerLookupInput, includeDeleted = false) {
  const { data, errors } = await graph.query(lookUp, { by, includeDeleted });
  expect(errors).toBeUndefined();
  return data?.customer ?? null;
}

describe('a customer', () => {
  it.each(examples)(
    'is the same by id and by the key: %s',
    async (provider, account, customerId, reference) => {
      const byKey = await find({ providerCustomerId: { provider, account, customerId } });
      expect(byKey).toMatchObject({ providerCustomerId: customerId, merchantReference: reference });
      expect(await find({ id: byKey?.id ?? '' })).toEqual(byKey);
    },
  );

  it.each(examples.filter(([, , , reference]) => reference !== null))(
    'is the same by the reference: %s',
    async (provider, account, customerId, reference) => {
      const byKey = await find({ providerCustomerId: { provider, account, customerId } });
      expect(await find({ reference: { provider, account, reference: reference ?? '' } })).toEqual(byKey);
    },
  );

  it.each([
    ['BANKING_SERVICE', 'banking-service'],
    ['VERIFONE', 'verifone-1'],
  ] as const)('is refused by reference if the provider keeps none: %s', async (provider, account) => {
    const arrivals = graph.watch();
    const by = { reference: { provider, account, reference: 'customer-1' } };
    const { data, errors, extensions } = await graph.query(lookUp, { by });
    expect(data).toEqual({ customer: null });
    expect(errors).toEqual([
      {
        message: expect.stringMatching(/reference/),
        locations: [expect.anything()],
        path: ['customer'],
        extensions: {
          code: 'UNSUPPORTED_OPERATION',
          retryable: false,
          provider,
          account,
          requestId: extensions.requestId,
        },
      },
    ]);
    expect(arrivals).toEqual([]);
  });

  it.each(examples)('is null if the provider has none: %s', async (provider, account) => {
    const customerId = '00000000-0000-4000-8000-000000000000';
    expect(await find({ providerCustomerId: { provider, account, customerId } })).toBeNull();
  });

  it.each([
    ['MONRI', 'monri-1'],
    ['VERIFONE', 'verifone-1'],
  ] as const)('is null in another account of the same provider: %s', async (provider, account) => {
    const customerId = graph.keysOf(provider, 1)[0] ?? '';
    expect(await find({ providerCustomerId: { provider, account, customerId } })).toBeNull();
    const other = account.replace('1', '2');
    expect(await find({ providerCustomerId: { provider, account: other, customerId } })).not.toBeNull();
  });

  it('needs no account if the caller has one at the provider', async () => {
    const customerId = 'juan.perez@gmail.com';
    expect(await find({ providerCustomerId: { provider: 'BAMBOO', customerId } })).toMatchObject({
      providerCustomerId: customerId,
    });
  });
});

describe("a merchant's identifiers at Bamboo", () => {
  it('hold @, +, /, spaces and ü in the sandbox', () => {
    const characters = new Set(graph.keysOf('BAMBOO').join(''));
    expect(['@', '+', '/', ' ', 'ü'].filter((character) => !characters.has(character))).toEqual([]);
  });

  it('are read back as they are, as the key and as the reference', async () => {
    for (const text of graph.keysOf('BAMBOO')) {
      const byKey = await find({ providerCustomerId: { provider: 'BAMBOO', customerId: text } });
      const byReference = await find({ reference: { provider: 'BAMBOO', reference: text } });
      expect(byKey).toMatchObject({ providerCustomerId: text, merchantReference: text });
      expect(byReference).toEqual(byKey);
    }
  });

  it.each(['a%2Fb', 'a?b=c', 'a#b', '...', "'; --", '\u{1F600}'])(
    'never lead elsewhere: %j',
    async (text) => {
      const arrivals = graph.watch();
      expect(await find({ reference: { provider: 'BAMBOO', reference: text } })).toBeNull();
      expect(arrivals.map(({ url }) => decodeURIComponent(url.pathname))).toEqual([
        `/api/v1/customers/${text}`,
      ]);
    },
  );
});

describe('a deleted Monri customer', () => {
  const at = { provider: 'MONRI', account: 'monri-1' } as const;

  it('is null, except with includeDeleted, and cannot be changed', async () => {
    const [customerId = ''] = graph.keysOf('MONRI');
    const before = await find({ providerCustomerId: { ...at, customerId } });
    expect(before).toMatchObject({
      viewerCanUpdate: true,
      viewerCanDelete: true,
      details: { deletedAt: null },
    });

    const running = graph.emulators.find(({ provider }) => provider === 'MONRI');
    if (!running) throw new Error('Monri is not in the sandbox.');
    expect(await connectTo(monri, running.emulator).vault.deleteCustomer?.(customerId, createCall())).toBe(
      true,
    );

    const id = before?.id ?? '';
    const reference = before?.merchantReference ?? '';
    const ways = [{ id }, { providerCustomerId: { ...at, customerId } }, { reference: { ...at, reference } }];
    for (const by of ways) {
      expect(await find(by)).toBeNull();
      expect(await find(by, true)).toEqual({
        ...before,
        viewerCanUpdate: false,
        viewerCanDelete: false,
        details: { deletedAt: expect.stringMatching(/^20\d\d-.*Z$/) },
      });
    }
    expect((await graph.query(refetch, { id, ids: [id] })).data).toEqual({ node: null, nodes: [null] });
  });
});

describe('objects by id', () => {
  const someIds = graphql(`
    query SomeIds {
      providerAccounts {
        id
      }
      customers(accounts: ["banking-service", "monri-2"], first: 100) {
        nodes {
          id
          paymentMethods(first: 2) {
            nodes {
              id
            }
          }
        }
      }
    }
  `);

  it('are returned in the order requested, each with its type', async () => {
    const { data, errors } = await graph.query(someIds);
    expect(errors).toBeUndefined();
    const customers = data?.customers?.nodes ?? [];
    const methods = customers.flatMap(({ paymentMethods }) => paymentMethods?.nodes ?? []);
    const asked = [
      ...methods.slice(0, 20).map(({ id }) => ({ __typename: 'PaymentMethod', id })),
      ...customers.slice(50, 80).map(({ id }) => ({ __typename: 'Customer', id })),
      ...methods.slice(-20).map(({ id }) => ({ __typename: 'PaymentMethod', id })),
      ...(data?.providerAccounts ?? []).map(({ id }) => ({ __typename: 'ProviderAccount', id })),
    ].toReversed();
    expect(asked).toHaveLength(76);

    const answer = await graph.query(refetch, { id: asked[0]?.id ?? '', ids: asked.map(({ id }) => id) });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ node: asked[0], nodes: asked });
  });

  it('are null, each in its place, if there is none', async () => {
    const { data } = await graph.query(someIds);
    const [known] = data?.providerAccounts ?? [];
    const answer = await graph.query(refetch, { id: 'nothing', ids: ['nothing', known?.id ?? '', ''] });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      node: null,
      nodes: [null, { __typename: 'ProviderAccount', id: known?.id }, null],
    });
  });
});
