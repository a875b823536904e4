import { setTimeout } from 'node:timers/promises';
import { print } from 'graphql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from './support/graph.ts';
import { createCustomer } from './support/write-operations.ts';
import { writesOf } from './support/writing.ts';

let graph: RunningGraph;
/** A request to Monri: resolves when it has arrived, when its answer may leave, and when it is no longer awaited. */
let arrived: PromiseWithResolvers<void>;
let released: PromiseWithResolvers<void>;
let cut: PromiseWithResolvers<void>;
beforeEach(async () => {
  [arrived, released, cut] = [Promise.withResolvers(), Promise.withResolvers(), Promise.withResolvers()];
  // So long that nothing here ends of itself.
  const limits = { requestTimeoutMs: 120_000 };
  graph = await startGraph(
    { limits },
    {
      customers: 1,
      decorate: (fetch, provider) => async (request) => {
        if (provider !== 'MONRI') return fetch(request);
        request.signal.addEventListener('abort', () => cut.resolve());
        arrived.resolve();
        await released.promise;
        return fetch(request);
      },
    },
  );
});
afterEach(() => graph.close());

/** Asks the graph, and hangs up as soon as the provider is asked. */
async function hangUp(body: object): Promise<void> {
  const client = new AbortController();
  const answer = fetch(graph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: client.signal,
  });
  await arrived.promise;
  client.abort();
  await expect(answer).rejects.toThrow('aborted');
}

describe('a client that hangs up', () => {
  it('has the provider asked no longer, if it wanted to read', async () => {
    await hangUp({ query: '{ customers(accounts: ["monri-1"]) { nodes { id } } }' });
    await expect(cut.promise).resolves.toBeUndefined();
    released.resolve();
  });

  it('has its write carried out all the same, and the outcome kept', async () => {
    const customer = { fullName: 'Ana Horvat' };
    const input = { provider: 'MONRI', account: 'monri-1', customer, idempotencyKey: 'hung-up' } as const;
    const before = graph.keysOf('MONRI').length;
    await hangUp({ query: print(createCustomer), variables: { input } });
    // Until the graph has noticed.
    await setTimeout(300);
    released.resolve();
    await expect.poll(() => graph.keysOf('MONRI').length).toBe(before + 1);
    await expect
      .poll(() => writesOf(graph).createCustomer(input))
      .toMatchObject({ __typename: 'CreateCustomerSuccess', replayed: true });
    expect(graph.keysOf('MONRI')).toHaveLength(before + 1);
  });
});
