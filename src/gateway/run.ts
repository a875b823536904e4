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
 * Reads a list on from a position: `wanted` items unless it ends before, and whether more follow. It asks once where
 * the provider can tell, and starts with the last known item: where that moved, by one deletion before it or by
 * creations that fit into the page, nothing is skipped or repeated. Fewer items than wanted although more follow come
 * of a long stretch of items that do not count; `end` lies behind it.
 */
export async function readRun<Item>(
  list: (page: PageRequest) => Promise<Page<Item>>,
  after: Position | null,
  { wanted, nameOf, keeps = () => true }: RunRequest<Item>,
): Promise<Run<Item>> {
  const items: Placed<Item>[] = [];
  let place: Place = { from: after?.cursor ?? null, known: after, isBarren: false };
  let end = after;
  let page: Page<Item> = { items: [], hasMore: null, total: null };

  for (let calls = 0; calls < maximumCalls && needsMore(items.length, wanted, page.hasMore); calls += 1) {
    page = await list({ from: place.from, limit: limitFor(wanted - items.length, place) });
    const fresh = itemsAfter(page.items, place.known, nameOf);
    const kept = fresh.filter(({ item }) => keeps(item));
    items.push(...kept);
    place = { ...placeAfter(page, place, fresh.length, nameOf), isBarren: kept.length === 0 };
    end = place.known ?? end;
  }

  const given = items.slice(0, wanted);
  const last = given.at(-1);
  const isCut = items.length > wanted;
  return {
    items: given,
    hasMore: isCut || page.hasMore !== false,
    end: last && (isCut || given.length === wanted) ? toPosition(last, nameOf) : end,
    total: page.total,
  };
}

/** Where the next page starts. */
interface Place {
  readonly from: string | null;
  /** The item it starts with, where that is known already. */
  readonly known: Position | null;
  /** Whether the page before held nothing that counts. */
  readonly isBarren: boolean;
}

/** One more than is missing where that is nothing: only another item tells whether more follows. */
function limitFor(missing: number, { known, isBarren }: Place): number {
  if (isBarren) return maximumPage;
  return Math.min(Math.max(missing, 1) + (known === null ? 0 : 1), maximumPage);
}

function placeAfter<Item>(
  { items, next = null }: Page<Item>,
  before: Place,
  fresh: number,
  nameOf: (item: Item) => string,
): Omit<Place, 'isBarren'> {
  const last = items.at(-1);
  // A provider that gives nothing but the known item is asked for what comes after it.
  if (fresh === 0 && next !== null) return { from: next, known: null };
  if (!last) return before;
  return { from: last.cursor, known: toPosition(last, nameOf) };
}

function toPosition<Item>({ item, cursor }: Placed<Item>, nameOf: (item: Item) => string): Position {
  return { cursor, name: nameOf(item) };
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
