import type { ErrorCode } from '../domain/errors.ts';
import { hasBody, untilBodyIsOver } from './body.ts';
import { requestIdOf } from './request-id.ts';

/** Why a request is not answered. */
export interface Refusal {
  readonly status: number;
  readonly code: ErrorCode | 'INTERNAL_SERVER_ERROR';
  /** A sentence that says what to do; nothing of the request is in it. */
  readonly message: string;
  /** Whether the same request may succeed later; false where absent. */
  readonly retryable?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
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
 * An answer of the same shape as one that GraphQL gives. Where the request's body was not read to its end, the
 * connection is closed after it: what is left of the body would be taken for the next request.
 */
export function refuse(request: Request, refusal: Refusal): Response {
  const { status, code, message, headers, retryable = false } = refusal;
  const requestId = requestIdOf(request);
  const error = { message, extensions: { code, retryable, requestId } };
  const body = Buffer.from(JSON.stringify({ errors: [error], extensions: { requestId } }));
  const accepted = request.headers.get('accept') ?? '';
  const type = accepted.includes('application/graphql-response+json')
    ? 'application/graphql-response+json'
    : 'application/json';
  const isUnread = hasBody(request);
  return new Response(isUnread ? keptOpen(body, untilBodyIsOver(request)) : body, {
    status,
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-length': String(body.byteLength),
      ...(isUnread ? { connection: 'close' } : {}),
      ...headers,
    },
  });
}

/**
 * The whole answer at once, its end later: a connection that is closed while its client still sends is reset, and
 * the answer lost.
 */
function keptOpen(body: Uint8Array, until: Promise<void>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: async (controller) => {
      controller.enqueue(body);
      await until;
      controller.close();
    },
  });
}
