import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../../test/support/fake-clock.ts';
import { createStreams } from './streams.ts';

const caller = { tenant: 'acme', subject: 'one', scopes: [] };

describe('a stream', () => {
  it('is cut when its server stops, which opens no more', () => {
    const cuts: string[] = [];
    const streams = createStreams({ clock: createFakeClock() });
    streams.open(caller)?.onCut((why) => void cuts.push(why));
    const closed = streams.open(caller);
    closed?.onCut((why) => void cuts.push(`closed ${why}`));
    closed?.close('gone');
    streams.stop();
    expect(cuts).toEqual(['stopped']);
    expect(streams.open(caller)).toBeNull();
  });

  it('is cut when the credential that opened it is over, however late that is', () => {
    const clock = createFakeClock();
    const cuts: string[] = [];
    const streams = createStreams({ clock });
    const dayMs = 86_400_000;
    const expiresAt = new Date(Date.now() + 60 * dayMs);
    streams.open({ ...caller, expiresAt })?.onCut((why) => void cuts.push(why));
    clock.pass(59 * dayMs);
    expect(cuts).toEqual([]);
    clock.pass(dayMs);
    expect(cuts).toEqual(['expired']);
  });

  it('is cut at once if the credential is over already', () => {
    const cuts: string[] = [];
    const expiresAt = new Date(Date.now() - 1);
    createStreams()
      .open({ ...caller, expiresAt })
      ?.onCut((why) => void cuts.push(why));
    expect(cuts).toEqual(['expired']);
  });
});
