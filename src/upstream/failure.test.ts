import { describe, expect, it } from 'vitest';
import { NotFoundError, ProviderError, VaultError } from '../domain/errors.ts';
import { clientOver, read, write } from '../../test/support/client.ts';
import { incoming, origin } from '../../test/support/outgoing.ts';
import { createCall } from '../testing/support/vault.ts';
import type { IncomingHeaders } from './exchange.ts';
import { failureOf, orNull, unanswered, type Explain, type Explanation } from './failure.ts';

const now = () => new Date('2026-11-20T12:00:00Z');
const explaining =
  (explanation: Explanation | null): Explain =>
  () =>
    explanation;

function failure(
  status: number,
  isWrite: boolean,
  headers: IncomingHeaders = {},
  explanation: (Explanation & { readonly about?: 'nothing' }) | null = null,
) {
  const answer = { status, headers, json: {}, readable: true };
  const context = {
    origin,
    explain: explaining(explanation),
    now,
    mayBeMissing: explanation?.about !== 'nothing',
    lookAt: 'baseUrl',
  };
  return failureOf(answer, isWrite, context);
}

/** The codes of a read and of a write. */
const rejected = ['PROVIDER_REJECTED', 'PROVIDER_REJECTED'];
const special: Readonly<Record<number, readonly string[]>> = {
  401: ['PROVIDER_UNAUTHORIZED', 'PROVIDER_UNAUTHORIZED'],
  403: ['PROVIDER_UNAUTHORIZED', 'PROVIDER_UNAUTHORIZED'],
  404: ['PROVIDER_BAD_RESPONSE', 'OUTCOME_UNKNOWN'],
  408: ['PROVIDER_UNAVAILABLE', 'OUTCOME_UNKNOWN'],
  425: ['PROVIDER_UNAVAILABLE', 'OUTCOME_UNKNOWN'],
  429: ['RATE_LIMITED', 'RATE_LIMITED'],
};

function codesOf(status: number): readonly (string | null)[] {
  if (status >= 200 && status < 300) return [null, null];
  if (status < 400) return ['PROVIDER_BAD_RESPONSE', 'OUTCOME_UNKNOWN'];
  if (status >= 500) return ['PROVIDER_UNAVAILABLE', 'OUTCOME_UNKNOWN'];
  return special[status] ?? rejected;
}

describe('a status without an explanation', () => {
  it('is a member of the family, from 100 to 599, for reads and for writes', () => {
    for (let status = 100; status < 600; status += 1) {
      const codes = [false, true].map((isWrite) => failure(status, isWrite)?.code ?? null);
      expect([status, codes]).toEqual([status, codesOf(status)]);
    }
  });

  it('is about the account', () => {
    const failures = [304, 401, 404, 409, 429, 500].flatMap((status) => [
      failure(status, false),
      failure(status, true),
    ]);
    expect(failures.map((error) => error?.origin)).toEqual(failures.map(() => origin));
  });

  it.each([
    [401, false],
    [404, true],
    [409, false],
    [302, true],
    [429, true],
    [500, true],
  ])('of %i makes a read worth repeating: %s', (status, retryable) => {
    expect(failure(status, false)?.retryable).toBe(retryable);
  });

  it('leaves a write that is unknown alone, as repeating it may do it twice', () => {
    expect(failure(500, true)?.retryable).toBe(false);
  });

  it.each([429, 503])('of %i says when to ask again', (status) => {
    expect(failure(status, false, { 'retry-after': '30' })).toMatchObject({
      facts: { retryAt: new Date('2026-11-20T12:00:30Z') },
    });
    expect(failure(status, false)).toMatchObject({ facts: { retryAt: null } });
  });
});

