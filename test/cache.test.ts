import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMetrics } from '../src/telemetry/metrics/prometheus.ts';
import { bankingserviceOf } from './support/bankingservice.ts';
import { withCaches } from './support/cached.ts';
import { idKey } from './support/configuration.ts';
import { createFakeClock } from './support/fake-clock.ts';
import { startGraph, type RunningGraph } from './support/graph.ts';
import { accessFor } from './support/keys.ts';
import { metricLines, valueOf } from './support/metrics.ts';
import { registrationOf } from './support/registering.ts';
import { createWatching, quietStreams } from './support/watching.ts';

const metrics = createMetrics();
const clock = createFakeClock();
const watching = createWatching(clock);
let graph: RunningGraph;
beforeAll(async () => {
  const access = accessFor({ all: ['*'], poor: ['vault:explore', 'vault:customer:read'] });
  graph = await startGraph(
    { idKey, ...access, ...quietStreams },
    {
      clock,
      customers: 6,
      adapt: (config) => withCaches(config),
      metrics,
    },
  );
});
afterAll(() => graph.close());

/** An answer, and how many calls it took. */
async function ask(query: string, variables: object = {}, key = 'all', headers = {}) {
  const sent = graph.watch();
  const response = await graph.send({ query, variables }, { 'x-api-key': key, ...headers });
  const { data, errors, extensions } = await response.json();
  return { data, errors, extensions, calls: sent.length, headers: response.headers };
}

const accounts = {
  MONRI: 'monri-1',
  VERIFONE: 'verifone-1',
  BAMBOO: 'bamboo',
  BANKING_SERVICE: 'banking-service',
};
type Provider = keyof typeof accounts;

const customer = `query($provider: PaymentProviderCode!, $account: String!, $customerId: String!) {
  customer(by: { providerCustomerId: { provider: $provider, account: $account, customerId: $customerId } }) { id email }
}`;
let place = 0;
/** Who is at an account, another one each time. */
function someoneAt(provider: Provider) {
  const keys = graph.keysOf(provider);
  return { provider, account: accounts[provider], customerId: keys[(place += 1) % keys.length] ?? '' };
}

const methods = `query($id: ID!) { node(id: $id) { ... on Customer { paymentMethods { nodes { id } } } } }`;

