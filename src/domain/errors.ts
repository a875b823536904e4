import type { Operation } from './capability.ts';
import type { Customer } from './customer.ts';

/** Where in the graph's input something is wrong, what kind of thing, and a sentence that never repeats the value. */
export interface InputIssue {
  readonly path: readonly string[];
  readonly code: InputIssueCode;
  readonly message: string;
}

export const inputIssueCodes = [
  'REQUIRED',
  'MALFORMED',
  'TOO_LONG',
  'TOO_SHORT',
  'CONFLICTING',
  'UNSUPPORTED_BY_PROVIDER',
] as const;

export type InputIssueCode = (typeof inputIssueCodes)[number];

/** Stable, for programs; the enum `VaultErrorCode` of the graph. */
export const errorCodes = [
  'INVALID_INPUT',
  'NOT_FOUND',
  'ID_KEY_UNKNOWN',
  'ALREADY_EXISTS',
  'UNSUPPORTED_OPERATION',
  'STALE_WRITE',
  'IDEMPOTENCY_CONFLICT',
  'ACCESS_DENIED',
  'PROVIDER_REJECTED',
  'PROVIDER_UNAVAILABLE',
  'PROVIDER_UNAUTHORIZED',
  'PROVIDER_BAD_RESPONSE',
  'RATE_LIMITED',
  'STORE_UNAVAILABLE',
  'BUDGET_EXHAUSTED',
  'OUTCOME_UNKNOWN',
  'STREAM_UNAVAILABLE',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** The provider and account that an error is about. */
export interface Origin {
  /** The provider's code in the graph. */
  readonly provider: string;
  readonly account: string;
}

interface VaultErrorOptions extends ErrorOptions {
  readonly retryable?: boolean;
  readonly origin?: Origin | undefined;
}

/**
 * Every expected failure. The family is closed: what is not one of its members is a defect of this API.
 * The message is one sentence for developers, free of personal data; `cause` is for debuggers and never printed.
 */
export abstract class VaultError extends Error {
  abstract override readonly name: string;
  readonly code: ErrorCode;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  readonly origin: Origin | null;

  constructor(code: ErrorCode, message: string, options: VaultErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.origin = options.origin ?? null;
  }
}

/** Input was refused before anything was sent. It has every issue, not only the first one. */
export class InvalidInputError extends VaultError {
  override readonly name = 'InvalidInputError';
  readonly issues: readonly InputIssue[];

  constructor(issues: readonly InputIssue[], origin?: Origin) {
    super('INVALID_INPUT', issues.map(({ message }) => message).join(' '), { origin });
    this.issues = issues;
  }
}

/** No such record. */
export class NotFoundError extends VaultError {
  override readonly name = 'NotFoundError';

  constructor(message: string, origin?: Origin) {
    super('NOT_FOUND', message, { origin });
  }
}

/** An id was sealed with a key that is not configured here: what it names, and whether that exists, is unknown. */
export class IdKeyUnknownError extends VaultError {
  override readonly name = 'IdKeyUnknownError';

  constructor() {
    super('ID_KEY_UNKNOWN', 'The id cannot be opened: the key that sealed it is not configured.');
  }
}

/** A record with this reference exists. */
export class AlreadyExistsError extends VaultError {
  override readonly name = 'AlreadyExistsError';

  constructor(message: string, origin?: Origin) {
    super('ALREADY_EXISTS', message, { origin });
  }
}

/** The provider cannot do this; the message says why and what to do instead. */
export class UnsupportedOperationError extends VaultError {
  override readonly name = 'UnsupportedOperationError';
  readonly operation: Operation;

  constructor(operation: Operation, message: string, origin: Origin) {
    super('UNSUPPORTED_OPERATION', message, { origin });
    this.operation = operation;
  }
}

/** The record changed since the instant the caller named. */
export class StaleWriteError extends VaultError {
  override readonly name = 'StaleWriteError';
  /** The record as it is now. */
  readonly current: Customer;

  constructor(current: Customer, origin: Origin) {
    super('STALE_WRITE', 'The record changed in between; read it again first.', { origin });
    this.current = current;
  }
}

/** A write was sent and its answer never came: it may or may not have taken effect. */
export class OutcomeUnknownError extends VaultError {
  override readonly name = 'OutcomeUnknownError';
  /** Whether sending it again could create a second record. */
  readonly mayDuplicate: boolean;

  constructor(message: string, origin?: Origin, options: OutcomeUnknownOptions = {}) {
    super('OUTCOME_UNKNOWN', message, { ...options, origin });
    this.mayDuplicate = options.mayDuplicate ?? true;
  }
}

interface OutcomeUnknownOptions extends ErrorOptions {
  readonly mayDuplicate?: boolean;
  /** Whether asking again in the same way is safe. */
  readonly retryable?: boolean;
}

/** The idempotency key was used for something else, or is in use right now, which alone is worth a retry. */
export class IdempotencyConflictError extends VaultError {
  override readonly name = 'IdempotencyConflictError';

  constructor(cause: 'other input' | 'still running', origin?: Origin) {
    const isRunning = cause === 'still running';
    const message = isRunning
      ? 'A request with this idempotency key is still running.'
      : 'This idempotency key was used with other input.';
    super('IDEMPOTENCY_CONFLICT', message, { retryable: isRunning, origin });
  }
}

/** The store that keeps writes from being repeated could not be reached; nothing was sent. */
export class StoreUnavailableError extends VaultError {
  override readonly name = 'StoreUnavailableError';

  constructor(cause: unknown) {
    super('STORE_UNAVAILABLE', 'The store could not be reached; nothing was sent.', {
      retryable: true,
      cause,
    });
  }
}

/** The store would lose what must outlive the process; nothing was sent. */
export class StoreUnfitError extends VaultError {
  override readonly name = 'StoreUnfitError';

  constructor(message: string) {
    super('STORE_UNAVAILABLE', message);
  }
}

/** The caller lacks a scope; one of `requiredScopes` is enough. */
export class AccessDeniedError extends VaultError {
  override readonly name = 'AccessDeniedError';
  readonly requiredScopes: readonly string[];

  /** With a different message if no scope would help. */
  constructor(
    requiredScopes: readonly string[],
    message = `This needs the scope ${requiredScopes.join(' or ')}.`,
  ) {
    super('ACCESS_DENIED', message);
    this.requiredScopes = requiredScopes;
  }
}

export type ProviderErrorCode = Extract<
  ErrorCode,
  | 'PROVIDER_REJECTED'
  | 'PROVIDER_UNAVAILABLE'
  | 'PROVIDER_UNAUTHORIZED'
  | 'PROVIDER_BAD_RESPONSE'
  | 'RATE_LIMITED'
>;

/** What is known about a provider's failure beside its code. */
export interface ProviderErrorFacts {
  /** When to ask again, if the provider said. */
  readonly retryAt?: Date | null;
  /** The provider's own code. */
  readonly providerErrorCode?: string | null;
  /** The provider's request id, if it gives one. */
  readonly providerRequestId?: string | null;
  /** What of the input the provider refused, if it says. */
  readonly issues?: readonly InputIssue[];
  /** In place of the sentence that the code stands for. */
  readonly message?: string;
  readonly cause?: unknown;
}

/** The provider failed or refused, and nothing was changed. One class with a code: callers need no finer types. */
export class ProviderError extends VaultError {
  override readonly name = 'ProviderError';
  declare readonly code: ProviderErrorCode;
  readonly facts: Omit<ProviderErrorFacts, 'message' | 'cause'>;

  constructor(code: ProviderErrorCode, origin: Origin, facts: ProviderErrorFacts = {}) {
    const { message = providerMessages[code], cause, ...rest } = facts;
    const retryable =
      code === 'PROVIDER_UNAVAILABLE' || code === 'RATE_LIMITED' || code === 'PROVIDER_BAD_RESPONSE';
    super(code, message, { retryable, origin, cause });
    this.facts = rest;
  }
}

const providerMessages: Readonly<Record<ProviderErrorCode, string>> = {
  PROVIDER_REJECTED: 'The provider refused the request.',
  PROVIDER_UNAVAILABLE: 'The provider could not be reached or did not answer in time.',
  PROVIDER_UNAUTHORIZED: "The provider refused the account's credentials; the configuration must be fixed.",
  PROVIDER_BAD_RESPONSE: "The provider's answer could not be understood.",
  RATE_LIMITED: 'The provider asked us to wait.',
};
