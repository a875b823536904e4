import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds, type Ids } from '../src/gateway/ids.ts';
import { isTokenRequest } from './support/faults.ts';
import { startGraph, type Answer, type RunningGraph } from './support/graph.ts';

const secret = Buffer.alloc(32, 7);
const ours = createIds([secret], 'sandbox');
const foreign = createIds([secret], 'another');

let graph: RunningGraph;
beforeAll(async () => {
  graph = await startGraph({ idKey: secret.toString('base64url') }, { customers: 4 });
});
afterAll(() => graph.close());

/** Asks; nothing may reach a provider. */
async function ask(query: string, variables: Record<string, unknown>) {
  const arrivals = graph.watch();
  const response = await graph.send({ query, variables });
  const { data, errors } = (await response.json()) as Answer<Record<string, unknown>>;
  expect(arrivals).toEqual([]);
  return { data, errors };
}

/** The real ids of a customer, a payment method and an account. */
const targets = () => {
  const key = graph.keysOf('BANKING_SERVICE')[0] ?? '';
  const account = 'banking-service';
  return {
    customer: { type: 'Customer', account, key },
    method: { type: 'PaymentMethod', account, customerKey: key, key: 'pm_1' },
    account: { type: 'ProviderAccount', account },
  } as const;
};

const changed = (text: string, index: number): string => {
  const other = text[index] === 'A' ? 'B' : 'A';
  return text.slice(0, index) + other + text.slice(index + 1);
};

/** Ids that are none, made from one that is. */
const forgeries: readonly (readonly [name: string, make: (id: string, foreignId: string) => string])[] = [
  ['empty', () => ''],
  ['words', () => 'not an id'],
  ["another tenant's", (_id, foreignId) => foreignId],
  ['cut at its end', (id) => id.slice(0, -1)],
  ['cut at its beginning', (id) => id.slice(1)],
  ['of another version', (id) => `3${id.slice(1)}`],
  ['longer by one', (id) => `${id}A`],
  ['padded', (id) => `${id}=`],
  ['with a space', (id) => `${id} `],
  ['with a changed first byte', (id) => changed(id, 5)],
  ['with a changed last byte', (id) => changed(id, id.length - 3)],
  ['plain base64', () => Buffer.from('["Customer","monri-1","1"]').toString('base64')],
  ['5,000 characters long', (id) => id.slice(0, 5) + 'A'.repeat(5000)],
];

describe('an id that is none', () => {
  it.each(forgeries)('reads as null everywhere: %s', async (_name, make) => {
    const { customer, method, account } = targets();
    const of = (target: Parameters<Ids['seal']>[0]): string => make(ours.seal(target), foreign.seal(target));
    const query = `query($customer: ID!, $method: ID!, $account: ID!) {
      node(id: $account) { id }
      nodes(ids: [$customer, $method, $account]) { id }
      customer(by: { id: $customer }) { id }
      paymentMethod(id: $method) { id }
    }`;
    const variables = { customer: of(customer), method: of(method), account: of(account) };
    const { data, errors } = await ask(query, variables);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ node: null, nodes: [null, null, null], customer: null, paymentMethod: null });
  });

  it('is what the one it was made from is not', async () => {
    const id = ours.seal(targets().account);
    const { data } = await ask('query($id: ID!) { node(id: $id) { id } }', { id });
    expect(data).toEqual({ node: { id } });
  });

  it('is an id of another type, and one of an account that is no longer there', async () => {
    const { customer, method, account } = targets();
    const query = `query($customer: ID!, $method: ID!, $account: ID!, $gone: ID!) {
      a: customer(by: { id: $method }) { id }
      b: customer(by: { id: $account }) { id }
      c: paymentMethod(id: $customer) { id }
      d: paymentMethod(id: $account) { id }
      e: node(id: $gone) { id }
    }`;
    const { data, errors } = await ask(query, {
      customer: ours.seal(customer),
      method: ours.seal(method),
      account: ours.seal(account),
      gone: ours.seal({ ...customer, account: 'gone' }),
    });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ a: null, b: null, c: null, d: null, e: null });
  });

  it('is a cursor', async () => {
    const text = JSON.stringify(['ProviderAccount', 'monri-1']);
    const query = 'query($id: ID!) { node(id: $id) { id } }';
    expect((await ask(query, { id: ours.cursors.seal(text) })).data).toEqual({ node: null });
  });

  it('is counted: 200 are taken, 201 refused', async () => {
    const query = 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    const nothing = await ask(query, { ids: Array.from({ length: 200 }, () => 'x') });
    expect(nothing.data).toEqual({ nodes: Array.from({ length: 200 }, () => null) });

    const { data, errors } = await ask(query, { ids: Array.from({ length: 201 }, () => 'x') });
    expect(data).toBeUndefined();
    const message = 'ids holds more than 200 items.';
    const issues = [{ path: ['ids'], code: 'TOO_LONG', message }];
    expect(errors).toEqual([
      {
        message,
        extensions: { code: 'INVALID_INPUT', retryable: false, issues, requestId: expect.any(String) },
      },
    ]);
  });
});

