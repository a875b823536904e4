import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hasConsole } from '../src/server/console/index.ts';
import { clockValues } from '../src/sandbox/request-clock.ts';
import { faultKinds, withRequestedFaults } from '../src/sandbox/request-faults.ts';
import type { Example } from '../src/server/request/index.ts';
import { startGraph } from './support/graph.ts';
import { serveSandbox, type ServedSandbox } from './support/sandbox.ts';

let sandbox: ServedSandbox;
let examples: readonly Example[];
beforeAll(async () => {
  sandbox = await serveSandbox();
  ({ examples } = sandbox);
});
afterAll(() => sandbox.close());
afterEach(async () => void (await call('DELETE', '/faults')));

const call: ServedSandbox['call'] = (...request) => sandbox.call(...request);
const ask: ServedSandbox['ask'] = (...operation) => sandbox.ask(...operation);

/** The codes that stand anywhere in an answer, each once. */
function codesIn(answer: unknown): readonly string[] {
  const found = JSON.stringify(answer).matchAll(/"code":"([A-Z_]+)"/g);
  return [...new Set([...found].map(([, code = '']) => code))].filter((code) => codes.has(code));
}

/** The examples that are meant to fail, and the code that each is about. */
const failing = {
  ProviderDown: 'PROVIDER_UNAVAILABLE',
  RateLimited: 'RATE_LIMITED',
  Unauthorized: 'PROVIDER_UNAUTHORIZED',
  BadResponse: 'PROVIDER_BAD_RESPONSE',
  InvalidInput: 'INVALID_INPUT',
  NotFound: 'NOT_FOUND',
  AlreadyExists: 'ALREADY_EXISTS',
  Unsupported: 'UNSUPPORTED_OPERATION',
  StaleWrite: 'STALE_WRITE',
  Rejected: 'PROVIDER_REJECTED',
  OutcomeUnknown: 'OUTCOME_UNKNOWN',
} as const satisfies Record<string, string>;
const codes: ReadonlySet<string> = new Set([...Object.values(failing), 'IDEMPOTENCY_CONFLICT']);

describe('the examples of the sandbox', () => {
  it('each run as they stand, and fail as they say or not at all', async () => {
    for (const { name, query, headers = '{}', variables = '{}' } of examples) {
      const answer = await ask(query, JSON.parse(headers), JSON.parse(variables));
      const expected = Object.entries(failing).find(([example]) => example === name);
      expect([name, answer.errors, codesIn(answer)]).toEqual([
        name,
        undefined,
        name === 'FourVaults' ? [] : expected ? [expected[1]] : [],
      ]);
      expect([name, 'upstream' in answer.extensions]).toEqual([name, name === 'Trace']);
    }
  });

  it('show a conflict once their variables are changed, as they say', async () => {
    const { query = '' } = examples.find(({ name }) => name === 'IdempotencyConflict') ?? {};
    expect(codesIn(await ask(query, {}, { reference: 'conflict-1' }))).toEqual([]);
    expect(codesIn(await ask(query, {}, { reference: 'conflict-2' }))).toEqual(['IDEMPOTENCY_CONFLICT']);
  });

  it('have one for each mutation', async () => {
    const { data } = await ask('{ mutations: __type(name: "Mutation") { fields { name } } }');
    const names: readonly { name: string }[] = data.mutations.fields;
    for (const { name } of names) {
      expect([name, examples.some(({ query }) => query.includes(`${name}(`))]).toEqual([name, true]);
    }
  });
});

const list = `{ customers(accounts: ["monri-1", "monri-2"], first: 99) {
  nodes { id } sources { account { key } status problem { code } }
} }`;

async function monri(headers: Record<string, string> = {}) {
  const { data } = await ask(list, headers);
  const sources: { account: { key: string }; status: string; problem: { code: string } | null }[] =
    data.customers.sources;
  return sources.map(({ account, problem }) => [account.key, problem?.code ?? null]);
}

const fine = [
  ['monri-1', null],
  ['monri-2', null],
];

