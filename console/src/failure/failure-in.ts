import type { FailurePartsFragment } from '../graphql/graphql.ts';

/** The failure that a write's result is; null if it is a success, or there is no result yet. */
export function failureIn(
  result: { readonly __typename: string } | null | undefined,
): FailurePartsFragment | null {
  if (!result || result.__typename.endsWith('Success')) return null;
  // A fragment on an interface has a type for each of its members, which `readFragment` cannot distinguish.
  return result as FailurePartsFragment;
}
