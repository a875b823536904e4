import {
  AlreadyExistsError,
  NotFoundError,
  OutcomeUnknownError,
  ProviderError,
  VaultError,
  type InputIssue,
  type Origin,
} from '../domain/errors.ts';
import { holdsSecret } from '../domain/scrub.ts';
import { BodyTooLargeError } from './exchange.ts';
import { retryAfter } from './retry-after.ts';

/** An answer before anybody judged it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined where the body was empty or not JSON. */
  readonly json: unknown;
  /** False where there was a body that is not JSON. */
  readonly readable: boolean;
}

/** What a provider's own words say about a failure. Its sentences are left out: they may repeat what was sent. */
export interface Explanation {
  /** `UNEXPLAINED` leaves the judgement to the status. */
  readonly kind: 'NOT_FOUND' | 'ALREADY_EXISTS' | 'REJECTED' | 'UNAUTHORIZED' | 'UNEXPLAINED';
  readonly providerErrorCode?: string | null;
  readonly issues?: readonly InputIssue[];
}

/** Reads a provider's envelope; null where it reports no failure. Asked for every answer, 2xx included. */
export type Explain = (answer: Answer) => Explanation | null;

interface FailureContext {
  readonly origin: Origin;
  readonly explain: Explain;
  readonly now: () => Date;
}

/** The error an answer stands for; null where it is a success. The only place where HTTP becomes our family. */
export function failureOf(answer: Answer, isWrite: boolean, context: FailureContext): VaultError | null {
  const explanation = context.explain(answer);
  const { status, headers } = answer;
  if (status >= 200 && status < 300 && explanation === null) return null;

  const { origin } = context;
  switch (kindOf(status, explanation)) {
    case 'NOT_FOUND':
      return new NotFoundError('The provider has no such record.', origin);
    case 'ALREADY_EXISTS':
      return new AlreadyExistsError('A record with this reference exists.', origin);
    case 'UNAUTHORIZED':
      return new ProviderError('PROVIDER_UNAUTHORIZED', origin);
    case 'REJECTED':
      return rejected(answer, origin, explanation);
    case 'RATE_LIMITED':
      return new ProviderError('RATE_LIMITED', origin, { retryAt: retryAfter(headers, context.now()) });
    case 'BROKEN':
      if (isWrite) return unknown(origin);
      if (status < 400) return new ProviderError('PROVIDER_BAD_RESPONSE', origin);
      return new ProviderError('PROVIDER_UNAVAILABLE', origin, {
        retryAt: retryAfter(headers, context.now()),
      });
  }
}

type Kind = Exclude<Explanation['kind'], 'UNEXPLAINED'> | 'RATE_LIMITED' | 'BROKEN';

function kindOf(status: number, explanation: Explanation | null): Kind {
  if (explanation && explanation.kind !== 'UNEXPLAINED') return explanation.kind;
  if (status === 401 || status === 403) return 'UNAUTHORIZED';
  if (status === 404) return 'NOT_FOUND';
  if (status === 429) return 'RATE_LIMITED';
  // 408 and 425 say nothing about whether the request was processed.
  if (status >= 400 && status < 500 && status !== 408 && status !== 425) return 'REJECTED';
  return 'BROKEN';
}

function unknown(origin: Origin, cause?: unknown): OutcomeUnknownError {
  return new OutcomeUnknownError('The write was sent and no answer came that tells its outcome.', origin, {
    cause,
  });
}

function rejected({ headers }: Answer, origin: Origin, explanation: Explanation | null): ProviderError {
  return new ProviderError('PROVIDER_REJECTED', origin, {
    providerErrorCode: shortToken(explanation?.providerErrorCode),
    providerRequestId: shortToken(headers.get('x-request-id')),
    issues: (explanation?.issues ?? []).slice(0, mostIssues),
  });
}

/** What a provider says of an input is kept under its idempotency key, which must not grow with it. */
const mostIssues = 50;

/** Codes and request ids only: whatever else a provider puts there does not leave, nor what looks like a secret. */
function shortToken(text: string | null | undefined): string | null {
  return text && /^[\w.:-]{1,128}$/.test(text) && !holdsSecret(text) ? text : null;
}

/** The error a request without an answer stands for. */
export function unanswered(error: unknown, isWrite: boolean, origin: Origin): VaultError {
  if (error instanceof VaultError) return error;
  if (neverSent(error)) return new ProviderError('PROVIDER_UNAVAILABLE', origin, { cause: error });
  if (isWrite) return unknown(origin, error);
  const code = error instanceof BodyTooLargeError ? 'PROVIDER_BAD_RESPONSE' : 'PROVIDER_UNAVAILABLE';
  return new ProviderError(code, origin, { cause: error });
}

const connectionFailures: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Whether no connection was ever made, so that nothing can have been received. */
function neverSent(error: unknown): boolean {
  for (let link = error; link instanceof Error; link = link.cause) {
    if (link instanceof AggregateError) return link.errors.every(neverSent);
    if ('code' in link && typeof link.code === 'string' && connectionFailures.has(link.code)) return true;
  }
  return false;
}

/** Null where the record is not there; every other failure stays one. */
export async function orNull<Result>(reading: Promise<Result>): Promise<Result | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}
