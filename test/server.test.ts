import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaksIn } from './support/faults.ts';
import { startGraph, type RunningGraph } from './support/graph.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph({}, { customers: 1 })));
afterAll(() => graph.close());

const json = 'application/json';
const graphqlJson = 'application/graphql-response+json';
const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

/** Sends a body as it is. */
function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(graph.url, { method: 'POST', body, headers: { 'content-type': json, ...headers } });
}

function get(search: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${graph.url}${search}`, { headers: { 'x-graphql-yoga-csrf': '1', ...headers } });
}

const question = JSON.stringify({ query: '{ viewer { tenant } }' });
const answer = {
  data: { viewer: { tenant: 'sandbox' } },
  extensions: { requestId: expect.stringMatching(uuid) },
};

describe('a query', () => {
  it('is answered by POST and by GET', async () => {
    const variables = encodeURIComponent('{"key":"monri-1"}');
    const query = encodeURIComponent(
      'query A($key: String!) { providerAccount(key: $key) { key } } query B { __typename }',
    );
    const posted = await post(question);
    const got = await get(`?query=${query}&operationName=A&variables=${variables}`);
    expect([posted.status, await posted.json()]).toEqual([200, answer]);
    expect([got.status, await got.json()]).toEqual([
      200,
      { ...answer, data: { providerAccount: { key: 'monri-1' } } },
    ]);
  });

  it.each([
    [graphqlJson, graphqlJson],
    [json, json],
    [`${graphqlJson}, ${json};q=0.9`, graphqlJson],
    ['*/*', json],
  ])('is answered in the media type that is accepted: %s', async (accept, type) => {
    const response = await post(question, { accept });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, `${type}; charset=utf-8`]);
    expect(await response.json()).toEqual(answer);
  });

  it('is not answered in a type that is not spoken', async () => {
    expect((await post(question, { accept: 'application/xml' })).status).toBe(406);
    expect((await post(question, { 'content-type': 'text/plain' })).status).toBe(415);
  });

  it('is not looked for elsewhere', async () => {
    for (const path of ['/', '/graphql/other', '/other', '/livez/other']) {
      expect((await fetch(new URL(path, graph.url))).status).toBe(404);
    }
  });
});

describe('a document that cannot be run', () => {
  const broken = JSON.stringify({ query: '{ viewer {' });
  const unknown = JSON.stringify({ query: '{ nothing }' });

  it.each([
    ['is broken', broken],
    ['asks for what is not there', unknown],
  ])('is a 400 in the newer media type and a 200 in the older: it %s', async (_name, body) => {
    const [newer, older] = [await post(body, { accept: graphqlJson }), await post(body, { accept: json })];
    expect([newer.status, older.status]).toEqual([400, 200]);
    for (const response of [newer, older]) {
      const { data, errors, extensions } = await response.json();
      expect(data).toBeUndefined();
      expect(errors).toHaveLength(1);
      const { requestId } = extensions;
      expect(errors[0].extensions).toEqual({ code: 'INVALID_INPUT', retryable: false, requestId });
    }
  });
});

describe('every answer', () => {
  it('has its own request id, and so does every error in it', async () => {
    const bodies = [
      question,
      JSON.stringify({ query: '{ viewer {' }),
      JSON.stringify({ query: '{ nothing }' }),
      JSON.stringify({
        query: '{ a: customers(first: 0) { nodes { id } } b: customers(first: 0) { nodes { id } } }',
      }),
      JSON.stringify({ query: 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }' }),
      '{',
      '',
      '{}',
      '[]',
    ];
    const seen = new Set<string>();
    for (const body of bodies) {
      const { errors = [], extensions } = await (await post(body, { accept: graphqlJson })).json();
      expect(extensions.requestId).toMatch(uuid);
      seen.add(extensions.requestId);
      for (const error of errors) expect(error.extensions.requestId).toBe(extensions.requestId);
    }
    expect(seen.size).toBe(bodies.length);
  });

  it('bears one if the method is not spoken', async () => {
    const response = await fetch(graph.url, { method: 'PUT', body: question });
    const { errors, extensions } = await response.json();
    expect([response.status, errors[0].extensions.requestId]).toEqual([405, extensions.requestId]);
  });
});

describe('the probes', () => {
  it('say that it lives and is ready', async () => {
    const [live, ready] = await Promise.all(
      ['/livez', '/readyz'].map((path) => fetch(new URL(path, graph.url))),
    );
    expect([live?.status, await live?.json()]).toEqual([200, { status: 'live' }]);
    expect([ready?.status, await ready?.json()]).toEqual([200, { status: 'ready' }]);
  });
});

describe('GraphiQL', () => {
  const navigation = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
  const scriptOf = (html: string) =>
    new URL(/<script src="(\?graphiql=[\w-]{43})"/.exec(html)?.[1] ?? 'absent', graph.url);

  it('is what a browser gets, whole and from here alone', async () => {
    const response = await fetch(graph.url, { headers: navigation });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    const html = await response.text();
    expect(html).toMatch(/^\s*<!doctype html>/i);
    const script = await (await fetch(scriptOf(html))).text();
    expect(script).toContain('GraphiQL');

    // What a browser would load by itself; addresses in texts and comments of the script are none of it.
    const elsewhere = String.raw`["'\x60]?\s*(?:https?:)?//[\w.-]+`;
    const loaders = [
      String.raw`<(?:script|link|img|iframe|source|video|audio|embed|object|base)\b[^<>]*?\s(?:src|href|data)\s*=\s*${elsewhere}`,
      String.raw`\bimport\s*\(?\s*["']https?://[\w.-]+`,
      String.raw`@import\s+(?:url\()?${elsewhere}`,
      String.raw`\burl\(\s*${elsewhere}`,
      String.raw`\b(?:fetch|importScripts|new\s+(?:Shared)?Worker|new\s+WebSocket|new\s+EventSource)\s*\(\s*["']https?://[\w.-]+`,
    ];
    for (const text of [html, script]) {
      expect(loaders.flatMap((loader) => text.match(new RegExp(loader, 'gi')) ?? [])).toEqual([]);
      expect(text.match(/unpkg|jsdelivr|cdnjs|esm\.sh|googleapis|gstatic/g)).toBeNull();
    }
  });

  it('has its script apart, under the name of its content, to be kept for good', async () => {
    const html = await (await fetch(graph.url, { headers: navigation })).text();
    const url = scriptOf(html);
    for (const encoding of ['gzip', 'identity']) {
      const response = await fetch(url, { headers: { 'accept-encoding': encoding } });
      expect([response.status, Object.fromEntries(response.headers)]).toEqual([
        200,
        expect.objectContaining({
          'content-type': 'text/javascript; charset=utf-8',
          'cache-control': 'public, max-age=31536000, immutable',
          'cross-origin-resource-policy': 'same-origin',
          vary: 'accept-encoding, origin',
        }),
      ]);
      expect(response.headers.get('content-encoding')).toBe(encoding === 'gzip' ? 'gzip' : null);
      const hash = createHash('sha256').update(await response.bytes());
      expect(hash.digest('base64url')).toBe(url.searchParams.get('graphiql'));
    }
    const other = await fetch(`${graph.url}?graphiql=another`);
    expect([other.status, other.headers.get('cache-control')]).toEqual([404, 'no-store']);
    expect((await other.json()).errors[0].extensions.code).toBe('NOT_FOUND');
  });

  it('is not served if the configuration says so', async () => {
    const other = await startGraph({ server: { graphiql: false } }, { customers: 1 });
    const response = await fetch(other.url, { headers: { accept: 'text/html' } });
    const text = await response.text();
    await other.close();
    expect(response.status).toBe(406);
    expect(text).not.toContain('<html');
  });
});

