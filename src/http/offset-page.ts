import type { Page, PageRequest } from '../domain/page.ts';

/** A run of a list, by position. */
export interface Window {
  readonly offset: number;
  readonly limit: number;
}

/**
 * The run to ask a provider for that lists by position: one item more than is wanted, where its maximum allows, to
 * tell whether more follows. The cursors such providers get are positions.
 */
export function toWindow({ from, limit }: PageRequest, maximum: number): Window {
  return { offset: Number(from ?? 0), limit: Math.min(limit + 1, maximum) };
}

/** The page that a run's items make. `total` where the provider says how many there are. */
export function toPage<Item>(
  items: readonly Item[],
  { from, limit }: PageRequest,
  asked: Window,
  total: number | null = null,
): Page<Item> {
  const offset = Number(from ?? 0);
  const wanted = items.slice(0, limit);
  return {
    items: wanted.map((item, index) => ({ item, cursor: String(offset + index) })),
    hasMore: total === null ? hasMore(items.length, limit, asked) : offset + wanted.length < total,
    next: String(offset + wanted.length),
    total,
  };
}

function hasMore(received: number, limit: number, asked: Window): boolean | null {
  if (received > limit) return true;
  // A run cut short by the provider's maximum says nothing about what comes after it.
  return received < asked.limit ? false : null;
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