describe('an id of a record that is not there', () => {
  it.each([
    ['BAMBOO', 'bamboo', 'unknown@example.com', 1],
    // Until something was found, bankingservice.ai is also asked whether the profile is there.
    ['BANKING_SERVICE', 'banking-service', 'customer_0', 2],
    ['MONRI', 'monri-1', '00000000-0000-4000-8000-000000000000', 1],
    ['VERIFONE', 'verifone-1', '00000000-0000-4000-8000-000000000000', 1],
  ])('reads as null, the provider asked: %s', async (provider, account, key, calls) => {
    const arrivals = graph.watch();
    const id = ours.seal({ type: 'Customer', account, key });
    const query = 'query($id: ID!) { node(id: $id) { id } customer(by: { id: $id }) { id } }';
    const { data, errors } = await (await graph.send({ query, variables: { id } })).json();
    expect([data, errors]).toEqual([{ node: null, customer: null }, undefined]);
    expect(arrivals.filter((arrival) => !isTokenRequest(arrival))).toHaveLength(calls);
    expect(arrivals.every((arrival) => arrival.provider === provider)).toBe(true);
  });

  it.each([
    ['BANKING_SERVICE', 'banking-service'],
    ['MONRI', 'monri-1'],
  ])('reads as null if it is a payment method of a known customer: %s', async (provider, account) => {
    const customerKey = graph.keysOf(provider).at(-1) ?? '';
    const id = ours.seal({ type: 'PaymentMethod', account, customerKey, key: 'gone' });
    const query = 'query($id: ID!) { node(id: $id) { id } paymentMethod(id: $id) { id } }';
    const { data, errors } = await (await graph.send({ query, variables: { id } })).json();
    expect([data, errors]).toEqual([{ node: null, paymentMethod: null }, undefined]);
  });
});

describe('a cursor that is none', () => {
  const list = `query($after: String, $accounts: [String!], $filter: CustomerFilterInput) {
    customers(first: 2, after: $after, accounts: $accounts, filter: $filter) { pageInfo { endCursor } }
  }`;

  async function endCursor(variables: Record<string, unknown> = {}): Promise<string> {
    const { data } = await (await graph.send({ query: list, variables })).json();
    return data.customers.pageInfo.endCursor;
  }

  const message = 'after is not a cursor of this list.';
  const refused = {
    data: { customers: null },
    errors: [
      {
        message,
        locations: [expect.anything()],
        path: ['customers'],
        extensions: {
          code: 'INVALID_INPUT',
          retryable: false,
          issues: [{ path: ['after'], code: 'MALFORMED', message }],
          requestId: expect.any(String),
        },
      },
    ],
  };

  it.each(forgeries)('is refused: %s', async (_name, make) => {
    const cursor = await endCursor();
    const theirs = foreign.cursors.seal(ours.cursors.open(cursor) ?? '');
    expect(await ask(list, { after: make(cursor, theirs) })).toEqual(refused);
  });

  it('is refused if it is of another list', async () => {
    const after = await endCursor();
    expect(await ask(list, { after, accounts: ['monri-1'] })).toEqual(refused);
    expect(await ask(list, { after, filter: { email: 'a@example.com' } })).toEqual(refused);
    const filtered = await endCursor({ filter: { createdBefore: '2100-01-01T00:00:00Z' } });
    expect(await ask(list, { after: filtered })).toEqual(refused);
    expect(await ask(list, { after: filtered, filter: { createdBefore: '2099-01-01T00:00:00Z' } })).toEqual(
      refused,
    );
    expect(await ask(list, { after: ours.seal(targets().customer) })).toEqual(refused);
  });

  it('is refused if it is of payment methods, and the other way round', async () => {
    const [customerId] = graph.keysOf('MONRI').slice(-1);
    const by = { providerCustomerId: { provider: 'MONRI', account: 'monri-1', customerId } };
    const query = `query($by: CustomerLookupInput!, $after: String) {
      customer(by: $by) { paymentMethods(after: $after) { pageInfo { endCursor } } }
    }`;
    const { data } = await (await graph.send({ query, variables: { by } })).json();
    const { endCursor: after } = data.customer.paymentMethods.pageInfo;
    expect(after).toMatch(/^2/);
    expect(await ask(list, { after })).toEqual(refused);

    const other = await graph.send({ query, variables: { by, after: await endCursor() } });
    const { data: none, errors } = await other.json();
    expect(none).toEqual({ customer: { paymentMethods: null } });
    expect(errors[0].extensions).toMatchObject({
      code: 'INVALID_INPUT',
      issues: [{ path: ['after'], code: 'MALFORMED', message: 'after is not a cursor of this list.' }],
    });
  });
});
