import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../config/schema-limits.ts';
import { clientOver, write } from '../../test/support/client.ts';
import { incoming, origin, outgoing } from '../../test/support/outgoing.ts';
import { createCall } from '../testing/support/vault.ts';
import { held, settled } from '../../test/support/held.ts';
import { withConcurrency } from './concurrency.ts';
import type { Exchange } from './exchange.ts';

const refused = {
  code: 'PROVIDER_UNAVAILABLE',
  retryable: true,
  origin,
  message: expect.stringMatching(/not sent.*`limits\.concurrency` and `limits\.queue`/),
};

const over = {
  code: 'PROVIDER_UNAVAILABLE',
  retryable: true,
  origin,
  message: expect.stringMatching(/time was over before this call was sent.*`limits\.requestTimeoutMs`/),
};
const timeout = new DOMException('Too late.', 'TimeoutError');

describe('the default limits', () => {
  it('serve 128 callers with fifty calls each, all at once', async () => {
    const { concurrency, queue } = limits.parse({});
    let inFlight = 0;
    let most = 0;
    const exchange: Exchange = async () => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await settled();
      inFlight -= 1;
      return incoming(200, {});
    };
    const limited = withConcurrency(exchange, { concurrency, queue }, origin);
    const callers = Array.from({ length: 128 }, () => createCall());
    const calls = callers.flatMap((call) => Array.from({ length: 50 }, () => limited(outgoing({ call }))));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(most).toBe(concurrency);
  });
});

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

  it('lets no newcomer overtake when a turn ends', async () => {
    const { exchange, sent, release } = held();
    const limited = withConcurrency(exchange, { concurrency: 1, queue: 9 }, origin);
    const first = limited(outgoing({ attempt: 1 }));
    const waiting = [2, 3].map((attempt) => limited(outgoing({ attempt })));
    const newcomer = first.then(() => limited(outgoing({ attempt: 4 })));
    await settled();
    for (let index = 0; index < 4; index += 1) await release();
    await Promise.all([...waiting, newcomer]);
    expect(sent.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
  });
});

describe('callers whose requests wait', () => {
  it('take turns, so that one with a hundred requests does not hold up the others', async () => {
    const { exchange, sent, release } = held();
    const limited = withConcurrency(exchange, { concurrency: 1, queue: 199 }, origin);
    const busy = Array.from({ length: 100 }, () =>
      limited(outgoing({ call: { ...createCall(), caller: 'busy' } })),
    );
    const small = limited(outgoing({ operation: 'small', call: { ...createCall(), caller: 'quiet' } }));
    for (let index = 0; index < 101; index += 1) await release();
    await Promise.all([...busy, small]);
    expect(sent.findIndex(({ operation }) => operation === 'small')).toBeLessThan(3);
  });
});

describe('requests that wait', () => {
  it('take turns, so that one with fifty calls does not hold up the others', async () => {
    const { exchange, sent, release } = held();
    const limited = withConcurrency(exchange, { concurrency: 1, queue: 99 }, origin);
    const large = createCall();
    const calls = Array.from({ length: 50 }, (_, attempt) => limited(outgoing({ attempt, call: large })));
    const small = limited(outgoing({ operation: 'small' }));
    for (let index = 0; index < 51; index += 1) await release();
    await Promise.all([...calls, small]);
    expect(sent.findIndex(({ operation }) => operation === 'small')).toBeLessThan(3);
    expect(sent.filter(({ call }) => call === large).map(({ attempt }) => attempt)).toEqual(
      calls.map((_, index) => index),
    );
  });

  it('for longer than three quarters of their time are refused, not sent', async () => {
    const { exchange, sent } = held();
    const limited = withConcurrency(exchange, { concurrency: 1, queue: 9 }, origin);
    void limited(outgoing());
    const call = { ...createCall(), deadline: performance.now() + 200 };
    await expect(limited(outgoing({ call }))).rejects.toMatchObject(refused);
    expect(sent).toHaveLength(1);
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
    const call = createCall(AbortSignal.abort(timeout));
    await expect(limited(outgoing({ call }))).rejects.toMatchObject(over);
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
    leaving.abort(timeout);
    await expect(waiting).rejects.toMatchObject(over);
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

  it('by its caller while it waits is reported as such', async () => {
    const { exchange } = held();
    const limited = withConcurrency(exchange, { concurrency: 1, queue: 1 }, origin);
    void limited(outgoing());
    const leaving = new AbortController();
    const waiting = limited(outgoing({ call: createCall(leaving.signal) }));
    leaving.abort();
    await expect(waiting).rejects.toMatchObject({ message: expect.stringMatching(/caller went away/) });
  });
});
