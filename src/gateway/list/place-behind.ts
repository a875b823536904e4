import type { PassedNames } from './passed-names.ts';
import type { Position } from './position.ts';

/** Which items the list had passed at the place, and how many of their names a cursor keeps. */
interface Passed {
  readonly passed: Pick<PassedNames<never>, 'names'>;
  readonly count: number;
  readonly most: number;
}

/** The place behind an item, whose names are made when a cursor needs them: most cursors are not asked for. */
export class PlaceBehind implements Position {
  readonly cursor: string;
  readonly before: number | null;
  readonly createdAt: number | null;
  readonly longest: number;
  readonly isDoubtful: boolean;
  readonly #passed: Passed['passed'];
  readonly #count: number;
  readonly #most: number;

  constructor({
    cursor,
    before,
    createdAt,
    longest,
    isDoubtful,
    passed,
    count,
    most,
  }: Omit<Position, 'names'> & Passed) {
    this.cursor = cursor;
    this.before = before;
    this.createdAt = createdAt;
    this.longest = longest;
    this.isDoubtful = isDoubtful;
    this.#passed = passed;
    this.#count = count;
    this.#most = most;
  }

  get names(): readonly string[] {
    return this.#passed.names(this.#count, this.#most);
  }

  toJSON(): Position {
    const { cursor, names, before, createdAt, longest, isDoubtful } = this;
    return { cursor, names, before, createdAt, longest, isDoubtful };
  }
}
