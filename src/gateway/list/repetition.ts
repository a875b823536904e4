import { isReadable, type Page } from '../../domain/page.ts';

interface First {
  readonly name: string;
  readonly cursor: string;
}

/** Notices a provider that gives the same items at another place, because it ignores which place was asked for. */
export class Repetition<Item> {
  readonly #nameOf: (item: Item) => string;
  /** The first item of each page. */
  readonly #firsts: First[] = [];
  #isRepeating = false;

  constructor(nameOf: (item: Item) => string) {
    this.#nameOf = nameOf;
  }

  /** Whether the latest page that begins with an item began with one that was at another place before. */
  get isRepeating(): boolean {
    return this.#isRepeating;
  }

  /** Looks at a page, and gives it back. */
  look(page: Page<Item | null>): Page<Item | null> {
    const first = page.items.find(isReadable);
    if (!first) return page;
    const { cursor } = first;
    const name = this.#nameOf(first.item);
    const before = this.#firsts.findLast((one) => one.name === name);
    this.#isRepeating = before !== undefined && before.cursor !== cursor;
    this.#firsts.push({ name, cursor });
    return page;
  }
}
