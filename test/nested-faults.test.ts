import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wrongAnswers, type Fault } from '../src/emulators/kit/faults.ts';
import { graphql } from './graphql/index.ts';
import { isTokenRequest, leaksIn, messages, vendorAnswer } from './support/faults.ts';
import { startGraph, type RunningGraph } from './support/graph.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph({}, { customers: 6 })));
afterAll(() => graph.close());

const unavailable = (
  at: { readonly provider: string; readonly account: string; readonly path: readonly (string | number)[] },
  requestId: string,
): unknown => ({
  message: messages.PROVIDER_UNAVAILABLE,
  locations: [expect.anything()],
  path: at.path,
  extensions: {
    code: 'PROVIDER_UNAVAILABLE',
    provider: at.provider,
    account: at.account,
    retryable: true,
    requestId,
  },
});

describe('a failure below a customer', () => {
  const withMethods = graphql(`
    query CustomersAndWhatBelongsToThem($account: String!) {
      customers(accounts: [$account], first: 3) {
        nodes {
          fullName
          merchantReference
          paymentMethods {
            nodes {
              displayLabel
            }
          }
        }
      }
    }
  `);

  it.each([
    ['MONRI', 'monri-1'],
    ['BANKING_SERVICE', 'banking-service'],
  ])('is an error on each list of payment methods, the customers complete: %s', async (provider, account) => {
    const healthy = await graph.query(withMethods, { account });
    graph.fail(provider, ({ url }) => (url.includes('/payment-methods') ? vendorAnswer(500) : null));
    const { data, errors, extensions } = await graph.query(withMethods, { account });
    graph.fail(provider, null);

    const nodes = healthy.data?.customers?.nodes ?? [];
    expect(nodes).toHaveLength(3);
    expect(data?.customers?.nodes).toEqual(
      nodes.map(({ fullName, merchantReference }) => ({ fullName, merchantReference, paymentMethods: null })),
    );
    expect(errors?.toSorted((a, b) => Number(a.path?.[2]) - Number(b.path?.[2]))).toEqual(
      [0, 1, 2].map((index) =>
        unavailable(
          { provider, account, path: ['customers', 'nodes', index, 'paymentMethods'] },
          extensions.requestId,
        ),
      ),
    );
  });

  it('is an error on the one field that a list item lacks', async () => {
    const [first = ''] = graph.keysOf('MONRI');
    const healthy = await graph.query(withMethods, { account: 'monri-1' });
    graph.fail('MONRI', ({ url }) => (url.endsWith(`/customers/${first}`) ? vendorAnswer(500) : null));
    const { data, errors, extensions } = await graph.query(withMethods, { account: 'monri-1' });
    graph.fail('MONRI', null);

    const [one, ...others] = healthy.data?.customers?.nodes ?? [];
    expect(one?.merchantReference).toBe('customer-1-5');
    expect(data?.customers?.nodes).toEqual([{ ...one, merchantReference: null }, ...others]);
    const path = ['customers', 'nodes', 0, 'merchantReference'];
    expect(errors).toEqual([
      unavailable({ provider: 'MONRI', account: 'monri-1', path }, extensions.requestId),
    ]);
  });

  const backToCustomer = graphql(`
    query FromMethodToCustomer($id: ID!) {
      paymentMethod(id: $id) {
        displayLabel
        customer {
          fullName
        }
      }
    }
  `);

  it('is an error on the customer of a payment method, the method complete', async () => {
    const account = 'banking-service';
    const customerId = graph.keysOf('BANKING_SERVICE')[0] ?? '';
    const query = `{ customer(by: { providerCustomerId: { provider: BANKING_SERVICE, customerId: "${customerId}" } })
      { paymentMethods { nodes { id displayLabel } } } }`;
    const listed = await (await graph.send({ query })).json();
    const [{ id, displayLabel }] = listed.data.customer.paymentMethods.nodes;

    graph.fail('BANKING_SERVICE', ({ url }) => (url.endsWith(customerId) ? vendorAnswer(500) : null));
    const { data, errors, extensions } = await graph.query(backToCustomer, { id });
    graph.fail('BANKING_SERVICE', null);
    expect(data).toEqual({ paymentMethod: { displayLabel, customer: null } });
    const path = ['paymentMethod', 'customer'];
    expect(errors).toEqual([
      unavailable({ provider: 'BANKING_SERVICE', account, path }, extensions.requestId),
    ]);
  });

  const batch = graphql(`
    query SomeNodes($ids: [ID!]!) {
      nodes(ids: $ids) {
        id
      }
    }
  `);

  it('is an error on each place of nodes that a failed batch left empty', async () => {
    const idsOf = async (account: string): Promise<readonly string[]> => {
      const query = `{ customers(accounts: ["${account}"], first: 2) { nodes { id } } }`;
      const { data } = await (await graph.send({ query })).json();
      return data.customers.nodes.map(({ id }: { readonly id: string }) => id);
    };
    const [a = '', b = ''] = await idsOf('verifone-1');
    const [c = '', d = ''] = await idsOf('monri-1');
    graph.fail('VERIFONE', () => vendorAnswer(500));
    const arrivals = graph.watch();
    const { data, errors, extensions } = await graph.query(batch, { ids: [a, c, b, d] });
    graph.fail('VERIFONE', null);

    expect(data).toEqual({ nodes: [null, { id: c }, null, { id: d }] });
    expect(errors).toEqual(
      [0, 2].map((index) =>
        unavailable(
          { provider: 'VERIFONE', account: 'verifone-1', path: ['nodes', index] },
          extensions.requestId,
        ),
      ),
    );
    expect(arrivals.filter(({ provider }) => provider === 'VERIFONE')).toHaveLength(1);
  });
});

