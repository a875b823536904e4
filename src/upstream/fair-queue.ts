/**
 * Items that wait in lanes, and lanes in lanes. Lanes take turns, so that a long lane does not delay the others; within the
 * innermost lane, items leave in the order in which they came.
 */
export class FairQueue<Item> {
  readonly #lanes = new Map<unknown, FairQueue<Item>>();
  #items: Item[] = [];
  #next = 0;

  push(item: Item, [key, ...rest]: readonly unknown[]): void {
    if (key === undefined) return void this.#items.push(item);
    const known = this.#lanes.get(key);
    const lane = known ?? new FairQueue<Item>();
    if (!known) this.#lanes.set(key, lane);
    lane.push(item, rest);
  }

  shift(): Item | undefined {
    return this.#shiftOwn() ?? this.#shiftLane();
  }

  isEmpty(): boolean {
    return this.#items.length === 0 && this.#lanes.size === 0;
  }

  #shiftOwn(): Item | undefined {
    const item = this.#items[this.#next];
    if (item === undefined) return undefined;
    this.#next += 1;
    // Not one by one: that would move all others each time.
    if (this.#next * 2 < this.#items.length) return item;
    this.#items = this.#items.slice(this.#next);
    this.#next = 0;
    return item;
  }

  #shiftLane(): Item | undefined {
    const [first] = this.#lanes;
    if (!first) return undefined;
    const [key, lane] = first;
    const item = lane.shift();
    this.#lanes.delete(key);
    if (!lane.isEmpty()) this.#lanes.set(key, lane);
    return item;
  }
}
