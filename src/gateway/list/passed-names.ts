import { shortNameIn, type Traits } from './position.ts';

/** The short names of the items that a list has passed, in order. Each is made once, and only if it is asked for. */
export class PassedNames<Item> {
  readonly #known: readonly string[];
  readonly #items: Item[] = [];
  readonly #made: string[] = [];
  readonly #names = new Set<string>();
  readonly #traits: Traits<Item>;

  constructor(known: readonly string[], traits: Traits<Item>) {
    this.#known = known;
    this.#traits = traits;
  }

  /** Whether it is new; it is passed then. */
  add(item: Item): boolean {
    const name = this.#traits.nameOf(item);
    if (this.#names.has(name)) return false;
    if (this.#known.length > 0 && this.#known.includes(shortNameIn(this.#traits, item))) return false;
    this.#names.add(name);
    this.#items.push(item);
    return true;
  }

  /** Gives, whenever it is called, the last `most` names of what is passed by now. */
  upToHere(most: number): () => readonly string[] {
    const count = this.#items.length;
    return () => {
      for (let index = this.#made.length; index < count; index += 1) {
        this.#made.push(shortNameIn(this.#traits, this.#items[index] as Item));
      }
      return [...this.#known, ...this.#made.slice(0, count)].slice(-most);
    };
  }
}