describe('an explained answer', () => {
  const issues = [{ path: ['email'], code: 'MALFORMED' as const, message: 'Monri refused email.' }];

  it.each([
    ['NOT_FOUND', 'NOT_FOUND'],
    ['ALREADY_EXISTS', 'ALREADY_EXISTS'],
    ['REJECTED', 'PROVIDER_REJECTED'],
    ['UNAUTHORIZED', 'PROVIDER_UNAUTHORIZED'],
  ] as const)('is what the provider says, whatever the status: %s', (kind, code) => {
    const statuses = [200, 302, 400, 401, 404, 429, 500];
    const codes = statuses.flatMap((status) => [
      failure(status, false, {}, { kind })?.code,
      failure(status, true, {}, { kind })?.code,
    ]);
    expect(codes).toEqual(codes.map(() => code));
  });

  it.each([
    [404, ['PROVIDER_BAD_RESPONSE', 'OUTCOME_UNKNOWN']],
    [400, ['PROVIDER_REJECTED', 'PROVIDER_REJECTED']],
    [200, ['PROVIDER_REJECTED', 'PROVIDER_REJECTED']],
  ])('cannot be about a record if none was asked for: %i', (status, codes) => {
    const outcomes = [false, true].map((isWrite) =>
      failure(status, isWrite, {}, { kind: 'NOT_FOUND', about: 'nothing' }),
    );
    expect(outcomes.map((error) => error?.code)).toEqual(codes);
  });

  it('that is missing from an address names the settings to check', () => {
    const messages = [false, true].map((isWrite) => failure(404, isWrite)?.message);
    expect(messages).toEqual([
      expect.stringContaining('check baseUrl'),
      expect.stringContaining('check baseUrl'),
    ]);
  });

  it('keeps the provider’s code, request id and issues', () => {
    const headers = { 'x-request-id': 'req_1:a.b-c' };
    expect(failure(400, true, headers, { kind: 'REJECTED', providerErrorCode: '126', issues })).toMatchObject(
      {
        facts: { providerErrorCode: '126', providerRequestId: 'req_1:a.b-c', issues },
      },
    );
  });

  it.each(['4111-1111-1111-1111', 'sk_live_abcdefgh', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln'])(
    'keeps no secret in the place of a code: %s',
    (secret) => {
      const explanation = { kind: 'REJECTED', providerErrorCode: secret } as const;
      expect(failure(400, true, { 'x-request-id': secret }, explanation)).toMatchObject({
        facts: { providerErrorCode: null, providerRequestId: null, issues: [] },
      });
    },
  );

  it('keeps no sentence in the place of a code', () => {
    const headers = { 'x-request-id': 'Ana lives in Zagreb' };
    const explanation = { kind: 'REJECTED', providerErrorCode: 'Ana lives in Zagreb' } as const;
    expect(failure(400, true, headers, explanation)).toMatchObject({
      facts: { providerErrorCode: null, providerRequestId: null, issues: [] },
    });
  });

  it('leaves the judgement to the status if the provider explains nothing', () => {
    for (const status of [400, 401, 404, 429, 500]) {
      expect(failure(status, false, {}, { kind: 'UNEXPLAINED' })?.code).toBe(codesOf(status)[0]);
    }
  });

  it('of 200 that reports an unknown failure is a bad response', () => {
    expect(failure(200, false, {}, { kind: 'UNEXPLAINED' })?.code).toBe('PROVIDER_BAD_RESPONSE');
    expect(failure(200, true, {}, { kind: 'UNEXPLAINED' })?.code).toBe('OUTCOME_UNKNOWN');
  });
});

/** Everything of an error that an answer may show: all but its cause and its stack. */
function shown(error: unknown): string {
  if (!(error instanceof VaultError)) throw new Error('Not a member of the family.', { cause: error });
  return JSON.stringify([error.message, ...Object.entries(error)]);
}

const explainWithAll: Explain = ({ json }) => ({
  kind: 'UNEXPLAINED',
  providerErrorCode: JSON.stringify(json),
});

describe('an error', () => {
  const marks = ['https://provider.example', 'c%201', 'c 1', 'Ana', 'key_live_1', 'sentence', 'fetch failed'];
  const headers = { 'x-request-id': 'a sentence', 'x-name': 'Ana', location: 'https://provider.example/Ana' };
  const body = { message: 'a sentence about Ana', error: { detail: 'c 1 at https://provider.example' } };
  const causes = [
    new TypeError('fetch failed https://provider.example', { cause: new Error('Ana') }),
    new DOMException('a sentence', 'TimeoutError'),
  ];

  it('holds no URL, body, header or sentence of the vendor', async () => {
    const statuses = [200, 301, 400, 401, 403, 404, 408, 409, 422, 425, 429, 500, 503];
    const clients = [
      ...statuses.map((status) =>
        clientOver(async () => incoming(status, body, headers), { explain: explainWithAll }),
      ),
      ...statuses.map((status) => clientOver(async () => incoming(status, 'a sentence about Ana', headers))),
      ...causes.map((cause) => clientOver(() => Promise.reject(cause))),
    ].map((client) => [
      client(read, createCall()),
      client({ ...write, json: { name: 'Ana' } }, createCall()),
    ]);
    for (const result of await Promise.allSettled(clients.flat())) {
      const text = shown(result.status === 'rejected' ? result.reason : result.value);
      expect(marks.filter((mark) => text.includes(mark))).toEqual([]);
    }
  });

  it('of our own is passed on as it is', () => {
    const error = new ProviderError('RATE_LIMITED', origin);
    expect(unanswered(error, true, origin)).toBe(error);
  });
});

describe('a read of what may be missing', () => {
  it('is null if it is not there', async () => {
    expect(await orNull(Promise.reject(new NotFoundError('No.')))).toBeNull();
  });

  it('is the record if it is there', async () => {
    expect(await orNull(Promise.resolve(7))).toBe(7);
  });

  it('stays a failure if it failed', async () => {
    const error = new ProviderError('PROVIDER_UNAVAILABLE', origin);
    await expect(orNull(Promise.reject(error))).rejects.toBe(error);
  });
});
