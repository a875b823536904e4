import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientOver, write } from '../../test/support/client.ts';
import { incoming, origin, outgoing } from '../../test/support/outgoing.ts';
import { createCall } from '../../test/support/vault.ts';
import { withConcurrency } from './concurrency.ts';
import type { Exchange, Incoming, Outgoing } from './exchange.ts';

/** An exchange whose answers come when they are let go, and what was sent through it. */
function held() {
  const sent: Outgoing[] = [];
  const waiting: PromiseWithResolvers<Incoming>[] = [];
  const exchange: Exchange = (sending) => {
    sent.push(sending);
    const answer = Promise.withResolvers<Incoming>();
    waiting.push(answer);
    return answer.promise;
  };
  const release = async (): Promise<void> => {
    waiting.shift()?.resolve(incoming(200, { name: 'Ana' }));
    await settled();
  };
  return { exchange, sent, release };
}

/** After everything that waits for nothing but its turn. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const refused = {
  code: 'PROVIDER_UNAVAILABLE',
  retryable: true,
  origin,
  message: expect.stringMatching(/not sent.*`limits\.concurrency` and `limits\.queue`/),
};

describe('the limit', () => {
  it('is never passed and is used up', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.tuple(fc.nat(3), fc.boolean()), { minLength: 8, maxLength: 40 }),
        async (concurrency, requests) => {
          let inFlight = 0;
          let most = 0;
          const exchange: Exchange = async ({ attempt }) => {
            inFlight += 1;
            most = Math.max(most, inFlight);
            const [ticks = 0, fails = false] = requests[attempt] ?? [];
            for (let tick = 0; tick <= ticks; tick += 1) await settled();
            inFlight -= 1;
            if (fails) throw new Error('No.');
            return incoming(200);
          };
          const limited = withConcurrency(exchange, { concurrency, queue: 256 }, origin);
          const results = await Promise.allSettled(
            requests.map((_request, attempt) => limited(outgoing({ attempt }))),
          );
          const fates = results.map(({ status }) => status === 'rejected');
          expect(fates).toEqual(requests.map(([, fails]) => fails));
          expect([most, inFlight]).toEqual([concurrency, 0]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('lets those that wait go in the order they came', async () => {
    const { exchange, sent, release } = held();
    const limited = withConcurrency(exchange, { concurrency: 1, queue: 9 }, origin);
    const answers = [1, 2, 3].map((attempt) => limited(outgoing({ attempt })));
    for (const order of [[1], [1, 2], [1, 2, 3]]) {
      await settled();
      expect(sent.map(({ attempt }) => attempt)).toEqual(order);
      await release();
    }
    expect(await Promise.all(answers)).toHaveLength(3);
  });
});

describe('a request too many', () => {
  it('is refused and not sent, and the others are answered', async () => {
    const { exchange, sent, release } = held();
    const limited = withConcurrency(exchange, { concurrency: 1, queue: 2 }, origin);
    const answers = [1, 2, 3].map((attempt) => limited(outgoing({ attempt })));
    await expect(limited(outgoing({ attempt: 4 }))).rejects.toMatchObject(refused);
    for (let index = 0; index < 3; index += 1) await release();
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(sent.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });

  it('is no unknown outcome although it is a write', async () => {
    const { exchange, sent, release } = held();
    const client = clientOver(withConcurrency(exchange, { concurrency: 1, queue: 0 }, origin));
    const first = client(write, createCall());
    await expect(client(write, createCall())).rejects.toMatchObject(refused);
    expect(sent).toHaveLength(1);
    await release();
    expect(await first).toEqual({ name: 'Ana' });
  });
});

describe('a request that is aborted', () => {
  it('before it came is not sent', async () => {
    const { exchange, sent } = held();
    const limited = withConcurrency(exchange, { concurrency: 1, queue: 1 }, origin);
    const call = createCall(AbortSignal.abort());
    await expect(limited(outgoing({ call }))).rejects.toMatchObject(refused);
    expect(sent).toEqual([]);
  });

  it('while it waits is refused at once, is never sent, and makes room for the next', async () => {
    const { exchange, sent, release } = held();
    const client = clientOver(withConcurrency(exchange, { concurrency: 1, queue: 2 }, origin));
    const first = client(write, createCall());
    const leaving = new AbortController();
    const waiting = client(write, createCall(leaving.signal));
    const last = client({ ...write, operation: 'last' }, createCall());
    await settled();
    await expect(client(write, createCall())).rejects.toMatchObject(refused);
    leaving.abort();
    await expect(waiting).rejects.toMatchObject(refused);
    const next = client({ ...write, operation: 'next' }, createCall());
    await settled();
    expect(sent).toHaveLength(1);
    for (let index = 0; index < 3; index += 1) await release();
    expect(await Promise.all([first, last, next])).toEqual([
      { name: 'Ana' },
      { name: 'Ana' },
      { name: 'Ana' },
    ]);
    expect(sent.map(({ operation }) => operation)).toEqual(['createCustomer', 'last', 'next']);
  });

  it('while it is in flight is an unknown outcome where it is a write', async () => {
    const { exchange, sent } = held();
    const client = clientOver(withConcurrency(exchange, { concurrency: 1, queue: 0 }, origin));
    const leaving = new AbortController();
    const writing = client(write, createCall(leaving.signal));
    await settled();
    leaving.abort();
    await expect(writing).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(sent).toHaveLength(1);
  });
});
