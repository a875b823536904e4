import {
  AlreadyExistsError,
  NotFoundError,
  ProviderError,
  type InputIssue,
  type Origin,
  type VaultError,
} from '../../domain/errors.ts';
import type { Seal } from '../sealing/seal.ts';

/** What became of a write that was sent: its value, or the provider's final no. */
export type Outcome<Value> = { readonly value: Value } | { readonly error: VaultError };

/** A final no as plain data. */
type Refused =
  | { readonly code: 'ALREADY_EXISTS' | 'NOT_FOUND' }
  | {
      readonly code: 'PROVIDER_REJECTED';
      readonly providerErrorCode: string | null;
      readonly providerRequestId: string | null;
      readonly issues: readonly InputIssue[];
    };

type Written<Value> = { readonly value: Value } | { readonly refused: Refused };

/** The outcome an error stands for, if the provider has spoken and will say the same again; null otherwise. */
export function toFinalOutcome(error: unknown): { readonly error: VaultError } | null {
  const isFinal =
    error instanceof AlreadyExistsError ||
    error instanceof NotFoundError ||
    (error instanceof ProviderError && error.code === 'PROVIDER_REJECTED');
  return isFinal ? { error } : null;
}

/** Sealed: an outcome may hold a provider's key or a link that anyone who has it can use. */
export function writeOutcome<Value>(outcome: Outcome<Value>, seal: Seal): string {
  const written: Written<Value> = 'error' in outcome ? { refused: toRefused(outcome.error) } : outcome;
  return seal.seal(JSON.stringify(written));
}

export function readOutcome<Value>(text: string, seal: Seal, origin: Origin): Outcome<Value> {
  const opened = seal.open(text);
  if (opened === null)
    throw new Error('A kept outcome cannot be opened: its key is not configured any more.');
  const written = JSON.parse(opened) as Written<Value>;
  return 'refused' in written ? { error: toError(written.refused, origin) } : written;
}

function toRefused(error: VaultError): Refused {
  if (error instanceof ProviderError) {
    const { providerErrorCode = null, providerRequestId = null, issues = [] } = error.facts;
    return { code: 'PROVIDER_REJECTED', providerErrorCode, providerRequestId, issues };
  }
  return { code: error instanceof AlreadyExistsError ? 'ALREADY_EXISTS' : 'NOT_FOUND' };
}

function toError(refused: Refused, origin: Origin): VaultError {
  switch (refused.code) {
    case 'ALREADY_EXISTS':
      return new AlreadyExistsError('A record with this reference exists.', origin);
    case 'NOT_FOUND':
      return new NotFoundError('The provider has no such record.', origin);
    case 'PROVIDER_REJECTED': {
      const { code, ...facts } = refused;
      return new ProviderError(code, origin, facts);
    }
  }
}