describe('a token that cannot be had', () => {
  const faults: readonly (readonly [keyof typeof messages, Fault])[] = [
    ['PROVIDER_UNAUTHORIZED', vendorAnswer(401)],
    ['PROVIDER_UNAUTHORIZED', vendorAnswer(400)],
    ['PROVIDER_UNAVAILABLE', vendorAnswer(500)],
    ['PROVIDER_UNAVAILABLE', { kind: 'cut' }],
    ['PROVIDER_UNAVAILABLE', { kind: 'hang' }],
    ['RATE_LIMITED', vendorAnswer(429)],
    ['PROVIDER_BAD_RESPONSE', wrongAnswers.html],
    ['PROVIDER_BAD_RESPONSE', wrongAnswers.malformed],
    ['PROVIDER_BAD_RESPONSE', wrongAnswers.null],
    ['PROVIDER_BAD_RESPONSE', wrongAnswers.empty],
  ];

  it.each(faults)('is %s, and nothing but the token is asked for: %j', async (code, fault) => {
    const fresh = await startGraph({ limits: { requestTimeoutMs: 1000 } }, { customers: 1 });
    const arrivals = fresh.watch();
    for (const [provider, account] of [
      ['VERIFONE', 'verifone-2'],
      ['BANKING_SERVICE', 'banking-service'],
    ] as const) {
      fresh.fail(provider, (request) => (isTokenRequest(request) ? fault : null));
      const customerId = fresh.keysOf(provider, provider === 'VERIFONE' ? 1 : 0)[0];
      const by = { providerCustomerId: { provider, account, customerId } };
      const query = 'query($by: CustomerLookupInput!) { customer(by: $by) { id } }';
      const text = await (await fresh.send({ query, variables: { by } })).text();
      const { data, errors, extensions } = JSON.parse(text);
      expect(data).toEqual({ customer: null });
      const retryable = code !== 'PROVIDER_UNAUTHORIZED';
      expect(errors).toEqual([
        {
          message: messages[code],
          locations: [expect.anything()],
          path: ['customer'],
          extensions: { code, provider, account, retryable, requestId: extensions.requestId },
        },
      ]);
      expect(leaksIn(text, fresh)).toEqual([]);
    }
    await fresh.close();
    // What is cut off is asked for three times.
    const times = fault.kind === 'cut' ? 3 : 1;
    expect(arrivals.map(isTokenRequest)).toEqual(Array(2 * times).fill(true));
  });

  it('is available again once the provider is back', async () => {
    const query = '{ customers(accounts: ["verifone-2"], first: 1) { nodes { id } sources { status } } }';
    const statusesOf = async (): Promise<unknown> =>
      (await (await graph.send({ query })).json()).data.customers.sources;
    graph.fail('VERIFONE', (request) => (isTokenRequest(request) ? vendorAnswer(401) : null));
    expect(await statusesOf()).toEqual([{ status: 'FAILED' }]);
    graph.fail('VERIFONE', null);
    expect(await statusesOf()).toEqual([{ status: 'PARTIAL' }]);
  });
});
