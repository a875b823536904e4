import { z } from 'zod';
import { ProviderError, type Origin } from '../../domain/errors.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import { toPage, toWindow } from '../shared/offset-page.ts';
import { items, recordOf, whole } from '../shared/wire.ts';

const position = whole();

/**
 * The envelope of a list: `page` counts from 0, `pages` is how many there are, `count` is how many items there are on
 * all of them.
 */
export function wirePage<Item extends z.ZodType>(item: Item) {
  return recordOf({ page: position, pages: position, size: position, count: position, data: items(item) });
}

/** A list that comes in the envelope or as a bare array, which is one page holding everything. */
export function wireList<Item extends z.ZodType>(item: Item) {
  const array = items(item).transform((data) => ({
    page: 0,
    pages: 1,
    size: data.length,
    count: data.length,
    data,
  }));
  return z.union([array, wirePage(item)]);
}

interface WirePage<Item> {
  readonly page?: number | null | undefined;
  readonly pages?: number | null | undefined;
  readonly size?: number | null | undefined;
  readonly count?: number | null | undefined;
  readonly data: readonly (Item | null)[];
}

/** Which page to ask for, in the vendor's words. */
export interface Paging {
  readonly page: number;
  readonly size: number;
}

export interface Listing<Wire, Item> {
  readonly request: PageRequest;
  /** What to ask for first; null asks for nothing in particular. */
  readonly first: Paging | null;
  readonly ask: (paging: Paging | null) => Promise<WirePage<Wire>>;
  readonly toItem: (wire: Wire) => Item;
  readonly origin: Origin;
}

/**
 * The page that is wanted, in one call. Neither the names of the paging parameters nor the largest size are
 * documented, so the envelope is believed rather than the request: if it is about another part of the list, the
 * right part is asked for once more in pages of the envelope's size, and a second miss is `PROVIDER_BAD_RESPONSE`.
 */
export async function readPage<Wire, Item>(listing: Listing<Wire, Item>): Promise<Page<Item | null>> {
  const { request, first, ask, toItem, origin } = listing;
  const { offset } = toWindow(request, request.limit);
  const answer = await ask(first);
  const run = runFrom(offset, answer, first) ?? (await readAgain(offset, answer.size ?? 0, ask));
  if (run === null) throw new ProviderError('PROVIDER_BAD_RESPONSE', origin);
  const page = toPage(
    run.items.map((wire) => wire && toItem(wire)),
    request,
    { offset, limit: run.room },
    run.total,
  );
  if (run.items.length > 0 || (run.total ?? 0) <= offset) return page;
  // An empty page ends a list; that its count goes on all the same means that something may be missing.
  return { ...page, isDoubtful: true };
}

async function readAgain<Item>(
  offset: number,
  size: number,
  ask: Listing<Item, unknown>['ask'],
): Promise<Run<Item> | null> {
  if (size === 0) return null;
  const paging = { page: Math.floor(offset / size), size };
  return runFrom(offset, await ask(paging), paging);
}

/** The items of a page from a position on. */
interface Run<Item> {
  readonly items: readonly (Item | null)[];
  /** How many items the page could hold from there. */
  readonly room: number;
  readonly total: number | null;
}

/** Null if the page holds another part of the list. */
function runFrom<Item>(offset: number, answer: WirePage<Item>, asked: Paging | null): Run<Item> | null {
  const { data } = answer;
  const number = answer.page ?? asked?.page ?? 0;
  const statedSize = answer.size ?? asked?.size ?? data.length;
  // The rows of the first page are where they are, however many its envelope speaks of.
  const size = number === 0 ? Math.max(statedSize, data.length) : statedSize;
  const skip = offset - number * size;
  const isBehindEnd = skip >= data.length && (answer.count ?? Infinity) <= offset;
  if (skip < 0 || (skip > 0 && skip >= size && !isBehindEnd)) return null;
  return { items: data.slice(skip), room: Math.max(size - skip, 0), total: totalOf(answer, number * size) };
}

/** How many items there are; null if the list would end with this page and the number of pages says that it does not. */
function totalOf({ page, pages, count, data }: WirePage<unknown>, before: number): number | null {
  const isEnd = (count ?? Infinity) <= before + data.length;
  return isEnd && (pages ?? 0) > (page ?? 0) + 1 ? null : (count ?? null);
}
