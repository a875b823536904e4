import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from './support/graph.ts';
import { accounts, methodById, readMethods } from './support/payment-methods.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

describe('a page of payment methods', () => {
  it.each([
    ['MONRI', 0],
    ['BANKING_SERVICE', 2],
  ] as const)('goes on after its last one, none skipped or repeated: %s', async (provider, index) => {
    const key = graph.keysOf(provider)[index] ?? '';
    const all = (await readMethods(graph, provider, key))?.paymentMethods;
    const account = { key: accounts[provider] };
    const done = { account, status: 'COMPLETE', retryCursor: null, problem: null };
    expect(all?.nodes).toHaveLength(3);
    expect(all?.sources).toEqual([done]);
    expect(all?.pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: all?.edges[0]?.cursor,
      endCursor: all?.edges[2]?.cursor,
    });

    const first = (await readMethods(graph, provider, key, { first: 2 }))?.paymentMethods;
    expect(first?.nodes).toEqual(all?.nodes.slice(0, 2));
    expect(first?.pageInfo.hasNextPage).toBe(true);
    expect(first?.sources).toEqual([{ ...done, status: 'PARTIAL' }]);

    const after = first?.pageInfo.endCursor ?? null;
    const second = (await readMethods(graph, provider, key, { first: 2, after }))?.paymentMethods;
    expect(second?.nodes).toEqual(all?.nodes.slice(2));
    expect(second?.pageInfo.hasNextPage).toBe(false);
    expect(second?.sources).toEqual([done]);
  });

  it.each(['BAMBOO', 'VERIFONE'] as const)(
    'is empty and says why if none can be listed: %s',
    async (provider) => {
      const arrivals = graph.watch();
      const customer = await readMethods(graph, provider, graph.keysOf(provider)[0] ?? '');
      expect(customer?.paymentMethods).toEqual({
        edges: [],
        nodes: [],
        pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
        sources: [
          {
            account: { key: accounts[provider] },
            status: 'UNSUPPORTED',
            retryCursor: null,
            problem: {
              __typename: 'UnsupportedOperationError',
              code: 'UNSUPPORTED_OPERATION',
              message: expect.stringMatching(/^(Bamboo|Verifone)'s .*\.$/),
              provider,
              retryable: false,
            },
          },
        ],
      });
      expect(arrivals).toHaveLength(1);
    },
  );
});

describe('one payment method by id', () => {
  it.each([
    ['MONRI', 0],
    ['BANKING_SERVICE', 2],
  ] as const)('is the one that was listed, with its customer: %s', async (provider, index) => {
    const customer = await readMethods(graph, provider, graph.keysOf(provider)[index] ?? '');
    const methods = customer?.paymentMethods?.nodes ?? [];
    expect(methods).toHaveLength(3);
    for (const method of methods) {
      const { data, errors } = await graph.query(methodById, { id: method.id });
      expect(errors).toBeUndefined();
      expect(data?.paymentMethod).toEqual({ ...method, customer: { id: customer?.id } });
    }
  });
});
