import { shortNameIn, type Traits } from './position.ts';

/** The short names of the items that a list has passed, in order. Each is made once, and only if it is asked for. */
export class PassedNames<Item> {
  readonly #known: readonly string[];
  readonly #items: Item[] = [];
  readonly #made: string[] = [];
  readonly #names: string[] = [];
  readonly #traits: Traits<Item>;

  constructor(known: readonly string[], traits: Traits<Item>) {
    this.#known = known;
    this.#traits = traits;
  }

  /** Adds an item. False if the list has passed it already. */
  add(item: Item): boolean {
    const name = this.#traits.nameOf(item);
    if (this.#names.includes(name)) return false;
    if (this.#known.length > 0 && this.#known.includes(shortNameIn(this.#traits, item))) return false;
    this.#names.push(name);
    this.#items.push(item);
    return true;
  }

  /** How many items were added. Keep it to ask for the names up to here later. */
  get count(): number {
    return this.#items.length;
  }

  /** The last `most` names of what is known and of the first `count` that were passed. */
  names(count: number, most: number): readonly string[] {
    for (let index = this.#made.length; index < count; index += 1) {
      this.#made.push(shortNameIn(this.#traits, this.#items[index] as Item));
    }
    return [...this.#known, ...this.#made.slice(0, count)].slice(-most);
  }
}
