import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AccessDeniedError,
  AlreadyExistsError,
  errorCodes,
  IdempotencyConflictError,
  IdKeyUnknownError,
  InvalidInputError,
  NotFoundError,
  OutcomeUnknownError,
  ProviderError,
  StaleWriteError,
  StoreUnavailableError,
  UnsupportedOperationError,
  type ProviderErrorCode,
  type VaultError,
} from '../src/domain/errors.ts';
import { startGraph, type RunningGraph } from './support/graph.ts';

const page = readFileSync('docs/errors.md', 'utf8');

/** The cells of a table's rows, by the first words of its head. */
function rowsBelow(head: string): readonly (readonly string[])[] {
  const [, table = ''] = page.split(new RegExp(`^\\| ${head} .*\\n\\|[- |]+\\n`, 'm'));
  const lines = table.split(/\n(?!\|)/)[0]?.split('\n') ?? [];
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

describe('the codes', () => {
  const rows = rowsBelow('Code');

  it('are those of the graph, all of them, and the one for defects', () => {
    expect(rows.map(([code]) => code)).toEqual([...errorCodes, 'INTERNAL_SERVER_ERROR']);
  });

  it('are as worth a retry as the page says', () => {
    const origin = { provider: 'MONRI', account: 'monri-1' };
    const failures: readonly VaultError[] = [
      new InvalidInputError([]),
      new NotFoundError(''),
      new IdKeyUnknownError(),
      new AlreadyExistsError(''),
      new UnsupportedOperationError('LIST_CUSTOMERS', '', origin),
      new StaleWriteError({} as never, origin),
      new IdempotencyConflictError('other input'),
      new IdempotencyConflictError('still running'),
      new AccessDeniedError([]),
      ...[
        'PROVIDER_REJECTED',
        'PROVIDER_UNAVAILABLE',
        'PROVIDER_UNAUTHORIZED',
        'PROVIDER_BAD_RESPONSE',
        'RATE_LIMITED',
      ].map((code) => new ProviderError(code as ProviderErrorCode, origin)),
      new StoreUnavailableError(null),
      new OutcomeUnknownError('', origin),
      new OutcomeUnknownError('', origin, { retryable: true }),
    ];
    // Budgets and streams are counted by what stands before the graph; their requests are below.
    const beforeTheGraph = new Set(['BUDGET_EXHAUSTED', 'STREAM_UNAVAILABLE', 'INTERNAL_SERVER_ERROR']);
    const listed = rows.filter(([code = '']) => !beforeTheGraph.has(code));
    const found = listed.map(([code]) => [
      code,
      new Set(failures.filter((failure) => failure.code === code).map(({ retryable }) => retryable)),
    ]);
    const words: Readonly<Record<string, readonly boolean[]>> = { yes: [true], no: [false] };
    expect(found).toEqual(listed.map(([code, , word = '']) => [code, new Set(words[word] ?? [false, true])]));
  });
});

describe('the statuses', () => {
  const key = 'a key';
  const scopes = ['vault:explore', 'vault:customer:read'];
  const explorer = { sha256: createHash('sha256').update(key).digest('hex'), tenant: 'sandbox', scopes };
  const stranger = { ...explorer, sha256: createHash('sha256').update('other').digest('hex'), scopes: [] };
  const limits = { budget: { points: 5, perSeconds: 60 }, bodyBytes: 1000, streams: { perCaller: 0 } };

  let graph: RunningGraph;
  beforeAll(async () => {
    // Nothing answers there.
    const jwt = { issuer: 'https://issuer.example', audience: 'graph', jwksUri: 'http://127.0.0.1:1/keys' };
    graph = await startGraph({ access: { apiKeys: [explorer, stranger], jwt }, limits }, { customers: 1 });
  });
  afterAll(() => graph.close());

  const json = { 'content-type': 'application/json', 'x-api-key': key };
  const accept = 'application/graphql-response+json';
  const body = '{"query":"{ __typename }"}';
  const unknown = '{"query":"{ nothing }"}';
  const token = `${Buffer.from('{"alg":"RS256","kid":"one"}').toString('base64url')}.e30.signature`;
  const { 'x-api-key': _key, ...keyless } = json;
  const post = { method: 'POST', headers: json, body };

  /** A request for each row, and the others that the page speaks of. */
  const requests: readonly (readonly [row: string, path: string, init: RequestInit])[] = [
    ['400 INVALID_INPUT', '', { ...post, body: '{' }],
    ['400 INVALID_INPUT', '', { ...post, headers: { ...json, accept }, body: unknown }],
    ['200 INVALID_INPUT', '', { ...post, body: unknown }],
    ['401 ACCESS_DENIED', '', { ...post, headers: { ...json, 'x-api-key': 'no key' } }],
    ['403 ACCESS_DENIED', '', { ...post, headers: { ...json, 'x-api-key': 'other' } }],
    ['403 INVALID_INPUT', '?query={__typename}', { headers: { 'x-api-key': key } }],
    ['404 NOT_FOUND', '/elsewhere', post],
    ['405 INVALID_INPUT', '', { method: 'DELETE', headers: json }],
    [
      '405 INVALID_INPUT',
      '?query=mutation{deleteCustomer(input:{id:"1"}){__typename}}',
      { headers: { 'x-api-key': key, 'apollo-require-preflight': '1' } },
    ],
    ['406 INVALID_INPUT', '', { ...post, headers: { ...json, accept: 'text/html' } }],
    ['413 INVALID_INPUT', '', { ...post, body: `{"query":"{ __typename #${'x'.repeat(1000)}"}` }],
    ['415 INVALID_INPUT', '', { ...post, headers: { ...json, 'content-type': 'text/plain' } }],
    ['429 BUDGET_EXHAUSTED', '', { ...post, body: '{"query":"{ customers(first: 1) { nodes { id } } }"}' }],
    [
      '429 STREAM_UNAVAILABLE',
      '',
      {
        ...post,
        headers: { ...json, accept: 'text/event-stream' },
        body: '{"query":"subscription { registrationLink(id: \\"1\\") { id } }"}',
      },
    ],
    ['503 ACCESS_DENIED', '', { ...post, headers: { ...keyless, authorization: `Bearer ${token}` } }],
  ];

  it.each(requests)('%s is the answer to a request such as %s', async (row, path, init) => {
    const answer = await fetch(`${graph.url}${path}`, init);
    const { errors } = await answer.json();
    const [{ extensions }] = errors;
    expect(`${answer.status} ${extensions.code}`).toBe(row);
    expect(extensions.retryable).toBe(answer.status === 429 || answer.status === 503);
  });

  it('are each seen above, but for that of a defect', () => {
    const rows = rowsBelow('Status').map(([status, code]) => `${status} ${code}`);
    expect(rows.toSorted()).toEqual(
      [...new Set(requests.map(([row]) => row)), '500 INTERNAL_SERVER_ERROR']
        .filter((row) => !row.startsWith('200'))
        .toSorted(),
    );
  });
});
