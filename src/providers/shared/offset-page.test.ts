import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coveringPage, toPage, toWindow } from './offset-page.ts';

const maximums = fc.integer({ min: 1, max: 120 });
const limits = fc.integer({ min: 1, max: 100 });
const offsets = fc.integer({ min: 0, max: 1000 });

describe('the window', () => {
  it.each([
    [{ from: null, limit: 20 }, 100, { offset: 0, limit: 21 }],
    [{ from: '40', limit: 20 }, 100, { offset: 40, limit: 21 }],
    [{ from: '40', limit: 99 }, 100, { offset: 40, limit: 100 }],
    [{ from: '40', limit: 100 }, 100, { offset: 40, limit: 100 }],
    [{ from: null, limit: 100 }, 30, { offset: 0, limit: 30 }],
    [{ from: '40', back: 15, limit: 20 }, 100, { offset: 25, limit: 21 }],
    [{ from: '40', back: 50, limit: 20 }, 100, { offset: 0, limit: 21 }],
  ])('of %j, %i at most, is %j', (request, maximum, window) => {
    expect(toWindow(request, maximum)).toEqual(window);
  });
});

function run(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `i${index}`);
}

describe('the page a run makes', () => {
  it('leaves out the item that was read only to see whether more follow', () => {
    expect(toPage(run(3), { from: '5', limit: 2 }, { offset: 5, limit: 3 })).toEqual({
      items: [
        { item: 'i0', cursor: '5' },
        { item: 'i1', cursor: '6' },
      ],
      hasMore: true,
      isShort: false,
      next: '7',
      before: 5,
      total: null,
    });
  });

  it.each([
    ['more items than are wanted', { received: 21, limit: 20, asked: 21 }, true],
    ['as many as are wanted, of one more', { received: 20, limit: 20, asked: 21 }, null],
    ['fewer than were asked for', { received: 7, limit: 20, asked: 21 }, null],
    ['fewer than any provider would cut a page to', { received: 4, limit: 20, asked: 21 }, false],
    ['nothing', { received: 0, limit: 20, asked: 21 }, false],
    ['a run as long as the maximum', { received: 100, limit: 100, asked: 100 }, null],
    ['a run cut short by the maximum', { received: 30, limit: 100, asked: 30 }, null],
    ['less than the maximum', { received: 29, limit: 100, asked: 30 }, null],
  ])('given %s, knows whether more follows: $1', (_what, { received, limit, asked }, hasMore) => {
    const page = toPage(run(received), { from: null, limit }, { offset: 0, limit: asked });
    expect([page.items.length, page.hasMore]).toEqual([Math.min(received, limit), hasMore]);
  });

  it.each([
    [{ from: '10', received: 5, total: 15 }, false],
    [{ from: '10', received: 5, total: 16 }, true],
    [{ from: '10', received: 0, total: 3 }, false],
    [{ from: '10', received: 0, total: 300 }, false],
    [{ from: '10', received: 5, total: 14 }, null],
  ])('trusts the total unless the items contradict it: %j', ({ from, received, total }, hasMore) => {
    const page = toPage(run(received), { from, limit: 5 }, { offset: 10, limit: 5 }, total);
    expect([page.hasMore, page.total]).toEqual([hasMore, total]);
  });

  it('is the part of the list that was wanted, and never wrong about what follows', () => {
    fc.assert(
      fc.property(fc.nat(250), offsets, limits, maximums, (count, offset, limit, maximum) => {
        const list = run(count);
        const request = { from: String(offset), limit };
        const window = toWindow(request, maximum);
        const page = toPage(list.slice(window.offset, window.offset + window.limit), request, window);
        const expected = list.slice(offset, offset + Math.min(limit, maximum));
        expect(page.items).toEqual(expected.map((item, index) => ({ item, cursor: String(offset + index) })));
        const follows = count > offset + expected.length;
        expect(limit < maximum && follows ? [true] : [follows, null]).toContain(page.hasMore);
      }),
    );
  });
});

describe('the covering page', () => {
  it.each([
    [
      { offset: 0, limit: 21 },
      { number: 0, size: 21, skip: 0 },
    ],
    [
      { offset: 20, limit: 21 },
      { number: 0, size: 41, skip: 20 },
    ],
    [
      { offset: 10, limit: 7 },
      { number: 1, size: 9, skip: 1 },
    ],
    [
      { offset: 100, limit: 100 },
      { number: 1, size: 100, skip: 0 },
    ],
    [
      { offset: 99, limit: 100 },
      { number: 1, size: 99, skip: 0 },
    ],
  ])('of %j in pages of 100 at most is %j', (window, page) => {
    expect(coveringPage(window, 100)).toEqual(page);
  });

  it('starts at or before the window and is no larger than the maximum', () => {
    fc.assert(
      fc.property(offsets, limits, maximums, (offset, limit, maximum) => {
        const { number, size, skip } = coveringPage({ offset, limit }, maximum);
        expect(number * size + skip).toBe(offset);
        expect([size >= 1, size <= maximum, skip >= 0, skip < size]).toEqual([true, true, true, true]);
      }),
    );
  });

  it('holds as much of the window’s beginning as any page can, in the smallest page that holds it all', () => {
    fc.assert(
      fc.property(offsets, limits, maximums, (offset, limit, maximum) => {
        const sizes = Array.from({ length: maximum }, (_, index) => index + 1);
        const held = (size: number): number => Math.min(limit, size - (offset % size));
        const most = Math.max(...sizes.map(held));
        const { size, skip } = coveringPage({ offset, limit }, maximum);
        expect(Math.min(limit, size - skip)).toBe(most);
        const smallest = sizes.find((candidate) => held(candidate) === limit);
        expect(size).toBe(smallest ?? size);
      }),
    );
  });

  it('always holds a second item if two are wanted, so that a list goes on', () => {
    const starts = Array.from({ length: 100_000 }, (_, offset) => offset);
    const alone = starts.filter((offset) => {
      const { size, skip } = coveringPage({ offset, limit: 2 }, 100);
      return size - skip < 2;
    });
    expect(alone).toEqual([]);
  });
});
