import type { Page, PageRequest } from '../../domain/page.ts';
import { shortNameIn, type Position, type Traits } from './position.ts';

/** A page, and which of its items is the first that lies behind a place. */
export interface Found<Item> {
  readonly page: Page<Item | null>;
  readonly start: number;
  /** Whether the place could not be found again: something may be missing then. */
  readonly isLost: boolean;
}

export type Ask<Item> = (request: PageRequest) => Promise<Page<Item | null>>;

/** How many items one look for a place takes in. */
const windowSize = 100;
/** How many looks are taken at most. */
const maximumLooks = 8;

/**
 * Reads on behind a place. The page that is asked for starts with the last item that was given out, if nothing
 * changed. If it does not, items were deleted or created, and the place is looked for where it may have moved.
 */
export async function readOn<Item>(
  ask: Ask<Item>,
  place: Position,
  limit: number,
  traits: Traits<Item>,
): Promise<Found<Item>> {
  const page = await ask({ from: place.cursor, limit });
  const start = startIn(page, place, traits);
  if (start !== null) return { page, start, isLost: false };
  // A cursor that is no position stands for the same place whatever happens.
  if (page.before === undefined) return { page, start: 0, isLost: false };
  return (await lookFor(ask, page, place, traits)) ?? { page, start: 0, isLost: true };
}

async function lookFor<Item>(
  ask: Ask<Item>,
  first: Page<Item | null>,
  place: Position,
  traits: Traits<Item>,
): Promise<Found<Item> | null> {
  let search = beginSearch(first, place, traits);
  let beginning: Page<Item | null> | null = null;
  for (let looks = 0; looks < maximumLooks && search; looks += 1) {
    const page = await ask(search.request);
    const start = startIn(page, place, traits);
    if (start !== null) return { page, start, isLost: false };
    if (page.before === 0 && isAllRemembered(place)) beginning = page;
    const isSeen = page.items.length === 0 || page.hasMore === false || reach(page) >= windowSize;
    // Everything that was listed and is still there would have been seen: all of it was deleted.
    if (beginning && isSeen) return { page: beginning, start: 0, isLost: false };
    const isForward = beginning !== null || isAhead(page, place, traits);
    search = isForward ? forward(search, page) : elsewhere(search, page, place);
  }
  return null;
}

interface Search {
  readonly request: PageRequest;
  /** How far before the place the earliest look began. */
  readonly back: number;
  /** How many looks went forward although nothing pointed that way. */
  readonly guesses: number;
}

/** At the list's beginning, one look covers everything that may have moved. */
function beginSearch<Item>(first: Page<Item | null>, place: Position, traits: Traits<Item>): Search | null {
  const { before = 0 } = first;
  const back = before < windowSize ? before : windowSize / 2;
  const search = { request: { from: place.cursor, back, limit: windowSize }, back, guesses: 0 };
  return isAhead(first, place, traits) ? forward(search, first) : search;
}

/** Behind a page; null if it is empty. */
function forward<Item>(search: Search, { items, next }: Page<Item>): Search | null {
  const last = items.at(-1);
  const from = last && (next ?? last.cursor);
  return from === undefined ? null : { ...search, request: { from, limit: windowSize } };
}

/** Forward twice, as the provider may have given less than a whole look; then further back. */
function elsewhere<Item>(
  { back, guesses, request }: Search,
  page: Page<Item>,
  place: Position,
): Search | null {
  if (guesses < 2 && page.items.length > 0 && page.hasMore !== false && !page.isNewestFirst) {
    return forward({ back, guesses: guesses + 1, request }, page);
  }
  const before = place.before ?? 0;
  if (back >= before) return null;
  const further = Math.min(back + windowSize, before);
  return { request: { from: place.cursor, back: further, limit: windowSize }, back: further, guesses };
}

/** Which item of a page is the first behind the place; null if the page does not show it. */
function startIn<Item>(page: Page<Item | null>, place: Position, traits: Traits<Item>): number | null {
  const start = behindKnown(page, place, traits);
  if (start > 0) return start;
  const { items, before, hasMore } = page;
  if (page.isNewestFirst && place.createdAt !== null) {
    const older = items.findIndex(({ item }) => timeOf(item, traits, Infinity) <= (place.createdAt ?? 0));
    if (older > 0) return older;
    if (older === 0 || items.length === 0) return before === 0 ? 0 : null;
    return hasMore === false ? items.length : null;
  }
  // The whole list is on the page, and nothing that was listed is left of it.
  return before === 0 && hasMore === false && isAllRemembered(place) ? 0 : null;
}

/** The index after the last item of a page that was listed before; 0 if none was. */
export function behindKnown<Item>(
  page: Page<Item | null>,
  { names }: Position,
  traits: Traits<Item>,
): number {
  const known = new Set(names);
  return page.items.findLastIndex(({ item }) => item !== null && known.has(shortNameIn(traits, item))) + 1;
}

/** Whether the place can only lie behind the page, because all of it is newer. */
function isAhead<Item>(page: Page<Item | null>, { createdAt }: Position, traits: Traits<Item>): boolean {
  const last = page.items.at(-1);
  if (!page.isNewestFirst || createdAt === null || !last || page.hasMore === false) return false;
  return timeOf(last.item, traits, -Infinity) > createdAt;
}

function timeOf<Item>(item: Item | null, { createdAtOf }: Traits<Item>, otherwise: number): number {
  return (item === null ? null : createdAtOf(item))?.getTime() ?? otherwise;
}

function isAllRemembered({ before, names }: Position): boolean {
  return before !== null && before < names.length;
}

/** How far into the list a page takes in. */
function reach({ before = 0, items }: Page<unknown>): number {
  return before + items.length;
}
