import type { ErrorCode } from '../../domain/errors.ts';
import type { HttpAnswer, HttpRequest } from '../../http/handle.ts';

/** Why a request is not answered. */
export interface Refusal {
  readonly status: number;
  readonly code: ErrorCode | 'INTERNAL_SERVER_ERROR';
  /** A sentence that says what to do; nothing of the request is in it. */
  readonly message: string;
  /** Whether the same request may succeed later; false if absent. */
  readonly retryable?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** What a program can go by beside the code; nothing if absent. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Thrown by what reads a request, caught by what answers it. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/**
 * An answer of the same shape as one that GraphQL gives. If the request's body was not read to its end, the
 * connection is closed after it: what is left of the body would be taken for the next request. The answer ends only
 * when the client has sent its body: a connection that is closed while its client still sends is reset, and the
 * answer lost.
 */
export function refuse(request: HttpRequest, refusal: Refusal): HttpAnswer {
  const { status, code, message, headers, retryable = false, facts } = refusal;
  const { requestId } = request;
  const error = { message, extensions: { code, retryable, ...facts, requestId } };
  const body = JSON.stringify({ errors: [error], extensions: { requestId } });
  const accepted = request.headers.get('accept') ?? '';
  const type = accepted.includes('application/graphql-response+json')
    ? 'application/graphql-response+json'
    : 'application/json';
  const isUnread = request.body.isPending();
  return {
    status,
    headers: {
      'content-type': `${type}; charset=utf-8`,
      ...(isUnread ? { connection: 'close' } : {}),
      ...headers,
    },
    body,
    ...(isUnread ? { end: request.body.discard() } : {}),
  };
}
