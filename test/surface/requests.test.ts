import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csrfHeaders } from '../../src/server/request/csrf.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph({ limits: { bodyBytes: 1000 } }, { customers: 1 })));
afterAll(() => graph.close());

const json = { 'content-type': 'application/json' };
const question = JSON.stringify({ query: '{ __typename }' });

function post(body: BodyInit, headers: Record<string, string> = json): Promise<Response> {
  return fetch(graph.url, { method: 'POST', headers, body });
}

/** Status, code and message of a refusal, which has to be of the shape that all have. */
async function refusalOf(asked: Promise<Response>) {
  const response = await asked;
  const body = await response.json();
  const { requestId } = body.extensions;
  const { message, extensions } = body.errors[0];
  expect(body).toEqual({
    errors: [{ message, extensions: { code: extensions.code, retryable: false, requestId } }],
    extensions: { requestId: expect.stringMatching(/^[\da-f-]{36}$/) },
  });
  return [response.status, extensions.code, message];
}

describe('a query by GET', () => {
  const query = `?query=${encodeURIComponent('{ __typename }')}`;

  it.each(csrfHeaders)('is answered with the header %s, whatever its value', async (name) => {
    const response = await fetch(graph.url + query, { headers: { [name]: '' } });
    expect([response.status, (await response.json()).data]).toEqual([200, { __typename: 'Query' }]);
  });

  const needed = `A query by GET needs one of the headers ${csrfHeaders.join(', ')}, or a trusted document.`;

  it.each([query, `${query}&documentId=${'0'.repeat(64)}`, ''])(
    'is refused without one: %s',
    async (search) => {
      expect(await refusalOf(fetch(graph.url + search))).toEqual([403, 'INVALID_INPUT', needed]);
    },
  );

  it.each([
    [`?documentId=${'0'.repeat(64)}`, 400, 'The request names no document that is trusted here.'],
    [
      `?extensions=${encodeURIComponent(`{"persistedQuery":{"version":1,"sha256Hash":"${'0'.repeat(64)}"}}`)}`,
      200,
      'PersistedQueryNotSupported',
    ],
  ])('needs none if a document is named: %s', async (search, status, message) => {
    const response = await fetch(graph.url + search);
    const { errors } = await response.json();
    expect([response.status, errors[0].message]).toEqual([status, message]);
  });

  it.each(['variables', 'extensions'])('is refused if its %s are not JSON', async (name) => {
    const asked = fetch(`${graph.url}${query}&${name}=4111111111111111x`, {
      headers: { 'x-graphql-yoga-csrf': '1' },
    });
    expect(await refusalOf(asked)).toEqual([400, 'INVALID_INPUT', `The parameter "${name}" must be JSON.`]);
  });
});

describe('a method', () => {
  it.each(['PUT', 'DELETE', 'PATCH'])('other than GET and POST is refused: %s', async (method) => {
    const response = await fetch(graph.url, { method, headers: json, body: question });
    expect(response.headers.get('allow')).toBe('GET, POST, OPTIONS');
    expect(response.status).toBe(405);
  });

  it('that asks for the methods gets them', async () => {
    const response = await fetch(graph.url, { method: 'OPTIONS' });
    expect([response.status, response.headers.get('allow')]).toEqual([204, 'GET, POST, OPTIONS']);
  });
});

describe('a body', () => {
  it.each([
    'application/json',
    'application/graphql+json',
    'Application/JSON ; charset="UTF-8"',
    'application/json; charset=utf8',
  ])('may be %s', async (type) => {
    expect((await post(question, { 'content-type': type })).status).toBe(200);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
    'application/json; charset=utf-16',
    'application/jsonp',
    'text/plain, application/json',
  ])('may not be %s', async (type) => {
    expect(await refusalOf(post(question, { 'content-type': type }))).toEqual([
      415,
      'INVALID_INPUT',
      'The body must be application/json or application/graphql+json, in UTF-8.',
    ]);
  });

  it('may not be compressed', async () => {
    expect((await post(question, { ...json, 'content-encoding': 'gzip' })).status).toBe(415);
  });

  it.each([
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'The body must be UTF-8.'],
    ['broken JSON', '{"query": "4111111111111111', 'The body must be JSON.'],
    ['nothing', '', 'The body must be JSON.'],
    ['a text', '"4111111111111111"', 'The body must be a JSON object.'],
    ['null', 'null', 'The body must be a JSON object.'],
    ['a list of requests', `[${question}]`, 'The body must be one request; lists of them are not taken.'],
    [
      'a parameter of another name',
      '{"query":"{ __typename }","4111111111111111":1}',
      'The body may hold query, operationName, variables, extensions, documentId only.',
    ],
    [
      'a query that is no text',
      '{"query":4111111111111111}',
      'The parameter "query" must be of the type string.',
    ],
    [
      'variables that are a list',
      '{"query":"{ __typename }","variables":[4111111111111111]}',
      'The parameter "variables" must be of the type object.',
    ],
  ])('is refused without being repeated if it is %s', async (_name, body, message) => {
    expect(await refusalOf(post(body))).toEqual([400, 'INVALID_INPUT', message]);
  });

  it('is as deep as 32 levels and no deeper, brackets in texts not counted', async () => {
    const nested = (levels: number) =>
      `{"query":"{ __typename }","variables":{"a":${'['.repeat(levels - 2)}"\\"[[[${'['.repeat(40)}"${']'.repeat(levels - 2)}}}`;
    expect((await post(nested(32))).status).toBe(200);
    const message = 'The body must not be nested deeper than 32 levels.';
    expect(await refusalOf(post(nested(33)))).toEqual([400, 'INVALID_INPUT', message]);
  });

  it('is as large as the configuration says and no larger', async () => {
    const padded = (bytes: number) => question.padEnd(bytes, ' ');
    expect((await post(padded(1000))).status).toBe(200);
    const message = 'The body must not be larger than 1000 bytes.';
    expect(await refusalOf(post(padded(1001)))).toEqual([413, 'INVALID_INPUT', message]);
  });

  it('leaves prototypes alone', async () => {
    const body =
      '{"query":"{ __typename }","variables":{"__proto__":{"polluted":true},"constructor":{"prototype":{}}}}';
    expect((await post(body)).status).toBe(200);
    expect('polluted' in {}).toBe(false);
  });
});

describe('an answer', () => {
  it.each(['application/xml', 'text/event+json', 'image/*'])('is not given as %s', async (accept) => {
    expect(await refusalOf(post(question, { ...json, accept }))).toEqual([
      406,
      'INVALID_INPUT',
      'The answer is application/graphql-response+json or application/json or text/event-stream; accept one of them.',
    ]);
  });

  it('is not cached, not shown as a page and has no address, whatever it is', async () => {
    const answers = await Promise.all([
      post(question),
      post('{'),
      fetch(graph.url),
      fetch(graph.url, { headers: { accept: 'text/html' } }),
      fetch(new URL('/livez', graph.url)),
      fetch(new URL('/readyz', graph.url)),
      fetch(new URL('/nowhere', graph.url)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 403, 200, 200, 200, 404]);
    for (const { headers } of answers) {
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'x-frame-options': 'DENY',
        'cache-control': 'no-store',
        'content-security-policy': expect.stringMatching(/^default-src 'none'; .*frame-ancestors 'none'/),
      });
    }
  });
});

it('reports nothing of all this as a defect', () => {
  expect(graph.defects).toEqual([]);
});
