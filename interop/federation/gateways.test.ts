import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '../../src/access/caller.ts';
import { readSdl } from '../../examples/federation/gateway.ts';
import { startOrders } from '../../examples/federation/orders.ts';
import type { Running } from '../../examples/federation/listen-on.ts';
import { gateways, observe, type Observed } from '../support/gateways.ts';
import { startGraph, type RunningGraph } from '../../test/support/graph.ts';
import { accessFor } from '../../test/support/keys.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const all = { authorization: 'Bearer all' };
const access = accessFor({
  all: ['*'],
  impersonal: scopes.filter((scope) => scope !== 'vault:customer:pii'),
  router: ['vault:explore'],
  trustedOnly: scopes.filter((scope) => scope !== 'vault:explore'),
});

let graph: RunningGraph;
let orders: Running;
let vault: Observed;
let shop: Observed;
let customerIds: readonly string[];
let names: readonly (string | null)[];

beforeAll(async () => {
  graph = await startGraph(access, { customers: 4 });
  const query = `{
    monri: customers(accounts: ["monri-1"], first: 1) { nodes { id fullName } }
    verifone: customers(accounts: ["verifone-1"], first: 1) { nodes { id fullName } }
  }`;
  const { data } = await (await graph.send({ query }, all)).json();
  const found = [data.monri.nodes[0], data.verifone.nodes[0], { id: '1forged', fullName: null }];
  customerIds = found.map(({ id }) => id);
  names = found.map(({ fullName }) => fullName);
  orders = await startOrders(
    customerIds.map((customerId, index) => ({ id: `order-${index}`, total: `${index}.00 EUR`, customerId })),
  );
  [vault, shop] = [await observe(graph.url), await observe(orders.url)];
});
afterAll(async () => {
  for (const running of [vault, shop, orders, graph]) await running.close();
});

