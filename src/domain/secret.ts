import { inspect } from 'node:util';

/** Where a secret's text is: an environment variable, a file, or given as it is. */
export type SecretSource = { readonly env: string } | { readonly file: string } | { readonly text: string };

/** A text that prints as `[secret]` wherever it is printed. */
export class Secret {
  readonly source: SecretSource;
  #text: string | null;

  constructor(source: SecretSource) {
    const isGiven = 'text' in source;
    this.source = isGiven ? { text: '[secret]' } : source;
    this.#text = isGiven ? source.text : null;
  }

  /** Reads the text through `read`; what `read` throws is thrown. */
  load(read: (source: SecretSource) => string): void {
    this.#text ??= read(this.source);
  }

  /** The text itself; throws where it was never loaded. */
  reveal(): string {
    if (this.#text === null) throw new Error('The secret was not loaded.');
    return this.#text;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}
