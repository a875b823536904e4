import type { Page, PageRequest, Placed } from '../domain/page.ts';

/** A place in one account's list. */
export interface Position {
  /** The provider's cursor of the last item that was given out. */
  readonly cursor: string;
  /** The name of that item: a list that moved in between is noticed by it. */
  readonly name: string;
}

/** Some items of one account's list, in order. */
export interface Run<Item> {
  readonly items: readonly Placed<Item>[];
  readonly hasMore: boolean;
  /** Where to go on; null where nothing was read yet. */
  readonly end: Position | null;
  readonly total: number | null;
}

interface RunRequest<Item> {
  readonly wanted: number;
  readonly nameOf: (item: Item) => string;
  /** Which items count; all where absent. */
  readonly keeps?: (item: Item) => boolean;
}

/** The most a page may hold, here and at the providers. */
const maximumPage = 100;
/** A provider that gives less than it was asked for again and again is asked no more often than this. */
const maximumCalls = 10;

/**
 * Reads a list on from a position: exactly `wanted` items unless it ends before, and whether more follow. It asks
 * once where the provider can tell, and starts with the last known item, so that items that moved meanwhile are
 * neither skipped nor repeated.
 */
export async function readRun<Item>(
  list: (page: PageRequest) => Promise<Page<Item>>,
  after: Position | null,
  { wanted, nameOf, keeps = () => true }: RunRequest<Item>,
): Promise<Run<Item>> {
  const items: Placed<Item>[] = [];
  let end = after;
  let total: number | null = null;
  let hasMore: boolean | null = null;

  for (let calls = 0; calls < maximumCalls && needsMore(items.length, wanted, hasMore); calls += 1) {
    // One more than is missing where that is nothing: only another item tells whether more follows.
    const missing = Math.max(wanted - items.length, 1);
    const limit = Math.min(missing + (end === null ? 0 : 1), maximumPage);
    const page = await list({ from: end?.cursor ?? null, limit });
    items.push(...itemsAfter(page.items, end, nameOf).filter(({ item }) => keeps(item)));
    const last = page.items.at(-1);
    if (last) end = { cursor: last.cursor, name: nameOf(last.item) };
    hasMore = page.hasMore;
    total = page.total;
  }

  const kept = items.slice(0, wanted);
  const last = kept.at(-1);
  return {
    items: kept,
    hasMore: items.length > wanted || hasMore !== false,
    end: last ? { cursor: last.cursor, name: nameOf(last.item) } : end,
    total,
  };
}

function needsMore(count: number, wanted: number, hasMore: boolean | null): boolean {
  if (hasMore === false || count > wanted) return false;
  return count < wanted || hasMore === null;
}

/** What follows the last known item; everything where that item is gone. */
function itemsAfter<Item>(
  items: readonly Placed<Item>[],
  last: Position | null,
  nameOf: (item: Item) => string,
): readonly Placed<Item>[] {
  const index = last === null ? -1 : items.findIndex(({ item }) => nameOf(item) === last.name);
  return items.slice(index + 1);
}
