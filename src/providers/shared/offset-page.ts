import type { Page, PageRequest } from '../../domain/page.ts';

/** A run of a list, by position. */
export interface Window {
  readonly offset: number;
  readonly limit: number;
}

/**
 * A provider is taken to give at least so many items at once, if it is asked for them: a page that is shorter is the
 * end of its list. A page that is longer, and shorter than was asked for, may have been cut.
 */
export const smallestCap = 5;

/**
 * The run to request from a provider that lists by position: one item more than wanted, if its maximum allows, to see
 * whether more follows. The cursors of such providers are positions.
 */
export function toWindow({ from, limit, back = 0 }: PageRequest, maximum: number): Window {
  return { offset: Math.max(Number(from ?? 0) - back, 0), limit: Math.min(limit + 1, maximum) };
}

/** The page that a run's items make. `total` is set if the provider says how many there are. */
export function toPage<Item>(
  items: readonly Item[],
  { limit }: PageRequest,
  asked: Window,
  total: number | null = null,
): Page<Item> {
  const { offset } = asked;
  const wanted = items.slice(0, limit);
  return {
    items: wanted.map((item, index) => ({ item, cursor: String(offset + index) })),
    ...whatFollows(items.length, limit, asked, total),
    next: String(offset + wanted.length),
    before: offset,
    total,
  };
}

/** Whether more follows a run of so many items. */
export function whatFollows(
  received: number,
  limit: number,
  { offset, limit: asked }: Window,
  total: number | null = null,
): Pick<Page<unknown>, 'hasMore' | 'isShort'> {
  const isShort = received < asked;
  if (received === 0) return { hasMore: false, isShort };
  if (received > limit) return { hasMore: true, isShort };
  // A total is believed unless the items themselves are more.
  if (total !== null && offset + received <= total) return { hasMore: offset + received < total, isShort };
  return { hasMore: isShort && received < smallestCap ? false : null, isShort };
}

/** A page of a provider that pages by number, and how many of its first items lie before the window. */
export interface NumberedPage {
  /** Counted from 0. */
  readonly number: number;
  readonly size: number;
  readonly skip: number;
}

/**
 * The smallest numbered page that holds the whole window, so that one call answers it. Where no page of at most
 * `maximum` items does, the one that holds most of the window's beginning.
 */
export function coveringPage({ offset, limit }: Window, maximum: number): NumberedPage {
  let best: NumberedPage = { number: Math.floor(offset / maximum), size: maximum, skip: offset % maximum };
  for (let size = 1; size <= maximum; size += 1) {
    const skip = offset % size;
    if (skip + limit <= size) return { number: Math.floor(offset / size), size, skip };
    if (size - skip > best.size - best.skip) best = { number: Math.floor(offset / size), size, skip };
  }
  return best;
}