describe('an account with a cache', () => {
  it.each(Object.keys(accounts) as Provider[])(
    'answers a second read by key without a call, and says how old it is: %s',
    async (provider) => {
      const who = someoneAt(provider);
      const first = await ask(customer, who);
      const second = await ask(customer, who);
      expect(second.data).toEqual(first.data);
      expect([first.calls > 0, second.calls]).toEqual([true, 0]);
      expect(first.headers.get('cache-control')).toBe('no-store');
      expect(first.headers.get('age')).toBeNull();
      expect(first.extensions.upstream).not.toHaveProperty('cached');
      expect(second.headers.get('cache-control')).toMatch(/^private, no-cache, max-age=(?:59|60)$/);
      expect(second.headers.get('age')).toMatch(/^[1-5]$/);
      expect(second.extensions.upstream).toEqual({
        total: 0,
        calls: [],
        cached: [{ account: who.account, operation: 'getCustomer', ageSeconds: expect.any(Number) }],
      });
      expect(JSON.parse(graph.logged.findLast((line) => line.includes('"request"')) ?? '')).toMatchObject({
        cachedReads: 1,
      });
    },
  );

  it('answers payment methods of a customer without a call', async () => {
    const { data } = await ask(customer, someoneAt('MONRI'));
    const first = await ask(methods, { id: data.customer.id });
    const second = await ask(methods, { id: data.customer.id });
    expect(first.data.node.paymentMethods.nodes.length).toBeGreaterThan(0);
    expect(second.data).toEqual(first.data);
    expect(second.calls).toBe(0);
  });

  it('counts what came from it and what did not', async () => {
    const count = async (outcome: string) =>
      valueOf(metricLines((await metrics.page()).text), 'vaultgraph_cache_reads_total', {
        account: 'verifone-1',
        outcome,
      }) ?? 0;
    const who = someoneAt('VERIFONE');
    const before = [await count('hit'), await count('miss')];
    await ask(customer, who);
    await ask(customer, who);
    expect([await count('hit'), await count('miss')]).toEqual(before.map((number) => number + 1));
  });

  it('shows each caller what it may see', async () => {
    const who = someoneAt('MONRI');
    const { data } = await ask(customer, who);
    expect(data.customer.email).toEqual(expect.any(String));
    const poor = await ask(customer, who, 'poor');
    expect([poor.calls, poor.data.customer.email]).toEqual([0, null]);
    expect(poor.errors[0].extensions.code).toBe('ACCESS_DENIED');
    expect(poor.extensions.upstream).toBeUndefined();
  });

  it('has no say in lists and searches, nor in what is asked of a person as a whole', async () => {
    const who = someoneAt('MONRI');
    const { data } = await ask(customer, who);
    const { id, email } = data.customer;
    const others: readonly (readonly [string, object])[] = [
      ['{ customers(accounts: ["monri-1"], first: 2) { nodes { id } } }', {}],
      [
        'query($email: String!) { findCustomers(match: { email: $email }, accounts: ["monri-1"]) { edges { node { id } } } }',
        { email },
      ],
      ['query($ids: [ID!]!) { exportPerson(customers: $ids) { __typename } }', { ids: [id] }],
      ['query($ids: [ID!]!) { planErasure(customers: $ids) { records { id fate } } }', { ids: [id] }],
    ];
    for (const [query, variables] of others) {
      const { errors, calls, headers } = await ask(query, variables);
      expect([query, errors, calls > 0, headers.get('cache-control')]).toEqual([
        query,
        undefined,
        true,
        'no-store',
      ]);
    }
  });

  it('has no say in how far a registration has come', async () => {
    const { data } = await ask(
      `mutation($input: CreateRegistrationLinkInput!) { createRegistrationLink(input: $input) { ... on CreateRegistrationLinkSuccess { registrationLink { id } } } }`,
      {
        input: {
          provider: 'BAMBOO',
          account: 'bamboo',
          customer: {
            merchantReference: graph.keysOf('BAMBOO')[0],
            firstName: 'Ana',
            lastName: 'Horvat',
            email: 'ana@example.com',
          },
          validForMinutes: 60,
        },
      },
    );
    const { id } = data.createRegistrationLink.registrationLink;
    await ask(customer, { provider: 'BAMBOO', account: 'bamboo', customerId: graph.keysOf('BAMBOO')[0] });
    const calls: number[] = [];
    for (const field of ['status', 'customer { id }']) {
      const asked = await ask(`query($id: ID!) { node(id: $id) { ... on RegistrationLink { ${field} } } }`, {
        id,
      });
      calls.push(asked.calls);
    }
    expect(calls).toEqual([1, 1]);
  });

  const update = `mutation($id: ID!, $email: String!) {
    updateCustomer(input: { id: $id, patch: { email: $email } }) { type: __typename ... on UpdateCustomerSuccess { customer { email } } }
  }`;
  it.each(['MONRI', 'VERIFONE', 'BANKING_SERVICE'] as const)(
    'gives what was written at once: %s',
    async (provider) => {
      const who = someoneAt(provider);
      const { id } = (await ask(customer, who)).data.customer;
      await ask(customer, who);
      const written = await ask(update, { id, email: 'written@example.com' });
      expect(written.data.updateCustomer).toMatchObject({ customer: { email: 'written@example.com' } });
      expect(written.headers.get('cache-control')).toBe('no-store');
      const after = await ask(customer, who);
      expect([after.data.customer.email, after.calls > 0]).toEqual(['written@example.com', true]);
      expect((await ask(customer, who)).calls).toBe(0);
    },
  );

  it('forgets whose write had no answer', async () => {
    const who = someoneAt('VERIFONE');
    const { id } = (await ask(customer, who)).data.customer;
    graph.fail('VERIFONE', ({ method }) => (method === 'GET' ? null : { kind: 'cut' }));
    const { data } = await ask(update, { id, email: 'lost@example.com' });
    graph.fail('VERIFONE', null);
    expect(data.updateCustomer.type).not.toBe('UpdateCustomerSuccess');
    expect((await ask(customer, who)).calls).toBeGreaterThan(0);
  });

  it('forgets the customers that an erasure deletes, and is not asked whether they are gone', async () => {
    const who = someoneAt('MONRI');
    const { id } = (await ask(customer, who)).data.customer;
    const erase =
      'mutation($ids: [ID!]!) { eraseCustomers(input: { customers: $ids, idempotencyKey: "erase" }) { ... on EraseCustomersSuccess { erasure { id } } } }';
    const begun = await ask(erase, { ids: [id] });
    const erasure = begun.data?.eraseCustomers?.erasure?.id;
    const status = 'query($id: ID!) { node(id: $id) { ... on Erasure { status } } }';
    await expect.poll(async () => (await ask(status, { id: erasure })).data.node.status).not.toBe('RUNNING');
    const after = await ask(customer, who);
    expect([after.data.customer, after.calls > 0]).toEqual([null, true]);
  });

  it('forgets whose payment methods a subscription shows as changed', async () => {
    const { id } = (await ask(customer, someoneAt('BANKING_SERVICE'))).data.customer;
    const register = `mutation($input: CreateRegistrationLinkInput!) { createRegistrationLink(input: $input) {
      ... on CreateRegistrationLinkSuccess { registrationLink { url } } } }`;
    const { data } = await ask(register, { input: registrationOf(id) });
    const method = data.createRegistrationLink.registrationLink.url.split('/').at(-1);
    const statuses = `query($id: ID!) { node(id: $id) { ... on Customer { paymentMethods { nodes { status } } } } }`;
    const statusNow = async () => {
      const answer = await ask(statuses, { id });
      return [answer.data.node.paymentMethods.nodes[0].status, answer.calls > 0];
    };
    const query = `subscription($id: ID!) { paymentMethods(customerId: $id) { nodes { status } } }`;
    const subscribed = await watching.watch({ url: graph.url, headers: { 'x-api-key': 'all' } }, query, {
      id,
    });
    await watching.pass(0);
    await subscribed.next();
    expect(await statusNow()).toEqual(['PENDING', true]);
    bankingserviceOf(graph).moveMethod(method, 'succeeded');
    expect(await statusNow()).toEqual(['PENDING', false]);
    await watching.pass(2_000);
    await subscribed.next();
    expect(await statusNow()).toEqual(['ACTIVE', true]);
    await watching.end();
  });

  it('forgets all of the account if its provider calls', async () => {
    const who = someoneAt('BANKING_SERVICE');
    await ask(customer, who);
    expect((await ask(customer, who)).calls).toBe(0);
    const webhook = new URL(`/webhooks/${who.account}?id=anything`, graph.url);
    expect((await fetch(webhook, { method: 'POST' })).status).toBe(204);
    expect((await ask(customer, who)).calls).toBeGreaterThan(0);
  });
});

it('there is no cache, unless an account has one', async () => {
  const without = await startGraph({}, { customers: 1 });
  const [customerId] = without.keysOf('MONRI');
  const read = async () => {
    const sent = without.watch();
    const answer = await without.send({
      query: customer,
      variables: { provider: 'MONRI', account: 'monri-1', customerId },
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect((await answer.json()).extensions.upstream).not.toHaveProperty('cached');
    return sent.length;
  };
  const calls = [await read(), await read()];
  await without.close();
  expect(calls).toEqual([1, 1]);
});
