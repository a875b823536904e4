import type { CombinedError } from 'urql';

/** Whether the field at a path of an answer was not told. */
export type IsUntold = (...path: readonly (string | number)[]) => boolean;

/** Tells what is not there, a null, from what was not told, a null with an error. */
export function untoldIn(error: CombinedError | undefined): IsUntold {
  const paths = new Set(error?.graphQLErrors.map(({ path }) => path?.join('.')));
  return (...path) => paths.has(path.join('.'));
}
