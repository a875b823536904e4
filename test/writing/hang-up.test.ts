import { setTimeout } from 'node:timers/promises';
import { print } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { createCustomer } from '../support/write-operations.ts';
import { isWrite, writesOf } from '../support/writing.ts';

let graph: RunningGraph;
let arrived: PromiseWithResolvers<void>;
let released: PromiseWithResolvers<void>;
beforeAll(async () => {
  [arrived, released] = [Promise.withResolvers(), Promise.withResolvers()];
  graph = await startGraph(
    {},
    {
      customers: 1,
      decorate: (fetch, provider) => async (request) => {
        if (provider === 'MONRI' && isWrite(request)) {
          arrived.resolve();
          await released.promise;
        }
        return fetch(request);
      },
    },
  );
});
afterAll(() => graph.close());

it('a write goes on although its client hangs up, and its outcome is kept', async () => {
  const customer = { fullName: 'Ana Horvat' };
  const input = { provider: 'MONRI', account: 'monri-1', customer, idempotencyKey: 'hung-up' } as const;
  const before = graph.keysOf('MONRI').length;
  const client = new AbortController();
  const answer = fetch(graph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: print(createCustomer), variables: { input } }),
    signal: client.signal,
  });
  await arrived.promise;
  client.abort();
  await expect(answer).rejects.toThrow('aborted');
  // Until the graph has noticed.
  await setTimeout(300);
  released.resolve();
  await expect.poll(() => graph.keysOf('MONRI').length).toBe(before + 1);
  await expect
    .poll(() => writesOf(graph).createCustomer(input))
    .toMatchObject({ __typename: 'CreateCustomerSuccess', replayed: true });
  expect(graph.keysOf('MONRI')).toHaveLength(before + 1);
});
