import { expect, it } from 'vitest';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { Position } from './position.ts';
import { readRun } from './run.ts';

const origin = { provider: 'MONRI', account: 'monri-hr' };

interface Item {
  readonly name: string;
  readonly counts: boolean;
}

/** A provider that lists by position and gives no more than `most` at once, whatever it is asked for. */
function listing(items: readonly Item[], most: number) {
  let calls = 0;
  const list = ({ from, limit }: PageRequest): Promise<Page<Item>> => {
    calls += 1;
    const offset = Number(from ?? 0);
    const page = items.slice(offset, offset + Math.min(limit, most));
    return Promise.resolve({
      items: page.map((item, index) => ({ item, cursor: String(offset + index) })),
      hasMore: offset + page.length < items.length,
      next: String(offset + page.length),
      before: offset,
      total: items.length,
    });
  };
  return { list, calls: () => calls };
}

/** Pages through everything; the names in the order they came. */
async function readAll({ list }: ReturnType<typeof listing>, wanted: number): Promise<readonly string[]> {
  const names: string[] = [];
  let position: Position | null = null;
  for (let pages = 0; pages < 50; pages += 1) {
    const run: Awaited<ReturnType<typeof readRun<Item>>> = await readRun(list, position, {
      wanted,
      nameOf: ({ name }) => name,
      keeps: ({ counts }) => counts,
      createdAtOf: () => null,
      origin,
    });
    names.push(...run.items.map(({ item }) => item.name));
    if (!run.hasMore) return names;
    position = run.end;
  }
  throw new Error('The list has no end.');
}

const named = (count: number, counts: (index: number) => boolean = () => true): readonly Item[] =>
  Array.from({ length: count }, (_item, index) => ({ name: `i${index}`, counts: counts(index) }));

it.each([1, 2, 5, 20])('comes to the end of a list whose provider gives %i at once', async (most) => {
  const items = named(45);
  expect(await readAll(listing(items, most), 20)).toEqual(items.map(({ name }) => name));
});

it('comes to the end behind a long stretch of items that do not count', async () => {
  const items = named(2500, (index) => index < 5 || index >= 2400);
  const expected = items.filter(({ counts }) => counts).map(({ name }) => name);
  expect(await readAll(listing(items, 100), 20)).toEqual(expected);
});

it('reads a stretch that does not count in pages as large as they may be', async () => {
  const provider = listing(
    named(500, (index) => index >= 480),
    100,
  );
  await readRun(provider.list, null, {
    wanted: 10,
    nameOf: ({ name }) => name,
    keeps: ({ counts }) => counts,
    createdAtOf: () => null,
    origin,
  });
  expect(provider.calls()).toBeLessThanOrEqual(7);
});
