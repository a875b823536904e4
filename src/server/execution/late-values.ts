import { Late } from '../../domain/late.ts';

type Answer = Record<string, unknown>;

/** The values of one answer that are read when all of it is there. */
export class LateValues {
  readonly #answers: Answer[] = [];
  readonly #keys: string[] = [];

  /** Remembers a place of the answer if its value is late. */
  note(answer: Answer, key: string, value: unknown): void {
    if (!(value instanceof Late)) return;
    this.#answers.push(answer);
    this.#keys.push(key);
  }

  /** Puts every late value in its place. */
  read(): void {
    this.#answers.forEach((answer, index) => {
      const key = this.#keys[index] as string;
      const value = answer[key];
      if (value instanceof Late) answer[key] = value.valueOf();
    });
  }
}
