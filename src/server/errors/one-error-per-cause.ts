import type { ExecutionResult, GraphQLError } from 'graphql';

/**
 * A field that the caller lacks a scope for is refused for every record of a page, with one error and a count. Errors of
 * other kinds stay one for each place: there a null with an error and one without are different things.
 */
export function oneErrorPerCause(result: ExecutionResult): ExecutionResult {
  return result.errors ? { ...result, errors: collapse(result.errors) } : result;
}

/** Keeps the first error of each refused field. */
function collapse(errors: readonly GraphQLError[]): GraphQLError[] {
  const counts = new Map<string, number>();
  const kept = errors.filter((error) => {
    const cause = causeOf(error);
    if (cause === null) return true;
    const count = (counts.get(cause) ?? 0) + 1;
    counts.set(cause, count);
    return count === 1;
  });
  for (const error of kept) {
    const count = counts.get(causeOf(error) ?? '') ?? 1;
    if (count > 1) Object.assign(error.extensions, { count });
  }
  return kept;
}

/** The field that was refused, whichever record it was of. Null for an error that stands for its own place alone. */
function causeOf({ path, extensions }: GraphQLError): string | null {
  if (extensions['code'] !== 'ACCESS_DENIED' || typeof path?.at(-1) !== 'string') return null;
  return JSON.stringify([path.filter((step) => typeof step === 'string'), extensions['requiredScopes']]);
}
