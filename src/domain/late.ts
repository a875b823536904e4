/**
 * A field's value that is read when the rest of the answer is there, because many are read for less together than one by
 * one. An executor that does not know it reads it at once, by `valueOf`.
 */
export abstract class Late {
  abstract valueOf(): string;

  toString(): string {
    return this.valueOf();
  }

  toJSON(): string {
    return this.valueOf();
  }
}
