import { isReadable, type Page, type Placed } from '../../domain/page.ts';

/**
 * Everything a list holds, page by page as the port says: each page but the first starts with the last item of the
 * one before, which is asked for once more and must be there.
 */
export async function readAll<Item>(
  list: (from: string | null, limit: number) => Promise<Page<Item | null>>,
  size: number,
): Promise<readonly Item[]> {
  const first = await list(null, size);
  const items = first.items.map(readable);
  let { hasMore } = first;
  let last = first.items.at(-1);

  while (last && hasMore !== false) {
    const limit = Math.min(size + 1, 100);
    const page = await list(last.cursor, limit);
    if (page.items.length > limit) throw new Error('The page is larger than was asked for.');
    if (JSON.stringify(page.items[0]?.item) !== JSON.stringify(last.item)) {
      throw new Error('The page does not start with the item whose cursor it was given.');
    }
    const fresh = page.items.slice(1);
    if (fresh.length === 0 && page.hasMore === true) throw new Error('The list does not come to its end.');
    items.push(...fresh.map(readable));
    hasMore = fresh.length === 0 ? false : page.hasMore;
    last = page.items.at(-1);
  }
  return items;
}

function readable<Item>(placed: Placed<Item | null>): Item {
  if (isReadable(placed)) return placed.item;
  throw new Error('An item cannot be read.');
}
