import { digest } from '../ids.ts';

/** A place in one account's list, behind the last item that was given out. It is kept in cursors, so it is small. */
export interface Position {
  /** The provider's cursor of the last item that was given out. */
  readonly cursor: string;
  /** Short names of the last items that lie before the place, in order: one that was deleted does not lose it. */
  readonly names: readonly string[];
  /** How many items lay before the last one; null if the provider's cursors are no positions. */
  readonly before: number | null;
  /** When the last item was created, in milliseconds since 1970. */
  readonly createdAt: number | null;
  /** How long the longest page of this list has been. */
  readonly longest: number;
  /** Whether something may have been left out on the way. */
  readonly isDoubtful: boolean;
}

/** What the items of a list have that a place is found by. */
export interface Traits<Item> {
  /** Unique in the list. Stays in this process: a cursor holds the short name. */
  readonly nameOf: (item: Item) => string;
  /** The short name of `nameOf` if absent. */
  readonly shortNameOf?: (item: Item) => string;
  readonly createdAtOf: (item: Item) => Date | null;
}

/** Of thirty-six bits: a wrong match among a hundred names and a hundred items is one in six million. */
export function shortName(name: string): string {
  return digest(name).slice(0, 6);
}

export function shortNameIn<Item>({ nameOf, shortNameOf }: Traits<Item>, item: Item): string {
  return shortNameOf ? shortNameOf(item) : shortName(nameOf(item));
}
