import { print } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wrongAnswers, type Fault } from '../src/emulators/kit/faults.ts';
import type { OneCustomerOfEachQuery } from './graphql/graphql.ts';
import { graphql, readFragment } from './graphql/index.ts';
import { isTokenRequest, leaksIn, messages, vendorAnswer } from './support/faults.ts';
import { startGraph, type Answer, type RunningGraph } from './support/graph.ts';

const fields = { BAMBOO: 'bamboo', BANKING_SERVICE: 'bank', MONRI: 'monri', VERIFONE: 'verifone' } as const;
const accounts = { ...fields, BANKING_SERVICE: 'banking-service', MONRI: 'monri-1', VERIFONE: 'verifone-1' };
type Provider = keyof typeof fields;
const providers = Object.keys(fields) as Provider[];

/** A graph for each provider, so that all of them can fail at the same time, one in each. */
const graphs: [Provider, RunningGraph][] = [];
beforeAll(async () => {
  for (const provider of providers) {
    graphs.push([provider, await startGraph({ limits: { requestTimeoutMs: 1500 } }, { customers: 3 })]);
  }
});
afterAll(() => Promise.all(graphs.map(([, graph]) => graph.close())));

const customerFacts = graphql(`
  fragment CustomerFacts on Customer {
    id
    fullName
    email
    createdAt
    merchantReference
  }
`);

const oneOfEach = graphql(`
  query OneCustomerOfEach($bamboo: String!, $bank: String!, $monri: String!, $verifone: String!) {
    bamboo: customer(by: { reference: { provider: BAMBOO, reference: $bamboo } }) {
      ...CustomerFacts
    }
    bank: customer(by: { providerCustomerId: { provider: BANKING_SERVICE, customerId: $bank } }) {
      ...CustomerFacts
    }
    monri: customer(by: { providerCustomerId: { provider: MONRI, account: "monri-1", customerId: $monri } }) {
      ...CustomerFacts
    }
    verifone: customer(
      by: { providerCustomerId: { provider: VERIFONE, account: "verifone-1", customerId: $verifone } }
    ) {
      ...CustomerFacts
    }
  }
`);

/** Reads one customer of each provider; the answer as text as well, headers included. */
async function read(graph: RunningGraph) {
  const entries = providers.map((provider) => [fields[provider], graph.keysOf(provider)[0]]);
  const body = { query: print(oneOfEach), variables: Object.fromEntries(entries) };
  const response = await graph.send(body);
  const text = await response.text();
  const { data, errors, extensions } = JSON.parse(text) as Answer<OneCustomerOfEachQuery>;
  return { data, errors, extensions, text: JSON.stringify([...response.headers]) + text };
}

type Code = keyof typeof messages;

/** Every way to fail, and what it is called. */
const faults: Readonly<Record<Code, readonly Fault[]>> = {
  PROVIDER_UNAVAILABLE: [
    vendorAnswer(500),
    vendorAnswer(502),
    vendorAnswer(503, { 'retry-after': '30' }),
    vendorAnswer(408),
    { kind: 'slow', ms: 2500 },
    { kind: 'hang' },
    { kind: 'hang', after: true },
    { kind: 'hang in body' },
    { kind: 'cut' },
    { kind: 'cut', after: true },
  ],
  RATE_LIMITED: [vendorAnswer(429), vendorAnswer(429, { 'retry-after': '30' })],
  PROVIDER_UNAUTHORIZED: [vendorAnswer(401), vendorAnswer(403)],
  PROVIDER_REJECTED: [vendorAnswer(400)],
  PROVIDER_BAD_RESPONSE: [
    vendorAnswer(302, { location: 'http://127.0.0.1:9/vendor-secret' }),
    vendorAnswer(200),
    ...Object.values(wrongAnswers),
    { kind: 'answer', status: 200, body: '' },
    { kind: 'answer', status: 200, body: '[]' },
    { kind: 'answer', status: 200, body: '{"id":[],"uuid":[],"customer":1}' },
    { kind: 'answer', status: 200, body: '{"isSuccess":true,"status":"approved","data":null}' },
  ],
};
const cases = Object.entries(faults).flatMap(([code, same]) =>
  same.map((fault) => ({ code: code as Code, fault })),
);

const instant: unknown = expect.stringMatching(/^20\d\d-.*Z$/);

/** Whether the provider says when to ask again. */
function waits(fault: Fault): boolean {
  return fault.kind === 'answer' && fault.headers?.['retry-after'] !== undefined;
}

describe('a provider that fails', () => {
  it.each(cases)(
    'is an error on its own field, the rest complete: $code for $fault',
    async ({ fault, code }) => {
      const check = async ([provider, graph]: readonly [Provider, RunningGraph]): Promise<void> => {
        const healthy = await read(graph);
        expect(healthy.errors).toBeUndefined();
        graph.fail(provider, (request) => (isTokenRequest(request) ? null : fault));
        const { data, errors, extensions, text } = await read(graph);
        graph.fail(provider, null);

        const field = fields[provider];
        expect(readFragment(customerFacts, healthy.data?.[field])?.id).toMatch(/^2/);
        expect(data).toEqual({ ...healthy.data, [field]: null });
        expect(errors).toEqual([
          {
            message: messages[code],
            locations: [expect.anything()],
            path: [field],
            extensions: {
              code,
              provider,
              account: accounts[provider],
              retryable: code !== 'PROVIDER_UNAUTHORIZED' && code !== 'PROVIDER_REJECTED',
              requestId: extensions.requestId,
              ...(waits(fault) ? { retryAt: instant } : {}),
            },
          },
        ]);
        expect(leaksIn(text, graph)).toEqual([]);
        expect(graph.defects).toEqual([]);
      };
      await Promise.all(graphs.map(check));
    },
  );

  it('sends too much to read: that is no answer either', async () => {
    const [, graph] = graphs[0] ?? [];
    graph?.fail('BAMBOO', () => ({ kind: 'answer', status: 200, body: ' '.repeat(5_000_000) }));
    const { errors } = graph ? await read(graph) : {};
    graph?.fail('BAMBOO', null);
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['PROVIDER_BAD_RESPONSE']);
  });
});
