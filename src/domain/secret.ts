import { inspect } from 'node:util';

/** Where a secret's text is: an environment variable, a file, or given as it is. */
export type SecretSource = { readonly env: string } | { readonly file: string } | { readonly text: string };

/** What a secret's text has to be. */
export interface SecretRule {
  readonly accepts: (text: string) => boolean;
  /** What it must be, in a sentence. */
  readonly says: string;
}

/** A text that prints as `[secret]` wherever it is printed. */
export class Secret {
  readonly source: SecretSource;
  readonly #rule: SecretRule | null;
  #text: string | null;

  constructor(source: SecretSource, rule: SecretRule | null = null) {
    const isGiven = 'text' in source;
    this.source = isGiven ? { text: '[secret]' } : source;
    this.#rule = rule;
    this.#text = isGiven ? source.text : null;
  }

  /** Reads the text through `read`; what `read` throws is thrown. */
  load(read: (source: SecretSource) => string): void {
    this.#text ??= read(this.source);
  }

  /** What is wrong with the text, without it; null where nothing is. Throws where it was never loaded. */
  refusal(): string | null {
    return this.#rule === null || this.#rule.accepts(this.reveal()) ? null : this.#rule.says;
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
