import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../../test/support/fake-clock.ts';
import type { Caller } from '../../access/caller.ts';
import { toStream } from './answer.ts';
import { createStreams } from './streams.ts';

const caller: Caller = {
  subject: 'ana',
  tenant: 'acme',
  scopes: [],
  expiresAt: new Date(Date.now() + 60_000),
};

function open(signal: AbortSignal) {
  const clock = createFakeClock();
  const ends: string[] = [];
  const streams = createStreams({ clock, observer: (event) => void ends.push(event) });
  const lease = streams.open(caller);
  if (!lease) throw new Error('There is no room.');
  const over = async () => ({ done: true, value: undefined }) as const;
  const { pieces } = toStream({ next: over, return: over }, lease, streams, {
    signal,
    finish: (result) => result,
    ended: (why) => void ends.push(why),
  });
  return { clock, ends, pieces };
}

describe('a stream', () => {
  it('is over as soon as its client hangs up, and keeps nothing', async () => {
    const client = new AbortController();
    const { clock, ends, pieces } = open(client.signal);
    expect(clock.due()).toHaveLength(1);
    client.abort();
    expect(ends).toEqual(['opened', 'gone', 'gone']);
    expect(clock.due()).toEqual([]);
    expect(await pieces?.next()).toBeNull();
  });

  it('is over at once if its client has hung up already', () => {
    const { clock, ends } = open(AbortSignal.abort());
    expect(ends).toEqual(['opened', 'gone', 'gone']);
    expect(clock.due()).toEqual([]);
  });

  it('is not cut any more once it is complete', async () => {
    const client = new AbortController();
    const { ends, pieces } = open(client.signal);
    for (let piece = await pieces?.next(); piece; piece = await pieces?.next());
    client.abort();
    expect(ends).toEqual(['opened', 'complete', 'complete']);
  });
});
