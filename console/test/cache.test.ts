import { Client, fetchExchange, gql } from '@urql/core';
import { describe, expect, it } from 'vitest';
import { createCache } from '../src/graph/cache.ts';
import { unansweredExchange } from '../src/graph/unanswered.ts';

const c1 = { __typename: 'Customer', id: 'c1' };
const m1 = { __typename: 'PaymentMethod', id: 'm1', customer: c1 };
const paymentMethods = { __typename: 'PaymentMethodConnection', nodes: [m1] };

/** What the console may have read before it writes. */
const reads = {
  list: {
    document: gql('{ customers(first: 25) { totalCount nodes { id } } }'),
    data: { customers: { __typename: 'CustomerConnection', totalCount: 1, nodes: [c1] } },
  },
  customer: { document: gql('{ customer(by: { id: "c1" }) { id } }'), data: { customer: c1 } },
  methods: {
    document: gql(
      '{ customer(by: { id: "c1" }) { id paymentMethods(first: 20) { nodes { id customer { id } } } } }',
    ),
    data: { customer: { ...c1, paymentMethods } },
  },
};

const writes = {
  createCustomer: gql('mutation { createCustomer(input: {}) { __typename } }'),
  updateCustomer: gql('mutation { updateCustomer(input: { id: "c1" }) { __typename } }'),
  deleteCustomer: gql('mutation { deleteCustomer(input: { id: "c1" }) { __typename } }'),
  deletePaymentMethod: gql('mutation { deletePaymentMethod(input: { id: "m1" }) { __typename } }'),
};

/** A graph that answers one thing after another; null is an answer that never comes. */
function startClient() {
  const answers: (object | null)[] = [];
  const client = new Client({
    url: 'http://graph.test/graphql',
    preferGetMethod: false,
    exchanges: [createCache(), unansweredExchange, fetchExchange],
    fetch: async () => {
      const data = answers.shift() ?? null;
      if (!data) throw new TypeError('Failed to fetch');
      return Response.json({ data });
    },
  });
  const read = async ({ document, data }: (typeof reads)['list' | 'customer' | 'methods']) => {
    answers.push(data);
    await client.query(document, {}, { requestPolicy: 'network-only' }).toPromise();
  };
  return {
    read,
    readNull: async () => {
      answers.push({ customer: null });
      await client.query(reads.customer.document, {}, { requestPolicy: 'network-only' }).toPromise();
    },
    write: async (name: keyof typeof writes, kind: string | null) => {
      answers.push(kind === null ? null : { [name]: { __typename: kind } });
      return client.mutation(writes[name], {}).toPromise();
    },
    /** What the cache still has of something that was read. */
    kept: (name: keyof typeof reads) => client.readQuery(reads[name].document, {})?.data ?? null,
  };
}

describe('a list of customers', () => {
  it.each([
    ['createCustomer', 'CreateCustomerSuccess'],
    ['createCustomer', 'OutcomeUnknownError'],
    ['createCustomer', null],
    ['updateCustomer', 'UpdateCustomerSuccess'],
    ['updateCustomer', 'OutcomeUnknownError'],
    ['updateCustomer', null],
    ['deleteCustomer', 'DeleteCustomerSuccess'],
    ['deleteCustomer', 'OutcomeUnknownError'],
    ['deleteCustomer', null],
  ] as const)('does not outlive a %s that was answered by %s', async (name, kind) => {
    const { read, write, kept } = startClient();
    await read(reads.list);
    await read(reads.customer);
    expect(kept('list')).not.toBeNull();
    const { error } = await write(name, kind);
    expect(kept('list')).toBeNull();
    expect(error !== undefined).toBe(kind === null);
  });

  it('is dropped when one of its customers was read and is deleted', async () => {
    const { read, readNull, kept } = startClient();
    await read(reads.list);
    await readNull();
    expect([kept('list'), kept('customer')]).toEqual([null, { customer: null }]);
  });
});

describe('a customer', () => {
  it('who may still exist is kept; a deleted one is not found', async () => {
    const { read, write, kept } = startClient();
    await read(reads.customer);
    await write('deleteCustomer', 'OutcomeUnknownError');
    expect(kept('customer')).toEqual({ customer: { id: 'c1' } });
    await write('deleteCustomer', 'DeleteCustomerSuccess');
    expect(kept('customer')).toEqual({ customer: null });
  });
});

describe('the payment methods of a customer', () => {
  it.each([
    ['DeletePaymentMethodSuccess', []],
    ['ProviderRejectedError', [{ id: 'm1' }]],
  ] as const)('are known after %s', async (kind, nodes) => {
    const { read, write, kept } = startClient();
    await read(reads.methods);
    await write('deletePaymentMethod', kind);
    expect(kept('methods')).toMatchObject({ customer: { paymentMethods: { nodes } } });
  });

  it.each(['OutcomeUnknownError', null])('are requested again after %s', async (kind) => {
    const { read, write, kept } = startClient();
    await read(reads.methods);
    await write('deletePaymentMethod', kind);
    expect(kept('methods')).toBeNull();
  });
});
