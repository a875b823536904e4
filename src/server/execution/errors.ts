import type { GraphQLError, ResponsePath } from 'graphql';

export type Path = ResponsePath;

/** The errors of one execution, without those at places that an error before has made null. */
export class FieldErrors {
  readonly all: GraphQLError[] = [];
  #nulled: Set<Path | undefined> | null = null;

  add(error: GraphQLError, path: Path | undefined): void {
    this.#nulled ??= new Set();
    if (this.#isNulled(path)) return;
    this.#nulled.add(path);
    this.all.push(error);
  }

  #isNulled(path: Path | undefined): boolean {
    for (let at = path; at !== undefined; at = at.prev) if (this.#nulled?.has(at)) return true;
    return this.#nulled?.has(undefined) ?? false;
  }
}
