import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import type { Scope } from '../../access/caller.ts';
import { AccessDeniedError } from '../../domain/errors.ts';

/** A document, or what it was sent with, that is not run. */
export function refusal(
  message: string,
  http: Readonly<Record<string, unknown>>,
  place: GraphQLErrorOptions = {},
): GraphQLError {
  return new GraphQLError(message, {
    ...place,
    extensions: { code: 'INVALID_INPUT', retryable: false, http },
  });
}

/** A stream that cannot be opened now. */
export function noStream(): GraphQLError {
  const http = { status: 429, headers: { 'retry-after': '5' } };
  return new GraphQLError('As many streams are open as may be: try again later.', {
    extensions: { code: 'STREAM_UNAVAILABLE', retryable: true, http },
  });
}

/** A document that the caller may not send. */
export function forbidden(scope: Scope): GraphQLError {
  const { message, code, requiredScopes } = new AccessDeniedError([scope]);
  return new GraphQLError(message, {
    extensions: { code, requiredScopes, retryable: false, http: { status: 403 } },
  });
}