describe('a fault on demand', () => {
  it.each([
    ['down', 'PROVIDER_UNAVAILABLE'],
    ['throttled', 'RATE_LIMITED'],
    ['unauthorized', 'PROVIDER_UNAUTHORIZED'],
    ['rejected', 'PROVIDER_REJECTED'],
    ['garbled', 'PROVIDER_BAD_RESPONSE'],
    ['cut', 'PROVIDER_UNAVAILABLE'],
  ])('%s: one account of a provider fails until it is set otherwise', async (fault, code) => {
    const set = await call('PUT', '/faults/monri-1', { body: fault });
    expect(set.status).toBe(204);
    expect(await monri()).toEqual([
      ['monri-1', code],
      ['monri-2', null],
    ]);
    expect(await (await call('GET', '/faults')).json()).toEqual({ 'monri-1': fault });
    expect((await call('DELETE', '/faults/monri-1')).status).toBe(204);
    expect(await monri()).toEqual(fine);
  });

  it('slow: the account answers, later', async () => {
    const start = performance.now();
    expect(await monri({ 'x-sandbox-fault': 'monri-2=slow' })).toEqual(fine);
    expect(performance.now() - start).toBeGreaterThan(3_900);
  });

  it('counts for one request alone if a header names it, also beside others at the same time', async () => {
    const header = { 'x-sandbox-fault': 'monri-2=down, verifone-1=slow, unknown=down, monri-1=nonsense' };
    expect(await Promise.all([monri(header), monri()])).toEqual([
      [
        ['monri-1', null],
        ['monri-2', 'PROVIDER_UNAVAILABLE'],
      ],
      fine,
    ]);
    expect(await monri()).toEqual(fine);
  });

  it.each([
    ['PUT', '/faults/unknown', 'down'],
    ['PUT', '/faults/monri-1', 'nonsense'],
    ['PUT', '/faults/monri-1', 'toString'],
    ['DELETE', '/faults/unknown', null],
  ])('is refused with what there is: %s %s %s', async (method, path, body) => {
    const response = await call(method, path, { body });
    expect(response.status).toBe(400);
    const { message } = await response.json();
    for (const word of ['monri-1', ...Object.keys(faultKinds)]) expect(message).toContain(word);
    expect(await monri()).toEqual(fine);
  });

  it('is not set by a page of another site', async () => {
    const headers = { origin: 'https://evil.example' };
    expect((await call('PUT', '/faults/monri-1', { body: 'down', headers })).status).toBe(403);
    expect(await monri()).toEqual(fine);
  });

  it('does not exist outside of the sandbox', async () => {
    const graph = await startGraph({}, { decorate: withRequestedFaults });
    const response = await graph.send({ query: list }, { 'x-sandbox-fault': 'monri-1=down' });
    expect(JSON.stringify((await response.json()).data)).not.toContain('PROVIDER_UNAVAILABLE');
    expect((await fetch(new URL('/faults', graph.url))).status).toBe(404);
    await graph.close();
  });
});

describe('the pages of the sandbox', () => {
  it('begin with one of links, and each leads somewhere', async () => {
    const text = await (await call('GET', '/')).text();
    const links = [...text.matchAll(/<li><a href="([^"]+)"/g)].map(([, href = '']) => href);
    const console = hasConsole() ? ['/console'] : [];
    expect(links).toEqual(['/graphql', ...console, '/faults', '/state']);
    for (const link of links) {
      const { status } = await call('GET', link, { headers: { accept: 'text/html' } });
      expect([link, status]).toEqual([link, 200]);
    }
  });
});

describe('the documentation in GraphiQL', () => {
  it('has the tables of faults and clock values, in the sandbox alone', async () => {
    const query = '{ __schema { description } }';
    const { data } = await ask(query);
    const description: string = data['__schema'].description;
    for (const value of [...Object.keys(faultKinds), ...Object.keys(clockValues)]) {
      expect(description).toContain(`| \`${value}\` |`);
    }
    const graph = await startGraph();
    const elsewhere = (await (await graph.send({ query })).json()).data['__schema'].description;
    expect(description.startsWith(elsewhere)).toBe(true);
    expect(elsewhere).not.toContain('x-sandbox');
    await graph.close();
  });
});

describe('a frontend on this machine', () => {
  const preflight = { 'access-control-request-method': 'POST' };

  it.each(['http://localhost:5173', 'http://localhost', 'http://127.0.0.1:3000'])(
    'is accepted from %s',
    async (from) => {
      const response = await call('OPTIONS', '/graphql', { headers: { origin: from, ...preflight } });
      expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([204, from]);
      const query = { origin: from, 'content-type': 'application/json' };
      const body = JSON.stringify({ query: '{ viewer { tenant } }' });
      const answer = await call('POST', '/graphql', { headers: query, body });
      expect(answer.headers.get('access-control-allow-origin')).toBe(from);
    },
  );

  it.each([
    'https://shop.example.com',
    'http://localhost.evil.example:5173',
    'https://localhost:5173',
    'http://evil.example:80',
    'null',
  ])('is not accepted from anywhere else: %s gets what to set', async (from) => {
    const response = await call('OPTIONS', '/graphql', { headers: { origin: from, ...preflight } });
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    const [{ message }] = (await response.json()).errors;
    expect(message).toContain('`server.cors.origins`');
    expect(message).not.toContain(from);
  });
});
