import { GraphQLError } from 'graphql';
import { AccessDeniedError, InvalidInputError, ProviderError, VaultError } from '../../domain/errors.ts';

/** Called with errors that are defects of this API. */
export type ReportDefect = (error: unknown) => void;

/**
 * What a caller sees of an error: our own errors with their codes, GraphQL's errors about the document, which `quietErrors`
 * rewords, and for everything else only that it happened.
 */
export function createMask(report: ReportDefect): (error: unknown) => GraphQLError {
  return (error) => {
    const cause = error instanceof GraphQLError ? error.originalError : error;
    if (cause instanceof VaultError) return expected(cause, error);
    if (error instanceof GraphQLError && isAboutDocument(cause)) return error;
    report(cause);
    return unexpected(error);
  };
}

/** While it executes, GraphQL complains about arguments of the document, and about values that we gave it: those are ours. */
function isAboutDocument(cause: unknown): boolean {
  return cause === undefined || (cause instanceof GraphQLError && cause.message.startsWith('Argument "'));
}

function expected(cause: VaultError, error: unknown): GraphQLError {
  return new GraphQLError(cause.message, {
    ...placeOf(error),
    extensions: {
      code: cause.code,
      retryable: cause.retryable,
      ...cause.origin,
      ...(cause instanceof InvalidInputError ? { issues: cause.issues } : {}),
      ...(cause instanceof AccessDeniedError ? { requiredScopes: cause.requiredScopes } : {}),
      ...(cause instanceof ProviderError && cause.facts.retryAt
        ? { retryAt: cause.facts.retryAt.toISOString() }
        : {}),
    },
  });
}

function unexpected(error: unknown): GraphQLError {
  return new GraphQLError('Unexpected error.', {
    ...placeOf(error),
    extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false },
  });
}

function placeOf(error: unknown) {
  if (!(error instanceof GraphQLError)) return {};
  return { nodes: error.nodes ?? null, path: error.path ?? null };
}
