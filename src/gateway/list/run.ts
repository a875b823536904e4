import { ProviderError, type Origin } from '../../domain/errors.ts';
import { isReadable, type Page, type PageRequest, type Placed } from '../../domain/page.ts';
import { behindKnown, readOn, type Ask, type Found } from './place.ts';
import { PassedNames } from './passed-names.ts';
import { PlaceBehind } from './place-behind.ts';
import { shortNameIn, type Position, type Traits } from './position.ts';
import { Repetition } from './repetition.ts';

/** An item of a list, and the place behind it. */
export interface Given<Item> {
  readonly item: Item;
  readonly end: Position;
  /** How many items that cannot be read lie between the one before and this one. */
  readonly unreadable: number;
}

/** Some items of one account's list, in order. */
export interface Run<Item> {
  readonly items: readonly Given<Item>[];
  readonly hasMore: boolean;
  /** Where to go on; null if nothing was read yet. */
  readonly end: Position | null;
  readonly total: number | null;
  /** How many items were left out because they cannot be read. */
  readonly unreadable: number;
  /** Whether something may be missing, here or before: unreadable, or the place was lost, or the provider contradicts itself. */
  readonly isDoubtful: boolean;
}

interface RunRequest<Item> extends Traits<Item> {
  readonly wanted: number;
  /** Which items count; all if it is left out. */
  readonly keeps?: (item: Item) => boolean;
  /** What an error names if the list does not go on. */
  readonly origin: Origin;
}

/** The most a page may hold, here and at the providers. */
const maximumPage = 100;
/** A provider that gives less than it was asked for again and again is asked no more often than this. */
const maximumCalls = 10;
/** So many names are remembered beside those of the page, in case the page is deleted as a whole. */
const spareNames = 20;

/** What is known after some calls. */
interface Progress<Item> {
  readonly items: readonly Given<Item>[];
  /** The place behind everything that was read. */
  readonly end: Position | null;
  /** Where to go on if the last page held nothing but what was known. */
  readonly next: string | null;
  readonly hasMore: boolean | null;
  readonly total: number | null;
  readonly isDoubtful: boolean;
  /** How many items that cannot be read lie behind the last that counts. */
  readonly unreadable: number;
  /** How many items the last page added, those that do not count included. */
  readonly fresh: number;
  /** Whether the last page held nothing that counts. */
  readonly isBarren: boolean;
}

/**
 * Reads a list on from a position: `wanted` items unless it ends before, and whether more follow. It makes one call if the
 * provider says whether more follow. It starts with the last known item, to notice items that were deleted or created since.
 * It can return fewer items than wanted although more follow, because of short pages or of many items that do not count;
 * `end` lies behind those. A list that does not go on is `PROVIDER_BAD_RESPONSE`.
 */
export async function readRun<Item>(
  list: Ask<Item>,
  after: Position | null,
  request: RunRequest<Item>,
): Promise<Run<Item>> {
  const { wanted, origin } = request;
  const pages = new Repetition(request.nameOf);
  let progress: Progress<Item> = { ...nothing, end: after, isDoubtful: after?.isDoubtful ?? false };
  let hasMoved = false;
  for (let calls = 0; calls < maximumCalls && needsMore(progress, wanted); calls += 1) {
    const { end } = progress;
    // One function for asking and going on: each further one that waits is kept as long as the call.
    const found: Found<Item> =
      end === null || progress.next !== null
        ? foundBehind(end, pages.look(await list(requestAfter(progress, wanted))), request)
        : await readOn(
            async (asked) => pages.look(await list(asked)),
            end,
            withOneKnown(progress, wanted),
            request,
          );
    progress = advance(progress, found, request);
    hasMoved ||= progress.fresh > 0;
    if (pages.isRepeating && progress.fresh === 0 && progress.hasMore !== false) throw endless(origin);
  }
  if (!hasMoved && progress.hasMore !== false) throw endless(origin);

  const given = progress.items.slice(0, wanted);
  const hasMore = progress.items.length > wanted || progress.hasMore !== false;
  const isFull = given.length === wanted && given.length > 0;
  // What lies behind a full run is read again with the next.
  const behind = isFull && hasMore ? 0 : progress.unreadable;
  const unreadable = given.reduce((sum, each) => sum + each.unreadable, behind);
  return {
    items: given,
    hasMore,
    end: isFull ? (given.at(-1)?.end ?? progress.end) : progress.end,
    total: progress.total,
    unreadable,
    isDoubtful: progress.isDoubtful || unreadable > 0,
  };
}

/** The first items of a run, as if no more had been wanted. */
export function beginningOf<Item>(run: Run<Item>, wanted: number): Run<Item> {
  const items = run.items.slice(0, wanted);
  const end = items.at(-1)?.end;
  if (items.length === run.items.length || end === undefined) return run;
  const unreadable = items.reduce((sum, each) => sum + each.unreadable, 0);
  const isDoubtful = end.isDoubtful || unreadable > 0;
  return { items, hasMore: true, end, total: run.total, unreadable, isDoubtful };
}

