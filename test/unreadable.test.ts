import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGraph, type Answer, type RunningGraph } from './support/graph.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph({}, { customers: 3 })));
afterAll(() => graph.close());

const sources = 'sources { account { key } status unreadable problem { code message } }';
const list = `{ customers(accounts: ["monri-1", "verifone-1"]) { nodes { providerCustomerId } pageInfo { hasNextPage } ${sources} } }`;

async function ask(query: string) {
  const response = await graph.send({ query });
  const { data, errors } = (await response.json()) as Answer<Record<string, unknown>>;
  expect(errors).toBeUndefined();
  return data;
}

/** Monri's answers to these paths, until the test is over. */
async function withAnswer<Result>(path: RegExp, data: readonly unknown[], work: () => Promise<Result>) {
  const body = JSON.stringify({ status: 'approved', data });
  graph.fail('MONRI', ({ url }) =>
    path.test(new URL(url).pathname) ? { kind: 'answer', status: 200, body } : null,
  );
  const result = await work();
  graph.fail('MONRI', null);
  return result;
}

it('leaves a customer that cannot be read out of a list, and says so beside its account', async () => {
  const rows = [
    { id: 'a', phone: 7 },
    { id: [], name: 'Unknown' },
    { id: 12, created_at: 'soon' },
  ];
  const answer = await withAnswer(/customers$/, rows, () => ask(list));
  const others = graph.keysOf('VERIFONE').map((key) => ({ providerCustomerId: key }));
  const message = 'One item of the provider cannot be read and is left out.';
  expect(answer).toEqual({
    customers: {
      nodes: [{ providerCustomerId: 'a' }, { providerCustomerId: '12' }, ...others],
      pageInfo: { hasNextPage: false },
      sources: [
        {
          account: { key: 'monri-1' },
          status: 'PARTIAL',
          unreadable: 1,
          problem: { code: 'PROVIDER_BAD_RESPONSE', message },
        },
        { account: { key: 'verifone-1' }, status: 'COMPLETE', unreadable: 0, problem: null },
      ],
    },
  });
});

it('leaves a payment method that cannot be read out of a list, and says so beside it', async () => {
  const [customerId = ''] = graph.keysOf('MONRI');
  const by = `{ providerCustomerId: { provider: MONRI, account: "monri-1", customerId: "${customerId}" } }`;
  const query = `{ customer(by: ${by}) { paymentMethods { nodes { displayLabel } ${sources} } } }`;
  const rows = [{ id: 'k', masked_pan: '405840******0005', expired: 'false' }, { token: 'no id' }, {}];
  const answer = await withAnswer(/payment-methods$/, rows, () => ask(query));
  expect(answer).toMatchObject({
    customer: {
      paymentMethods: {
        nodes: [{ displayLabel: 'Visa •••• 0005' }],
        sources: [{ status: 'PARTIAL', unreadable: 2, problem: { code: 'PROVIDER_BAD_RESPONSE' } }],
      },
    },
  });
});
