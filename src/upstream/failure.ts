import {
  AlreadyExistsError,
  NotFoundError,
  OutcomeUnknownError,
  ProviderError,
  VaultError,
  type InputIssue,
  type Origin,
} from '../domain/errors.ts';
import { holdsSecret } from '../redaction/scrub.ts';
import { NotSentError } from './departure.ts';
import { BodyTooLargeError, type IncomingHeaders } from './exchange.ts';
import { retryAfter } from './retry-after.ts';

/** An answer that has not been interpreted. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHeaders;
  /** Undefined if the body was empty or not JSON. */
  readonly json: unknown;
  /** False if there was a body that is not JSON. */
  readonly readable: boolean;
}

/** What a provider's own words say about a failure. Its sentences are left out: they may repeat what was sent. */
export interface Explanation {
  /**
   * `UNEXPLAINED` leaves the judgement to the status. No status means `NOT_FOUND`: a 404 may come from a proxy or a
   * wrong address, so a provider's own words have to say it.
   */
  readonly kind: 'NOT_FOUND' | 'ALREADY_EXISTS' | 'REJECTED' | 'UNAUTHORIZED' | 'UNEXPLAINED';
  readonly providerErrorCode?: string | null;
  readonly issues?: readonly InputIssue[];
}

/** Reads a provider's envelope; null if it reports no failure. Called for every answer, 2xx included. */
export type Explain = (answer: Answer) => Explanation | null;

interface FailureContext {
  readonly origin: Origin;
  readonly explain: Explain;
  readonly now: () => Date;
  /** Whether one record was asked for, so that "not found" can be about it. */
  readonly mayBeMissing: boolean;
  /** The settings to check if the provider does not know the address. */
  readonly lookAt: string;
}

/** The error that an answer means; null if it is a success. Only here HTTP becomes the error family. */
export function failureOf(answer: Answer, isWrite: boolean, context: FailureContext): VaultError | null {
  const explanation = context.explain(answer);
  const { status, headers } = answer;
  if (status >= 200 && status < 300 && explanation === null) return null;

  const { origin } = context;
  switch (kindOf(status, explanation, context.mayBeMissing)) {
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
    case 'MISPLACED':
      return misplaced(isWrite, context);
    case 'BROKEN':
      if (isWrite) return unknown(origin);
      if (status < 400) return new ProviderError('PROVIDER_BAD_RESPONSE', origin);
      return new ProviderError('PROVIDER_UNAVAILABLE', origin, {
        retryAt: retryAfter(headers, context.now()),
      });
  }
}

type Kind = Exclude<Explanation['kind'], 'UNEXPLAINED'> | 'RATE_LIMITED' | 'MISPLACED' | 'BROKEN';

function kindOf(status: number, explanation: Explanation | null, mayBeMissing: boolean): Kind {
  const explained = explanation?.kind ?? 'UNEXPLAINED';
  if (explained === 'NOT_FOUND' && !mayBeMissing) return status === 404 ? 'MISPLACED' : 'REJECTED';
  if (explained !== 'UNEXPLAINED') return explained;
  if (status === 401 || status === 403) return 'UNAUTHORIZED';
  if (status === 404) return 'MISPLACED';
  if (status === 429) return 'RATE_LIMITED';
  // 408 and 425 say nothing about whether the request was processed.
  if (status >= 400 && status < 500 && status !== 408 && status !== 425) return 'REJECTED';
  return 'BROKEN';
}

/** The address is not known: a record below it may well exist. */
function misplaced(isWrite: boolean, { origin, lookAt }: FailureContext): VaultError {
  const advice = `with a 404 that does not say that the record is missing: check ${lookAt}, and any proxy in between.`;
  return isWrite
    ? new OutcomeUnknownError(`The write was answered ${advice}`, origin)
    : new ProviderError('PROVIDER_BAD_RESPONSE', origin, { message: `The provider answered ${advice}` });
}

/** The error of a write that was sent and whose effect is unknown. */
export function unknown(origin: Origin, cause?: unknown): OutcomeUnknownError {
  return new OutcomeUnknownError('The write was sent, and no answer showed its outcome.', origin, {
    cause,
  });
}

function rejected({ headers }: Answer, origin: Origin, explanation: Explanation | null): ProviderError {
  return new ProviderError('PROVIDER_REJECTED', origin, {
    providerErrorCode: shortToken(explanation?.providerErrorCode),
    providerRequestId: shortToken(headers['x-request-id']),
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
  if (error instanceof NotSentError)
    return new ProviderError('PROVIDER_UNAVAILABLE', origin, { cause: error });
  if (isWrite) return unknown(origin, error);
  const code = error instanceof BodyTooLargeError ? 'PROVIDER_BAD_RESPONSE' : 'PROVIDER_UNAVAILABLE';
  return new ProviderError(code, origin, { cause: error });
}

/** Null if the record is not there; other failures are rethrown. */
export async function orNull<Result>(reading: Promise<Result>): Promise<Result | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}
