import { print } from 'graphql';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../src/emulators/kit/faults.ts';
import { startGraph, type Answer, type RunningGraph } from './support/graph.ts';
import { updateCustomer } from './support/write-operations.ts';
import { anyCustomer, kindOf, writesOf } from './support/writing.ts';

const requestTimeoutMs = 4000;
let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph({ limits: { requestTimeoutMs } }, { customers: 2 })));
afterEach(() => graph.fail('MONRI', null));
afterAll(() => graph.close());

const header = (value: string) => ({ 'x-request-timeout-ms': value });
const list = {
  query: '{ customers(first: 1, accounts: ["monri-1"]) { sources { status problem { code } } } }',
};

/** Sends a request whose caller waits so long; what it came to, and after how many milliseconds. */
async function timed(body: object, waitMs: number) {
  const start = performance.now();
  const response = await graph.send(body, header(String(waitMs)));
  const answer = (await response.json()) as Answer<unknown>;
  return { answer, ms: performance.now() - start };
}

describe('how long a caller waits', () => {
  it.each(['99', '4001', '0', '-200', '1e3', '200.5', ' ', '200, 300', '99999999999', 'soon-4111'])(
    'is a number within bounds, or nothing is sent: %j',
    async (value) => {
      const arrivals = graph.watch();
      const response = await graph.send(list, header(value));
      const { errors } = (await response.json()) as Answer<unknown>;
      expect(response.status).toBe(400);
      expect(errors).toMatchObject([
        {
          message: 'The header x-request-timeout-ms must be a whole number from 100 to 4000.',
          extensions: { code: 'INVALID_INPUT', retryable: false },
        },
      ]);
      expect(arrivals).toEqual([]);
    },
  );

  it.each(['100', '4000'])('may be %s', async (value) => {
    expect((await graph.send(list, header(value))).status).toBe(200);
  });

  it.each<Fault>([
    { kind: 'hang' },
    { kind: 'hang', after: true },
    { kind: 'hang in body' },
    { kind: 'slow', ms: 3000 },
  ])('is how long a read lasts: %j', async (fault) => {
    graph.fail('MONRI', () => fault);
    const ask = async (): Promise<number> => {
      const { answer, ms } = await timed(list, 200);
      const problem = { code: 'PROVIDER_UNAVAILABLE' };
      expect(answer.data).toEqual({ customers: { sources: [{ status: 'FAILED', problem }] } });
      expect(ms).toBeGreaterThan(195);
      return ms;
    };
    // More often than once if this machine is busy with something else.
    await expect.poll(ask).toBeLessThan(250);
  });

  it('is not passed while a write waits for another of the same record, and it is not sent then', async () => {
    const { id } = await anyCustomer(graph, { provider: 'MONRI', account: 'monri-1' });
    const answered = Promise.withResolvers<void>();
    graph.fail('MONRI', ({ method }) =>
      method === 'GET' ? null : { kind: 'held', until: answered.promise },
    );
    const arrivals = graph.watch();
    const writes = () => arrivals.filter(({ method }) => method !== 'GET').length;
    const first = writesOf(graph).updateCustomer({ id, patch: { description: 'First' } });
    await expect.poll(writes).toBe(1);
    const input = { id, patch: { description: 'Second' } };
    // The first is not answered before the second was.
    const { answer } = await timed({ query: print(updateCustomer), variables: { input } }, 200);
    answered.resolve();
    expect(answer.data).toMatchObject({
      updateCustomer: { __typename: 'UnavailableError', code: 'PROVIDER_UNAVAILABLE', retryable: true },
    });
    expect(kindOf(await first)).toBe('UpdateCustomerSuccess');
    expect(writes()).toBe(1);
  });
});
