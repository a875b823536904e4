import { describe, expect, it } from 'vitest';
import { held, settled } from '../../test/support/held.ts';
import { incoming, origin, outgoing } from '../../test/support/outgoing.ts';
import { withConcurrency } from './concurrency.ts';
import type { Incoming } from './exchange.ts';

describe('a provider that cannot keep up', () => {
  /** How many calls are in flight when a hundred are asked for, after each answer so far. */
  async function inFlightAfter(answers: readonly Incoming[]): Promise<number> {
    const { exchange, sent, release } = held();
    let at = 0;
    const limited = withConcurrency(
      async (sending) => {
        const scripted = answers[at];
        at += 1;
        return scripted ?? exchange(sending);
      },
      { concurrency: 10, queue: 199 },
      origin,
    );
    while (at < answers.length) await limited(outgoing());
    const calls = Array.from({ length: 100 }, () => limited(outgoing()));
    await settled();
    const most = sent.length;
    for (let index = 0; index < 100; index += 1) await release();
    await Promise.all(calls);
    return most;
  }

  it.each([429, 503, 504])('with status %i gets fewer calls at once', async (status) => {
    expect(await inFlightAfter([incoming(status)])).toBe(8);
  });

  it('gets fewer each time', async () => {
    expect(await inFlightAfter([incoming(503), incoming(503), incoming(503)])).toBe(5);
  });

  it.each([200, 400, 401, 404, 500])('is another matter than status %i', async (status) => {
    expect(await inFlightAfter([incoming(status)])).toBe(10);
  });

  it('gets more again as it answers, and all calls are sent', async () => {
    let most = 0;
    let inFlight = 0;
    let asked = 0;
    const limited = withConcurrency(
      async () => {
        asked += 1;
        if (asked <= 20) return incoming(503);
        inFlight += 1;
        most = Math.max(most, inFlight);
        await settled();
        inFlight -= 1;
        return incoming(200);
      },
      { concurrency: 10, queue: 999 },
      origin,
    );
    for (let index = 0; index < 20; index += 1) await limited(outgoing());
    await Promise.all(Array.from({ length: 500 }, () => limited(outgoing())));
    expect(asked).toBe(520);
    expect(most).toBe(10);
  });
});
