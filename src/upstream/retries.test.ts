import { describe, expect, it } from 'vitest';
import { createFakeTime } from '../../test/support/fake-time.ts';
import { incoming, origin, outgoing } from '../../test/support/outgoing.ts';
import { createCall } from '../testing/support/vault.ts';
import { ProviderError } from '../domain/errors.ts';
import { NotSentError } from './departure.ts';
import { BodyTooLargeError, type Incoming, type Outgoing } from './exchange.ts';
import { withRetries } from './retries.ts';

const calendar = new Date('2026-11-20T12:00:00Z');

/** Sends requests to a provider that gives these outcomes in turn, the last of them for ever. */
function over(outcomes: readonly (Incoming | Error)[], random = 0.5) {
  const sent: Outgoing[] = [];
  const retried: string[] = [];
  const time = createFakeTime(() => random);
  const exchange = withRetries(
    async (sending) => {
      const outcome = outcomes[sent.push(sending) - 1] ?? outcomes.at(-1);
      if (outcome instanceof Error || !outcome) throw outcome ?? new Error('Nothing was given.');
      return outcome;
    },
    {
      time,
      now: () => calendar,
      observer: {
        called: () => undefined,
        waited: () => undefined,
        retried: (operation) => retried.push(operation),
        limited: () => undefined,
        shared: () => undefined,
        cached: () => undefined,
        switched: () => undefined,
      },
    },
  );
  const send = async (changes: Partial<Outgoing> = {}) =>
    exchange(outgoing({ call: { ...createCall(), deadline: time.now() + 10_000 }, ...changes })).then(
      ({ status }) => status,
      (error: Error) => error,
    );
  const attempts = () => sent.map(({ attempt }) => attempt);
  return { send, attempts, retried, time };
}

const ok = incoming(200);
const busy = incoming(503);
const reset = new TypeError('fetch failed');
const notSent = new NotSentError('No connection was established.');

describe('a read', () => {
  it.each([
    ['502', incoming(502)],
    ['503', busy],
    ['504', incoming(504)],
    ['429 with Retry-After', incoming(429, '', { 'retry-after': '2' })],
    ['a connection that is cut', reset],
    ['a connection that is refused', notSent],
  ])('is sent once more after %s', async (_what, first) => {
    const { send, attempts, retried } = over([first, ok]);
    expect(await send()).toBe(200);
    expect([attempts(), retried]).toEqual([[1, 2], ['getCustomer']]);
  });

  it.each([
    ['500', incoming(500)],
    ['501', incoming(501)],
    ['400', incoming(400)],
    ['401', incoming(401)],
    ['403', incoming(403)],
    ['404', incoming(404)],
    ['409', incoming(409)],
    ['429 alone', incoming(429)],
    ['429 and a Retry-After that is none', incoming(429, '', { 'retry-after': 'soon' })],
    ['an answer that is too large', new BodyTooLargeError('Too large.')],
    ['a refusal of ours', new ProviderError('PROVIDER_UNAVAILABLE', origin)],
  ])('is not sent once more after %s', async (_what, first) => {
    const { send, attempts } = over([first, ok]);
    expect(await send()).toBe(first instanceof Error ? first : first.status);
    expect(attempts()).toEqual([1]);
  });

  it('is sent three times at most, and its last outcome counts', async () => {
    const { send, attempts } = over([busy, reset, incoming(502), ok]);
    expect(await send()).toBe(502);
    expect(attempts()).toEqual([1, 2, 3]);
  });

  it('waits up to 50 ms, then up to 100 ms, as chance has it', async () => {
    const { send, time } = over([busy], 0.5);
    await send();
    expect(time.pauses).toEqual([25, 50]);
  });

  it('waits for no more than its share of the time that is left', async () => {
    const { send, time } = over([busy, ok], 1);
    await send({ call: { ...createCall(), deadline: time.now() + 120 } });
    expect(time.pauses).toEqual([30]);
  });

  it.each([
    [{ 'retry-after': '3' }, 3000],
    [{ 'retry-after': 'Fri, 20 Nov 2026 12:00:04 GMT' }, 4000],
  ])('waits as long as the provider asks it to: %j', async (headers, ms) => {
    const { send, time } = over([incoming(503, '', headers), ok], 0);
    expect(await send()).toBe(200);
    expect(time.pauses).toEqual([ms]);
  });

  it('is over at once if the provider asks for more time than there is', async () => {
    const { send, attempts, time } = over([incoming(429, '', { 'retry-after': '10' }), ok]);
    expect(await send()).toBe(429);
    expect([attempts(), time.pauses]).toEqual([[1], []]);
  });

  it('is over at once if its time is', async () => {
    const { send, attempts } = over([busy, ok]);
    const call = { ...createCall(AbortSignal.abort()), deadline: performance.now() + 10_000 };
    expect(await send({ call })).toBe(503);
    expect(await send({ call: createCall(AbortSignal.abort()) })).toBe(200);
    expect(attempts()).toEqual([1, 1]);
  });

  it('goes on counting if an attempt came before', async () => {
    const { send, attempts } = over([busy, ok]);
    await send({ attempt: 2 });
    expect(attempts()).toEqual([2, 3]);
  });
});

describe('a write', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)(
    'is sent once more if it never left: %s',
    async (method) => {
      const { send, attempts } = over([notSent, ok]);
      expect(await send({ method })).toBe(200);
      expect(attempts()).toEqual([1, 2]);
    },
  );

  it.each([
    ['502', incoming(502)],
    ['503 with Retry-After', incoming(503, '', { 'retry-after': '1' })],
    ['504', incoming(504)],
    ['429 with Retry-After', incoming(429, '', { 'retry-after': '1' })],
    ['a connection that is cut', reset],
  ])('is never sent again once it left: %s', async (_what, first) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      const { send, attempts } = over([first, ok]);
      expect(await send({ method })).toBe(first instanceof Error ? first : first.status);
      expect(attempts()).toEqual([1]);
    }
  });

  it('that never left and then did is over', async () => {
    const { send, attempts } = over([notSent, reset, ok]);
    expect(await send({ method: 'POST' })).toBe(reset);
    expect(attempts()).toEqual([1, 2]);
  });

  it('that changes nothing, such as a request for a token, is like a read', async () => {
    const { send } = over([busy, ok]);
    expect(await send({ method: 'POST', changesNothing: true })).toBe(200);
  });
});

describe('an account', () => {
  it('has five retries when everything fails', async () => {
    const { send, attempts } = over([busy]);
    for (let count = 0; count < 100; count += 1) await send();
    expect(attempts()).toHaveLength(105);
  });

  it('earns one for ten successes, refusals included, and keeps ten at most', async () => {
    const answers = [...Array<Incoming>(500).fill(ok), ...Array<Incoming>(500).fill(incoming(404)), busy];
    const { send, attempts } = over(answers);
    for (let count = 0; count < 1100; count += 1) await send();
    expect(attempts()).toHaveLength(1110);
  });

  it('gets 99.9 % through if one of twenty calls fails, for less than a tenth more', async () => {
    let state = 7;
    // A generator of chance that is the same in every run.
    const chance = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const outcomes = Array.from({ length: 30_000 }, () => (chance() < 0.05 ? busy : ok));
    const { send, attempts } = over(outcomes);
    const statuses: unknown[] = [];
    for (let count = 0; count < 20_000; count += 1) statuses.push(await send());
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(19_980);
    expect(attempts().length).toBeLessThanOrEqual(22_000);
  });
});