describe('the trace', () => {
  const list = { query: '{ customers(accounts: ["verifone-2"], first: 1) { nodes { id } } }' };
  const header = { 'x-vaultgraph-trace': '1' };

  it('shows each call by its template, never by its address', async () => {
    const response = await post(JSON.stringify(list), header);
    const text = await response.text();
    const took: unknown = expect.any(Number);
    const call = { account: 'verifone-2', status: 200, durationMs: took, attempt: 1, shared: false };
    expect(JSON.parse(text).extensions).toEqual({
      requestId: expect.stringMatching(uuid),
      upstream: {
        total: 2,
        calls: [
          { ...call, operation: 'token', method: 'POST', route: '/token' },
          { ...call, operation: 'listCustomers', method: 'GET', route: '/v2/customer' },
        ],
      },
    });
    expect(leaksIn(text, graph)).toEqual([]);
  });

  it.each([[{}], [{ 'x-vaultgraph-trace': '0' }], [{ 'x-vaultgraph-trace': 'true' }]])(
    'is left out unless it is asked for: %j',
    async (headers) => {
      const { extensions } = await (await post(JSON.stringify(list), headers)).json();
      expect(extensions).toEqual({ requestId: expect.stringMatching(uuid) });
    },
  );

  it.each([
    [['vault:customer:read', 'vault:explore'], ['requestId']],
    [
      ['vault:customer:read', 'vault:explore', 'vault:trace'],
      ['requestId', 'upstream'],
    ],
  ])('needs its scope: %j', async (scopes, names) => {
    const access = { anonymous: { tenant: 'sandbox', scopes } };
    const other = await startGraph({ access }, { customers: 1 });
    const { extensions } = await (await other.send(list, header)).json();
    await other.close();
    expect(Object.keys(extensions)).toEqual(names);
  });
});
