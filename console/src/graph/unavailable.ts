import type { CombinedError } from 'urql';

/** Whether the field at a path of an answer is unavailable. */
export type IsUnavailable = (...path: readonly (string | number)[]) => boolean;

/** Distinguishes an unavailable field, a null with an error, from an empty one, a null without. */
export function unavailableIn(error: CombinedError | undefined): IsUnavailable {
  const paths = new Set(error?.graphQLErrors.map(({ path }) => path?.join('.')));
  return (...path) => paths.has(path.join('.'));
}
