import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageByNumber, pageByPosition } from '../../../test/support/account.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import { shortName, type Position } from './position.ts';
import { readRun } from './run.ts';

const origin = { provider: 'MONRI', account: 'monri-hr' };

type List = (page: PageRequest) => Page<number>;

/** Reads a list on from a position, and counts the questions. */
async function read(list: List, after: Position | null, wanted: number, keeps?: (item: number) => boolean) {
  const asked: PageRequest[] = [];
  const run = await readRun(
    async (page) => {
      asked.push(page);
      return list(page);
    },
    after,
    { wanted, nameOf: String, createdAtOf: () => null, origin, ...(keeps ? { keeps } : {}) },
  );
  return { ...run, numbers: run.items.map(({ item }) => item), asked };
}

/** Reads a list to its end, page by page, with something happening after every page. */
async function readToEnd(list: List, wanted: number, between: () => void = () => undefined) {
  const pages: (readonly number[])[] = [];
  let end: Position | null = null;
  for (let hasMore = true; hasMore;) {
    const run = await read(list, end, wanted);
    pages.push(run.numbers);
    ({ hasMore, end } = run);
    if (pages.length > 1000) throw new Error('The list does not come to its end.');
    if (end) between();
  }
  return pages;
}

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** The place behind one of the numbers of a list that starts with 0, as it is after reading up to there. */
const at = (number: number): Position => ({
  cursor: String(number),
  names: upTo(number + 1).map((each) => shortName(String(each))),
  before: number,
  createdAt: null,
  longest: number + 1,
  isDoubtful: false,
});

const list: List = (page) => pageByPosition(upTo(50), page);

describe('a run', () => {
  it('is read with one request if the provider says whether more follow', async () => {
    const run = await read(list, null, 20);
    expect([run.numbers, run.hasMore, run.asked]).toEqual([upTo(20), true, [{ from: null, limit: 20 }]]);
    expect(JSON.parse(JSON.stringify(run.end))).toEqual(at(19));
  });

  it('goes on with one more than is wanted, beginning with what is known', async () => {
    const run = await read(list, at(19), 20);
    expect([run.numbers, run.asked]).toEqual([upTo(40).slice(20), [{ from: '19', limit: 21 }]]);
  });

  it('asks once more if the provider does not say', async () => {
    const silent: List = (page) => pageByPosition(upTo(20), page, { saysHasMore: false });
    const run = await read(silent, null, 20);
    expect([run.numbers, run.hasMore, run.asked]).toEqual([
      upTo(20),
      false,
      [
        { from: null, limit: 20 },
        { from: '19', limit: 2 },
      ],
    ]);
  });

  it('is filled up if answers are shorter than asked for', async () => {
    const cut: List = (page) => pageByPosition(upTo(50), page, { maximum: 8 });
    const run = await read(cut, null, 20);
    expect([run.numbers, run.hasMore, run.asked.length]).toEqual([upTo(20), true, 3]);
  });

  it('is filled up if items do not count', async () => {
    const run = await read(list, null, 10, (item) => item % 2 === 1);
    expect(run.numbers).toEqual(upTo(20).filter((item) => item % 2 === 1));
  });

  it('asks no more than ten times', async () => {
    const run = await read(
      (page) => pageByPosition(upTo(5000), page),
      null,
      100,
      () => false,
    );
    expect([run.numbers, run.hasMore, run.asked.length]).toEqual([[], true, 10]);
  });

  it('never asks for more than a hundred', async () => {
    const run = await read((page) => pageByPosition(upTo(500), page), at(0), 100);
    expect(run.asked.map(({ limit }) => limit)).toEqual([100, 2]);
    expect(run.numbers).toEqual(upTo(101).slice(1));
  });

  it('is empty at the end of the list', async () => {
    const run = await read(list, at(49), 20);
    expect([run.numbers, run.hasMore]).toEqual([[], false]);
  });

  it('passes on how many there are altogether', async () => {
    const run = await read((page) => ({ ...list(page), total: 50 }), null, 20);
    expect(run.total).toBe(50);
  });

  it('passes a failure on', async () => {
    const failing = read(
      () => {
        throw new Error('No.');
      },
      null,
      20,
    );
    await expect(failing).rejects.toThrow('No.');
  });
});

const sizes = fc.record({
  count: fc.nat(260),
  wanted: fc.integer({ min: 1, max: 100 }),
  maximum: fc.integer({ min: 2, max: 100 }),
  saysHasMore: fc.boolean(),
});

describe('a list read to its end', () => {
  it('is whole, each page as long as was wanted', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async ({ count, wanted, maximum, saysHasMore }) => {
        fc.pre(wanted <= maximum * 5);
        const pages = await readToEnd(
          (page) => pageByPosition(upTo(count), page, { maximum, saysHasMore }),
          wanted,
        );
        expect(pages.flat()).toEqual(upTo(count));
        expect(pages.slice(0, -1).every((page) => page.length === wanted)).toBe(true);
      }),
    );
  });

  it('skips nothing that was there all along and repeats nothing, whatever comes and goes', async () => {
    const changes = fc.array(fc.record({ created: fc.array(fc.nat(9999)), deleted: fc.array(fc.nat(400)) }));
    await fc.assert(
      fc.asyncProperty(sizes, changes, async ({ count, wanted, maximum, saysHasMore }, happening) => {
        const numbers = new Set(upTo(count).map((index) => index * 25));
        const stayed = new Set(numbers);
        const left = [...happening];
        const changing: List = (page) =>
          pageByNumber(
            [...numbers].toSorted((a, b) => a - b),
            page,
            { maximum, saysHasMore },
          );
        const pages = await readToEnd(changing, wanted, () => {
          const { created = [], deleted = [] } = left.shift() ?? {};
          for (const number of created) numbers.add(number);
          for (const index of deleted) {
            numbers.delete(index * 25);
            stayed.delete(index * 25);
          }
        });
        const given = pages.flat();
        expect(given.filter((number) => stayed.has(number))).toEqual([...stayed]);
        expect(given).toEqual([...new Set(given)]);
      }),
    );
  });
});
