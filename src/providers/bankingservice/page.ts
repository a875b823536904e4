import { z } from 'zod';
import { ProviderError, type Origin } from '../../domain/errors.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import { toPage } from '../../http/offset-page.ts';

const whole = z.int().nonnegative().nullish();

/** The envelope of a list: `page` counts from 0, `count` is how many items there are on all pages. */
export function wirePage<Item extends z.ZodType>(item: Item) {
  return z.object({ page: whole, size: whole, count: whole, data: z.array(item) });
}

/** A list that comes in the envelope or as a bare array, which is one page holding everything. */
export function wireList<Item extends z.ZodType>(item: Item) {
  const array = z.array(item).transform((data) => ({ page: 0, size: data.length, count: data.length, data }));
  return z.union([array, wirePage(item)]);
}

interface WirePage<Item> {
  readonly page?: number | null | undefined;
  readonly size?: number | null | undefined;
  readonly count?: number | null | undefined;
  readonly data: readonly Item[];
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
 * documented, so the envelope is believed rather than the request: where it is about another part of the list, the
 * right part is asked for once more in pages of the envelope's size, and a second miss is `PROVIDER_BAD_RESPONSE`.
 */
export async function readPage<Wire, Item>(listing: Listing<Wire, Item>): Promise<Page<Item>> {
  const { request, first, ask, toItem, origin } = listing;
  const offset = Number(request.from ?? 0);
  const answer = await ask(first);
  const run = runFrom(offset, answer, first) ?? (await readAgain(offset, answer.size ?? 0, ask));
  if (run === null) throw new ProviderError('PROVIDER_BAD_RESPONSE', origin);
  return toPage(run.items.map(toItem), request, { offset, limit: run.room }, run.total);
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
  readonly items: readonly Item[];
  /** How many items the page could hold from there. */
  readonly room: number;
  readonly total: number | null;
}

/** Null where the page does not hold the position, although the list is said to go on that far. */
function runFrom<Item>(offset: number, answer: WirePage<Item>, asked: Paging | null): Run<Item> | null {
  const { data, count } = answer;
  const total = count ?? null;
  const size = answer.size ?? asked?.size ?? data.length;
  if (total !== null && offset >= total) return { items: [], room: size, total };
  const skip = offset - (answer.page ?? asked?.page ?? 0) * size;
  if (skip < 0 || (skip > 0 && skip >= size)) return null;
  const items = data.slice(skip);
  return items.length === 0 && total !== null ? null : { items, room: size - skip, total };
}
