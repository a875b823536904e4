import { describe, expect, it } from 'vitest';
import { secret } from '../../../test/support/keyed-write.ts';
import { origin } from '../../../test/support/outgoing.ts';
import {
  AccessDeniedError,
  AlreadyExistsError,
  IdempotencyConflictError,
  InvalidInputError,
  NotFoundError,
  OutcomeUnknownError,
  ProviderError,
  StoreUnavailableError,
  UnsupportedOperationError,
} from '../../domain/errors.ts';
import { readOutcome, toFinalOutcome, writeOutcome, type Outcome } from './outcome.ts';
import { createSeal } from '../sealing/seal.ts';

const seal = createSeal([secret], 'acme', 'outcome');

function reread(outcome: Outcome<unknown>): Outcome<unknown> {
  return readOutcome(writeOutcome(outcome, seal), seal, origin);
}

const issues = [{ path: ['customer', 'email'], code: 'MALFORMED', message: 'Monri refused email.' }] as const;
const final = [
  new AlreadyExistsError('A record with this reference exists.', origin),
  new NotFoundError('The provider has no such record.', origin),
  new ProviderError('PROVIDER_REJECTED', origin, {
    providerErrorCode: '107',
    providerRequestId: 'r-1',
    issues,
  }),
];

describe('an outcome', () => {
  it.each([{ key: 'c-1' }, { existed: false }, null, 'text', [1, { a: null }]])(
    'is read as it was written: the value %j',
    (value) => {
      expect(reread({ value })).toEqual({ value });
    },
  );

  it.each(final)('is read as it was written: $code', (error) => {
    const read = reread({ error });
    expect(read).toEqual({ error });
    expect('error' in read && read.error).toBeInstanceOf(error.constructor);
  });

  it('has no code, request id or issues if the provider gave none', () => {
    const bare = { providerErrorCode: null, providerRequestId: null, issues: [] };
    expect(reread({ error: new ProviderError('PROVIDER_REJECTED', origin) })).toEqual({
      error: new ProviderError('PROVIDER_REJECTED', origin, bare),
    });
  });

  it('shows nothing of what it holds', () => {
    const written = writeOutcome({ value: { url: 'https://checkout.example/1' } }, seal);
    expect(written).toMatch(/^[\w-]+$/);
    expect(Buffer.from(written, 'base64url').toString('latin1')).not.toMatch(/checkout|url|value/);
  });

  it.each([
    ['another tenant', createSeal([secret], 'emca', 'outcome')],
    ['another purpose', createSeal([secret], 'acme', 'id')],
    ['another secret', createSeal([Buffer.alloc(32, 7)], 'acme', 'outcome')],
  ])('is not read under a key of %s', (_whose, other) => {
    const written = writeOutcome({ value: 1 }, seal);
    expect(() => readOutcome(written, other, origin)).toThrow('cannot be opened');
  });
});

describe('an error', () => {
  it.each(final)('is final if the provider has spoken: $code', (error) => {
    expect(toFinalOutcome(error)).toEqual({ error });
  });

  it.each([
    new ProviderError('PROVIDER_UNAVAILABLE', origin),
    new ProviderError('PROVIDER_UNAUTHORIZED', origin),
    new ProviderError('PROVIDER_BAD_RESPONSE', origin),
    new ProviderError('RATE_LIMITED', origin),
    new OutcomeUnknownError('No answer came.', origin),
    new InvalidInputError([...issues], origin),
    new UnsupportedOperationError('UPDATE_CUSTOMER', 'It cannot.', origin),
    new IdempotencyConflictError('still running', origin),
    new StoreUnavailableError(null),
    new AccessDeniedError(['vault:customer:write']),
    new TypeError('A defect.'),
  ])('is not final if it may be otherwise next time: $message', (error) => {
    expect(toFinalOutcome(error)).toBeNull();
  });
});
