import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../../test/support/fake-clock.ts';
import { createEventBody } from './event-body.ts';

/** A body whose first piece was taken. */
async function createBody() {
  const clock = createFakeClock();
  const ends: string[] = [];
  const asked: ((piece: string | null) => void)[] = [];
  const source = {
    next: async () => {
      const piece = await new Promise<string | null>((resolve) => void asked.push(resolve));
      return piece === null ? ({ done: true, value: undefined } as const) : { value: piece };
    },
    return: async () => void ends.push('returned'),
  };
  const body = createEventBody({ source, heartbeatMs: 10, clock, ended: (why) => void ends.push(why) });
  expect(await body.next()).toBe(':\n\n');
  return { body, clock, ends, give: (piece: string | null) => asked.shift()?.(piece) };
}

describe('a body of events', () => {
  it('is what comes, and complete after it', async () => {
    const { body, give, ends, clock } = await createBody();
    const first = body.next();
    give('one');
    expect(await first).toBe('one');
    const second = body.next();
    give(null);
    expect(await second).toBe('event: complete\ndata:\n\n');
    expect(await body.next()).toBeNull();
    expect(ends).toEqual(['returned', 'complete']);
    expect(clock.due()).toEqual([]);
  });

  it('beats as long as nothing comes', async () => {
    const { body, clock, give } = await createBody();
    for (let beat = 0; beat < 3; beat += 1) {
      const piece = body.next();
      clock.pass(10);
      expect(await piece).toBe(':\n\n');
    }
    const piece = body.next();
    give('one');
    expect(await piece).toBe('one');
  });

  it('ends with last words if it is cut, and says nothing more', async () => {
    const { body, ends, give } = await createBody();
    const piece = body.next();
    body.cut('stopped', 'bye');
    give('late');
    expect([await piece, await body.next(), await body.next()]).toEqual(['bye', null, null]);
    body.cancel('gone');
    expect(ends).toEqual(['returned', 'stopped']);
  });

  it('ends without a word if its client is gone', async () => {
    const { body, ends } = await createBody();
    const piece = body.next();
    body.cancel('gone');
    expect([await piece, await body.next()]).toEqual([null, null]);
    expect(ends).toEqual(['returned', 'gone']);
  });
});