interface Answer {
  readonly data: unknown;
  readonly errors?: readonly {
    readonly path?: readonly unknown[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

/** The codes of an answer's errors; how often one is repeated is up to the gateway. */
function codesOf({ errors = [] }: Answer): readonly unknown[] {
  return [...new Set(errors.map(({ extensions }) => extensions['code']))];
}

describe.each(Object.entries(gateways))('behind %s', (name, start) => {
  let supergraph: Running;
  beforeAll(async () => {
    supergraph = await start([
      { name: 'vaultgraph', url: vault.url, sdl: await readSdl(graph.url, all) },
      { name: 'orders', url: shop.url, sdl: await readSdl(orders.url) },
    ]);
  });
  afterAll(() => supergraph.close());

  async function ask(query: string, headers: Readonly<Record<string, string>> = all): Promise<Answer> {
    const response = await fetch(supergraph.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    return response.json();
  }

  it('a query crosses both subgraphs, there and back', async () => {
    const { data, errors } = await ask(`{
      orders { total customer { id fullName orders(first: 1) { nodes { id } pageInfo { hasNextPage } } } }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      orders: customerIds.map((id, index) => ({
        total: `${index}.00 EUR`,
        customer: {
          id,
          fullName: names[index],
          orders: { nodes: [{ id: `order-${index}` }], pageInfo: { hasNextPage: false } },
        },
      })),
    });
  });

  it('a query begins here and goes on there', async () => {
    const { data, errors } = await ask(
      '{ customers(accounts: ["verifone-1"], first: 1) { nodes { provider orders { nodes { id } } } sources { status } } }',
    );
    expect(errors).toBeUndefined();
    const nodes = [{ provider: 'VERIFONE', orders: { nodes: [{ id: 'order-1' }] } }];
    expect(data).toEqual({ customers: { nodes, sources: [{ status: 'PARTIAL' }] } });
  });

  it('a mutation answers with a member of its union, whichever it is', async () => {
    const create = (fullName: string) => `mutation {
      createCustomer(input: { provider: MONRI, account: "monri-1", customer: { fullName: "${fullName}" } }) {
        __typename
        ... on CreateCustomerSuccess { replayed customer { fullName orders { nodes { id } } } }
        ... on VaultError { code retryable }
        ... on InvalidInputError { issues { path code } }
      }
    }`;
    expect(await ask(create('Ana Anić'))).toEqual({
      data: {
        createCustomer: {
          __typename: 'CreateCustomerSuccess',
          replayed: false,
          customer: { fullName: 'Ana Anić', orders: { nodes: [] } },
        },
      },
    });
    expect(await ask(create('4111 1111 1111 1111'))).toEqual({
      data: {
        createCustomer: {
          __typename: 'InvalidInputError',
          code: 'INVALID_INPUT',
          retryable: false,
          issues: [{ path: ['customer', 'fullName'], code: 'MALFORMED' }],
        },
      },
    });
  });

  it('a provider that fails takes its customer alone away, and its code arrives', async () => {
    graph.fail('MONRI', () => ({ kind: 'answer', status: 503 }));
    const answer = await ask(`{
      failing: order(id: "order-0") { total customer { provider } }
      other: order(id: "order-1") { total customer { provider } }
    }`);
    graph.fail('MONRI', null);
    expect(answer.data).toEqual({
      failing: { total: '0.00 EUR', customer: null },
      other: { total: '1.00 EUR', customer: { provider: 'VERIFONE' } },
    });
    expect(codesOf(answer)).toEqual(['PROVIDER_UNAVAILABLE']);
    const [failure] = answer.errors ?? [];
    expect(failure?.path?.slice(0, 2)).toEqual(['failing', 'customer']);
    expect(failure?.extensions).toMatchObject({
      retryable: true,
      account: 'monri-1',
      provider: 'MONRI',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('a scope that the caller lacks is denied on its field', async () => {
    const answer = await ask('{ orders { customer { id fullName } } }', {
      authorization: 'Bearer impersonal',
    });
    expect(answer.data).toEqual({
      orders: customerIds.map((id) => ({ customer: { id, fullName: null } })),
    });
    expect(codesOf(answer)).toEqual(['ACCESS_DENIED']);
    expect(answer.errors?.[0]?.path).toEqual(['orders', 0, 'customer', 'fullName']);
    expect(answer.errors?.[0]?.extensions['requiredScopes']).toEqual(['vault:customer:pii']);
  });

  it.each([
    ['an anonymous caller', {}, 'UNAUTHENTICATED'],
    ['an unknown caller', { authorization: 'Bearer unknown' }, 'UNAUTHENTICATED'],
    ['a caller without vault:explore', { authorization: 'Bearer trustedOnly' }, 'FORBIDDEN'],
  ])('%s gets nothing of a customer', async (_caller, headers, apollosCode) => {
    const answer = await ask('{ orders { total customer { fullName } } }', headers);
    expect(answer.data).toEqual({
      orders: customerIds.map((_id, index) => ({ total: `${index}.00 EUR`, customer: expect.anything() })),
    });
    expect(JSON.stringify(answer.data)).not.toMatch(/"fullName":"/);
    expect(codesOf(answer)).toEqual([name === 'Apollo Gateway' ? apollosCode : 'ACCESS_DENIED']);
  });

  it('the credential arrives at both subgraphs, and nothing else that the client sends', async () => {
    const [before, beforeShop] = [vault.seen.length, shop.seen.length];
    const others = { traceparent, cookie: 'session=1', 'x-vaultgraph-gateway-key': 'router' };
    await ask('{ orders { customer { fullName } } }', { ...all, ...others });
    const arrived = [...vault.seen.slice(before), ...shop.seen.slice(beforeShop)];
    expect(arrived.map((headers) => headers.get('authorization'))).toEqual(['Bearer all', 'Bearer all']);
    for (const headers of arrived) {
      expect(Object.keys(others).filter((sent) => headers.has(sent))).toEqual([]);
    }
  });

  it('a key of the gateway lets clients ask without vault:explore, and no other subgraph sees it', async () => {
    const keyed = await start(
      [
        { name: 'vaultgraph', url: vault.url, sdl: await readSdl(graph.url, all) },
        { name: 'orders', url: shop.url, sdl: await readSdl(orders.url) },
      ],
      'router',
    );
    const [before, beforeShop] = [vault.seen.length, shop.seen.length];
    const response = await fetch(keyed.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer trustedOnly' },
      body: JSON.stringify({ query: '{ orders { customer { fullName } } }' }),
    });
    const { data, errors } = await response.json();
    await keyed.close();
    expect(errors).toBeUndefined();
    expect(data.orders).toEqual(names.map((fullName) => ({ customer: { fullName } })));
    const keysIn = (seen: readonly Headers[]) =>
      seen.map((headers) => headers.get('x-vaultgraph-gateway-key'));
    expect(keysIn(vault.seen.slice(before))).toEqual(['router']);
    expect(keysIn(shop.seen.slice(beforeShop))).toEqual([null]);
  });

  it('node is not there for clients', async () => {
    const { data, errors } = await ask('{ node(id: "1") { id } }');
    expect(data ?? null).toBeNull();
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });
});
