import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../../test/support/fake-clock.ts';
import type { Caller } from '../../access/caller.ts';
import { toStream } from './answer.ts';
import { createStreams } from './streams.ts';

function open(signal: AbortSignal, { validForMs = 60_000, isStopped = false } = {}) {
  const clock = createFakeClock();
  const ends: string[] = [];
  const streams = createStreams({ clock, observer: (event) => void ends.push(event) });
  const expiresAt = new Date(Date.now() + validForMs);
  const caller: Caller = { subject: 'ana', tenant: 'acme', scopes: [], expiresAt };
  const lease = streams.open(caller);
  if (!lease) throw new Error('There is no room.');
  if (isStopped) streams.stop();
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

  it.each([
    ['expired', 'if its credential has expired since it was let in', { validForMs: -1 }],
    ['stopped', 'if its server has stopped since it was let in', { isStopped: true }],
  ])('is %s %s, says so, and keeps nothing', async (why, _when, options) => {
    const { clock, ends, pieces } = open(new AbortController().signal, options);
    expect(ends).toEqual(['opened', why, why]);
    expect(clock.due()).toEqual([]);
    const said = [await pieces?.next(), await pieces?.next(), await pieces?.next()];
    expect(said.join('')).toContain('retry:');
    expect(said.at(-1)).toBeNull();
  });

  it('is not cut any more once it is complete', async () => {
    const client = new AbortController();
    const { ends, pieces } = open(client.signal);
    for (let piece = await pieces?.next(); piece; piece = await pieces?.next());
    client.abort();
    expect(ends).toEqual(['opened', 'complete', 'complete']);
  });
});
