import { describe, expect, it } from 'vitest';
import { incoming, outgoing } from '../../test/support/outgoing.ts';
import { createCall } from '../../test/support/vault.ts';
import type { Incoming } from './exchange.ts';
import { withHealth } from './health.ts';

const start = new Date('2026-11-20T12:00:00Z');

/** Health after answers and failures in turn, a second apart. */
async function after(...outcomes: readonly (Incoming | Error)[]) {
  const left = [...outcomes];
  let clock = start;
  const { exchange, health } = withHealth(
    async () => {
      const outcome = left.shift();
      if (outcome instanceof Error || outcome === undefined) throw outcome ?? new Error('Nothing left.');
      return outcome;
    },
    () => clock,
  );
  while (left.length > 0) {
    await exchange(outgoing()).catch(() => undefined);
    clock = new Date(clock.getTime() + 1000);
  }
  return { health, wait: (seconds: number) => (clock = new Date(clock.getTime() + seconds * 1000)) };
}

const ok = incoming(200);
const broken = new Error('fetch failed');
const times = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value);

describe('health', () => {
  it('is unknown before the first request', async () => {
    const { health } = await after();
    expect(health()).toEqual({ status: 'UNKNOWN', lastSuccessAt: null, retryAt: null });
  });

  it('tells the last success', async () => {
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
  ])('goes by whether the provider works: %s', async (_what, outcome, status) => {
    const { health } = await after(outcome);
    expect(health().status).toBe(status);
  });

  it('is degraded where half of the requests fail', async () => {
    expect((await after(ok, ok, ok, broken, broken)).health().status).toBe('UP');
    expect((await after(ok, ok, broken, broken)).health().status).toBe('DEGRADED');
  });

  it('forgets all but the last twenty requests', async () => {
    expect((await after(...times(50, broken), ...times(11, ok))).health().status).toBe('UP');
    expect((await after(...times(50, ok), ...times(9, broken))).health().status).toBe('UP');
    expect((await after(...times(50, ok), ...times(10, broken))).health().status).toBe('DEGRADED');
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
    const { exchange } = withHealth(
      async ({ attempt }) => {
        if (attempt === 2) throw broken;
        return ok;
      },
      () => start,
    );
    expect(await exchange(outgoing())).toBe(ok);
    await expect(exchange(outgoing({ attempt: 2 }))).rejects.toBe(broken);
  });

  it.each([
    ['a caller who goes away', new DOMException('Aborted.', 'AbortError'), 'UNKNOWN'],
    ['a deadline that is over', new DOMException('Timed out.', 'TimeoutError'), 'DEGRADED'],
  ])('after %s is as it should be', async (_what, reason, status) => {
    const { exchange, health } = withHealth(
      async ({ call }) => {
        throw call.signal.reason;
      },
      () => start,
    );
    await exchange(outgoing({ call: createCall(AbortSignal.abort(reason)) })).catch(() => undefined);
    expect(health().status).toBe(status);
  });
});
