import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageByPosition } from '../../../test/support/account.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { Position } from './position.ts';
import { readRun, type Run } from './run.ts';

/** What a list says of itself beside its items. */
interface Kind {
  /** The most it gives at once. */
  readonly maximum: number;
  readonly saysHasMore: boolean;
  readonly isNewestFirst: boolean;
}

/** A list by position, newest first: item 100 was created after item 99. Items come and go. */
function changing(count: number, { maximum, saysHasMore, isNewestFirst }: Kind) {
  let items: readonly number[] = Array.from({ length: count }, (_, index) => count - 1 - index);
  const gone = new Set<number>();
  let next = count;
  const list = async (request: PageRequest): Promise<Page<number>> => {
    const page = pageByPosition(items, request, { maximum, saysHasMore });
    return { ...page, ...(isNewestFirst ? { isNewestFirst } : {}) };
  };
  return {
    list,
    items: () => items,
    gone,
    remove: (item: number) => {
      gone.add(item);
      items = items.filter((other) => other !== item);
    },
    create: () => {
      items = [next, ...items];
      next += 1;
    },
  };
}

async function readAll(
  { list }: ReturnType<typeof changing>,
  wanted: number,
  between: (page: readonly number[]) => void,
): Promise<{ readonly given: readonly number[]; readonly isDoubtful: boolean }> {
  const given: number[] = [];
  let end: Position | null = null;
  for (let pages = 0; pages < 1000; pages += 1) {
    const run: Run<number> = await readRun(list, end, {
      wanted,
      nameOf: String,
      createdAtOf: (item) => new Date(item * 1000),
      origin: { provider: 'MONRI', account: 'monri-hr' },
    });
    const page = run.items.map(({ item }) => item);
    given.push(...page);
    if (!run.hasMore) return { given, isDoubtful: run.isDoubtful };
    between(page);
    ({ end } = run);
  }
  throw new Error('The list does not come to its end.');
}

const kinds = fc.record({
  maximum: fc.integer({ min: 10, max: 100 }),
  saysHasMore: fc.boolean(),
  isNewestFirst: fc.boolean(),
});

const shapes = [false, true].flatMap((isNewestFirst) =>
  [true, false].map((saysHasMore) => ({ isNewestFirst, saysHasMore, maximum: 100 })),
);

describe.each(shapes)('a list by position, %j', (kind) => {
  it.each([2, 3, 4])('is whole if %i of each page of four are deleted while it is read', async (deleted) => {
    const changed = changing(120, kind);
    const all = changed.items();
    const { given, isDoubtful } = await readAll(changed, 4, (page) => {
      for (const item of page.slice(4 - deleted)) changed.remove(item);
    });
    expect([given, isDoubtful]).toEqual([all, false]);
  });

  it.each([1, 5, 20])('lists no customer twice if %i are created after each page', async (created) => {
    const changed = changing(120, kind);
    const all = changed.items();
    const { given, isDoubtful } = await readAll(changed, 4, () => {
      for (let count = created; count > 0; count -= 1) changed.create();
    });
    expect([given, isDoubtful]).toEqual([all, false]);
  });

  it('is whole if a page that lies deep in it is deleted', async () => {
    const changed = changing(500, kind);
    const all = changed.items();
    let pages = 0;
    const { given, isDoubtful } = await readAll(changed, 100, (page) => {
      pages += 1;
      if (pages === 3) for (const item of page) changed.remove(item);
    });
    expect([given, isDoubtful]).toEqual([all, false]);
  });

  it('is whole if its first pages stay and every other one is deleted', async () => {
    const changed = changing(200, kind);
    const all = changed.items();
    let pages = 0;
    const { given, isDoubtful } = await readAll(changed, 4, (page) => {
      pages += 1;
      if (pages > 2) for (const item of page) changed.remove(item);
    });
    expect([given, isDoubtful]).toEqual([all, false]);
  });
});

const changes = fc.array(
  fc.record({
    created: fc.nat(20),
    deleted: fc.array(fc.record({ of: fc.constantFrom('page', 'list'), index: fc.nat(300) }), {
      maxLength: 12,
    }),
  }),
);

it('a list by position skips nothing that stays and repeats nothing, or says that it may have', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(260),
      fc.integer({ min: 1, max: 100 }),
      kinds,
      changes,
      async (count, wanted, kind, happening) => {
        const changed = changing(count, kind);
        const all = changed.items();
        const left = [...happening];
        const { given, isDoubtful } = await readAll(changed, wanted, (page) => {
          const { created = 0, deleted = [] } = left.shift() ?? {};
          for (const { of, index } of deleted) {
            const item = (of === 'page' ? page : changed.items())[index];
            if (item !== undefined) changed.remove(item);
          }
          for (let each = created; each > 0; each -= 1) changed.create();
        });
        const stayed = all.filter((item) => !changed.gone.has(item));
        const isWhole =
          isDeepStrictEqual(given, [...new Set(given)]) &&
          isDeepStrictEqual(
            given.filter((item) => item < count && !changed.gone.has(item)),
            stayed,
          );
        expect(isWhole || isDoubtful).toBe(true);
        expect(kind.isNewestFirst && isDoubtful).toBe(false);
      },
    ),
  );
});

it('a place that cannot be found again is reported', async () => {
  const changed = changing(400, { maximum: 100, saysHasMore: true, isNewestFirst: false });
  let pages = 0;
  const { given, isDoubtful } = await readAll(changed, 10, () => {
    pages += 1;
    // The last thirty that were listed are remembered, and all of them are deleted.
    if (pages === 20) for (const item of changed.items().slice(150, 200)) changed.remove(item);
  });
  expect([isDoubtful, given.length === new Set(given).size]).toEqual([true, true]);
});

it('a provider that ignores which part is wanted is a bad response', async () => {
  for (const [count, wanted] of [
    [5, 20],
    [20, 20],
    [21, 20],
    [60, 20],
    [60, 3],
    [130, 100],
  ] as const) {
    const fixed = changing(count, { maximum: 100, saysHasMore: false, isNewestFirst: false });
    const reading = readAll(
      {
        ...fixed,
        list: async (request) => {
          const { items, ...page } = await fixed.list({ ...request, from: null });
          const offset = Number(request.from ?? 0);
          const placed = items.map(({ item }, index) => ({ item, cursor: String(offset + index) }));
          const next = String(offset + placed.length);
          return {
            ...page,
            items: placed,
            hasMore: null,
            isShort: placed.length < request.limit,
            before: offset,
            next,
          };
        },
      },
      wanted,
      () => undefined,
    );
    await expect(reading).rejects.toMatchObject({ code: 'PROVIDER_BAD_RESPONSE' });
  }
});
