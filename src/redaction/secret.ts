import { inspect } from 'node:util';

/** Where a secret's text is: an environment variable, a file, or given as it is. */
export type SecretSource = { readonly env: string } | { readonly file: string } | { readonly text: string };

/** What a secret's text has to be. */
export interface SecretRule {
  readonly accepts: (text: string) => boolean;
  /** What it must be, in a sentence. */
  readonly says: string;
  /** The text to use for the one that was written; the same if absent. */
  readonly read?: (text: string) => string;
}

/** A text that prints as `[secret]` wherever it is printed. */
export class Secret {
  readonly source: SecretSource;
  readonly #rule: SecretRule | null;
  #text: string | null;
  #from: ((source: SecretSource) => string) | null = null;

  constructor(source: SecretSource, rule: SecretRule | null = null) {
    const isGiven = 'text' in source;
    this.source = isGiven ? { text: '[secret]' } : source;
    this.#rule = rule;
    this.#text = isGiven ? this.#read(source.text) : null;
  }

  /** Reads the text through `read`; what `read` throws is thrown. */
  load(read: (source: SecretSource) => string): void {
    this.#from = read;
    this.#text ??= this.#read(read(this.source));
  }

  /** Reads its file again, if it is in one. Gives whether it is another now: one that cannot be used changes nothing. */
  reread(): boolean {
    if (this.#from === null || !('file' in this.source)) return false;
    const text = textFrom(this.#from, this.source);
    if (text === null) return false;
    const read = this.#read(text);
    if (read === this.#text || this.#rule?.accepts(read) === false) return false;
    this.#text = read;
    return true;
  }

  #read(text: string): string {
    return this.#rule?.read?.(text) ?? text;
  }

  /** What is wrong with the text, without it; null if nothing is. Throws if it was never loaded. */
  refusal(): string | null {
    return this.#rule === null || this.#rule.accepts(this.reveal()) ? null : this.#rule.says;
  }

  /** The text itself; throws if it was never loaded. */
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

function textFrom(read: (source: SecretSource) => string, source: SecretSource): string | null {
  try {
    return read(source);
  } catch {
    return null;
  }
}

/** The secrets among settings, however deep. */
export function secretsIn(settings: unknown): readonly Secret[] {
  if (settings instanceof Secret) return [settings];
  if (typeof settings !== 'object' || settings === null) return [];
  return Object.values(settings).flatMap(secretsIn);
}
