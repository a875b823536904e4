import { isReadable } from '../../domain/page.ts';
import type { Ask } from './place.ts';

/** Notices a provider that gives the same items at another place, because it ignores which place was asked for. */
export function refusingRepetition<Item>(
  list: Ask<Item>,
  nameOf: (item: Item) => string,
): { readonly list: Ask<Item>; readonly isRepeating: () => boolean } {
  const places = new Map<string, string>();
  let isRepeating = false;
  return {
    list: async (request) => {
      const page = await list(request);
      const first = page.items.find(isReadable);
      if (first) {
        const name = nameOf(first.item);
        isRepeating = (places.get(name) ?? first.cursor) !== first.cursor;
        places.set(name, first.cursor);
      }
      return page;
    },
    isRepeating: () => isRepeating,
  };
}