const nothing = {
  items: [],
  next: null,
  hasMore: null,
  total: null,
  fresh: 0,
  unreadable: 0,
  isBarren: false,
} as const;

function endless(origin: Origin): ProviderError {
  const message = 'The provider gives the same part of the list again, whichever part it is asked for.';
  return new ProviderError('PROVIDER_BAD_RESPONSE', origin, { message });
}

function limitOf({ items, isBarren }: Progress<unknown>, wanted: number): number {
  return isBarren ? maximumPage : Math.max(wanted - items.length, 1);
}

function requestAfter(progress: Progress<unknown>, wanted: number): PageRequest {
  return { from: progress.next, limit: Math.min(limitOf(progress, wanted), maximumPage) };
}

/** How many to ask for if the last known item is read again. */
function withOneKnown(progress: Progress<unknown>, wanted: number): number {
  return Math.min(limitOf(progress, wanted) + 1, maximumPage);
}

function foundBehind<Item>(end: Position | null, page: Page<Item | null>, traits: Traits<Item>): Found<Item> {
  return { page, start: end === null ? 0 : behindKnown(page, end, traits), isLost: false };
}

function keepsAll(): boolean {
  return true;
}

function advance<Item>(
  before: Progress<Item>,
  { page, start, isLost }: Found<Item>,
  request: RunRequest<Item>,
): Progress<Item> {
  const { createdAtOf, keeps = keepsAll, wanted } = request;
  const longest = Math.max(before.end?.longest ?? 0, page.items.length);
  const isDoubtful = before.isDoubtful || isLost || page.isDoubtful === true;
  const known = before.end?.names ?? [];
  const passed = new PassedNames(isLost ? known : namesBefore(known, page, start, request), request);
  const items = [...before.items];
  let { end } = before;
  let [fresh, kept] = [0, 0];
  let [unreadable, passing] = [before.unreadable, 0];
  let hasUnreadable = before.unreadable > 0 || items.some((each) => each.unreadable > 0);
  const behind = ({ item, cursor }: Placed<Item>, index: number): Position =>
    new PlaceBehind({
      cursor,
      before: page.before === undefined ? null : page.before + index,
      createdAt: createdAtOf(item)?.getTime() ?? null,
      passed,
      count: passed.count,
      most: wanted + spareNames,
      longest,
      isDoubtful: isDoubtful || hasUnreadable,
    });

  const last = page.items[start - 1];
  if (last && isReadable(last)) end = behind(last, start - 1);
  for (let index = start; index < page.items.length; index += 1) {
    const placed = page.items[index] as Placed<Item | null>;
    if (!isReadable(placed)) {
      passing += 1;
      continue;
    }
    if (!passed.add(placed.item)) continue;
    [unreadable, passing] = [unreadable + passing, 0];
    hasUnreadable ||= unreadable > 0;
    end = behind(placed, index);
    fresh += 1;
    if (!keeps(placed.item)) continue;
    kept += 1;
    items.push({ item: placed.item, end, unreadable });
    unreadable = 0;
  }
  // Nothing but what is known or cannot be read: go on behind it.
  const next = fresh === 0 && page.items.length > 0 ? (page.next ?? null) : null;
  const hasMore = whetherMore(page, before.end?.longest ?? 0);
  // What lies behind the last readable item is met again, unless the list is read on behind it.
  if (next !== null || hasMore === false) unreadable += passing;
  const isBarren = kept === 0;
  return { items, end, next, hasMore, total: page.total, isDoubtful, unreadable, fresh, isBarren };
}

/** The names of what lies before the first new item of a page, as far as they are known. */
function namesBefore<Item>(
  names: readonly string[],
  { items, before }: Page<Item | null>,
  start: number,
  traits: Traits<Item>,
): readonly string[] {
  if (start === 0) return before === 0 && items.length > 0 ? [] : names;
  const seen = items
    .slice(0, start)
    .filter(isReadable)
    .map(({ item }) => shortNameIn(traits, item));
  const overlap = names.indexOf(seen[0] ?? '');
  // What was listed after the last item of the page comes behind it, unless it was deleted.
  const rest = start === items.length ? names.slice(names.indexOf(seen.at(-1) ?? '') + 1) : [];
  return [...new Set([...names.slice(0, Math.max(overlap, 0)), ...seen, ...rest])];
}

/** A page that is shorter than the provider was asked for, and than another of the list, ends it. */
function whetherMore({ hasMore, isShort, items }: Page<unknown>, longest: number): boolean | null {
  return hasMore === null && isShort === true && items.length < longest ? false : hasMore;
}

function needsMore({ items, hasMore }: Progress<unknown>, wanted: number): boolean {
  if (hasMore === false || items.length > wanted) return false;
  return items.length < wanted || hasMore === null;
}
