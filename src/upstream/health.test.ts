import { describe, expect, it } from 'vitest';
import { createFakeTime } from '../../test/support/fake-time.ts';
import { guardedBy } from '../../test/support/guarded.ts';
import { incoming, origin, outgoing } from '../../test/support/outgoing.ts';
import { createCall } from '../testing/support/vault.ts';
import { createBreaker } from './breaker.ts';
import type { Exchange, Incoming } from './exchange.ts';
import { createGuard } from './guard.ts';

const start = new Date('2026-11-20T12:00:00Z');

/** An exchange as an account has it. */
function guarded(exchange: Exchange, now: () => Date, time = createFakeTime(() => 0)) {
  const guard = createGuard({ origin, time, now, createBreaker });
  return { exchange: guardedBy(guard, exchange, time), health: guard.health, time };
}

/** Health after answers and failures in turn, a second apart. */
async function after(...outcomes: readonly (Incoming | Error)[]) {
  const left = [...outcomes];
  let clock = start;
  const { exchange, health, time } = guarded(
    async () => {
      const outcome = left.shift();
      if (outcome instanceof Error || outcome === undefined) throw outcome ?? new Error('Nothing left.');
      return outcome;
    },
    () => clock,
  );
  const wait = (seconds: number): void => {
    clock = new Date(clock.getTime() + seconds * 1000);
    time.pass(seconds * 1000);
  };
  while (left.length > 0) {
    await exchange(outgoing()).catch(() => undefined);
    wait(1);
  }
  return { exchange, health, wait };
}

const ok = incoming(200);
const broken = new Error('fetch failed');
const times = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value);

describe('health', () => {
  it('is unknown before the first request', async () => {
    const { health } = await after();
    expect(health()).toEqual({ status: 'UNKNOWN', lastSuccessAt: null, retryAt: null });
  });

  it('has the time of the last success', async () => {
    const { health } = await after(ok, ok, broken);
    expect(health()).toEqual({
      status: 'UP',
      lastSuccessAt: new Date('2026-11-20T12:00:01Z'),
      retryAt: null,
    });
  });

  it.each([
    ['no answer', broken, 'DEGRADED'],
    ['500', incoming(500), 'DEGRADED'],
    ['503', incoming(503), 'DEGRADED'],
    ['400', incoming(400), 'UP'],
    ['401', incoming(401), 'UP'],
    ['404', incoming(404), 'UP'],
    ['429', incoming(429), 'UP'],
  ])('follows whether the provider works: %s', async (_what, outcome, status) => {
    const { health } = await after(outcome);
    expect(health().status).toBe(status);
  });

  it('is degraded if half of the requests fail', async () => {
    expect((await after(ok, ok, ok, broken, broken)).health().status).toBe('UP');
    expect((await after(ok, ok, broken, broken)).health().status).toBe('DEGRADED');
  });

  it('forgets all but the last twenty requests', async () => {
    const ill = times(5, [...times(9, broken), ok]).flat();
    expect((await after(...ill)).health().status).toBe('DEGRADED');
    expect((await after(...ill, ...times(11, ok))).health().status).toBe('UP');
    expect((await after(...times(50, ok), ...times(9, broken))).health().status).toBe('UP');
    expect((await after(...times(50, ok), ...times(9, broken), ok, broken)).health().status).toBe('DEGRADED');
  });

  it.each([429, 503])('says until when the provider wants to be left alone after a %i', async (status) => {
    const { health, wait } = await after(incoming(status, '', { 'retry-after': '30' }));
    expect(health().retryAt).toEqual(new Date('2026-11-20T12:00:30Z'));
    wait(28.999);
    expect(health().retryAt).toEqual(new Date('2026-11-20T12:00:30Z'));
    wait(0.001);
    expect(health().retryAt).toBeNull();
  });

  it('makes nothing of the header under another status', async () => {
    const { health } = await after(incoming(200, '', { 'retry-after': '30' }));
    expect(health().retryAt).toBeNull();
  });

  it('passes answers and failures on', async () => {
    const { exchange } = guarded(
      async ({ attempt }) => {
        if (attempt === 2) throw broken;
        return ok;
      },
      () => start,
    );
    expect(await exchange(outgoing())).toBe(ok);
    await expect(exchange(outgoing({ attempt: 2 }))).rejects.toBe(broken);
  });

  it('is down while the breaker is not closed, and says when it is worth to try again', async () => {
    const { exchange, health, wait } = await after(...times(10, broken));
    const retryAt = new Date('2026-11-20T12:00:14Z');
    expect(health()).toEqual({ status: 'DOWN', lastSuccessAt: null, retryAt });
    await expect(exchange(outgoing())).rejects.toMatchObject({
      code: 'PROVIDER_UNAVAILABLE',
      retryable: true,
      origin,
      facts: { retryAt },
      message: expect.stringContaining('this call was not sent'),
    });
    wait(5);
    expect(health()).toEqual({ status: 'DOWN', lastSuccessAt: null, retryAt: null });
  });

  it('is degraded once a call gets through again', async () => {
    const answers = [...times(10, broken), ok];
    const time = createFakeTime(() => 0);
    const { exchange, health } = guarded(
      async () => {
        const answer = answers.shift();
        if (answer instanceof Error || !answer) throw broken;
        return answer;
      },
      () => start,
      time,
    );
    for (let count = 0; count < 50; count += 1) await exchange(outgoing()).catch(() => undefined);
    expect([health().status, answers.length]).toEqual(['DOWN', 1]);
    time.pass(5000);
    expect(await exchange(outgoing())).toBe(ok);
    expect(health()).toEqual({ status: 'DEGRADED', lastSuccessAt: start, retryAt: null });
  });

  it.each([
    ['a caller who goes away', new DOMException('Aborted.', 'AbortError'), 5000, 'UNKNOWN'],
    ['a deadline that was short', new DOMException('Timed out.', 'TimeoutError'), 999, 'UNKNOWN'],
    ['a deadline that was not', new DOMException('Timed out.', 'TimeoutError'), 1000, 'DEGRADED'],
  ])('after %s is as it should be', async (_what, reason, ms, status) => {
    const time = createFakeTime();
    const leaving = new AbortController();
    const { exchange, health } = guarded(
      async () => {
        time.pass(ms);
        leaving.abort(reason);
        throw reason;
      },
      () => start,
      time,
    );
    await exchange(outgoing({ call: createCall(leaving.signal) })).catch(() => undefined);
    expect(health().status).toBe(status);
  });
});
