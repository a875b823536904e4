/** One mistake in the configuration: where, and a sentence that says what to do. Never a value. */
export interface ConfigMistake {
  readonly path: string;
  readonly message: string;
}

/** Every mistake of a configuration at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly mistakes: readonly ConfigMistake[];

  constructor(mistakes: readonly ConfigMistake[]) {
    const lines = mistakes.map(({ path, message }) => `  ${path || 'the file'}: ${message}`);
    super(`The configuration cannot be used:\n${lines.join('\n')}`);
    this.mistakes = mistakes;
  }
}

/** As in `tenants[0].accounts[1].settings.baseUrl`. */
export function toPath(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
