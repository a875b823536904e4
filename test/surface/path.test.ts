import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '../../src/server/server.ts';
import { createTenant } from '../../src/gateway/tenant.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { createLogger } from '../../src/telemetry/log/logger.ts';
import { withAccessLog } from '../../src/telemetry/log/access-log.ts';
import type { Fetch } from '../../src/http/fetch.ts';

const logged: string[] = [];
let graph: Fetch;
let broken: Fetch;
beforeAll(async () => {
  const tenant = createTenant({
    id: 'acme',
    accounts: [],
    secrets: [new Uint8Array(32)],
    store: createMemoryStore(),
    requestTimeoutMs: 1000,
  });
  const options = {
    tenants: new Map([['acme', tenant]]),
    authenticate: () => Promise.resolve({ tenant: 'acme', scopes: ['*'], subject: 'test' }),
    requestTimeoutMs: 1000,
    graphiql: {},
    origins: ['https://shop.example.com'],
    report: () => undefined,
    path: '/api/graphql',
  };
  const logger = createLogger({ write: (line) => void logged.push(line) });
  graph = withAccessLog(await createServer(options), logger, options.path);
  broken = await createServer({ ...options, authenticate: () => Promise.reject(new Error('broken')) });
});
afterAll(() => void logged.splice(0));

function ask(path: string, headers: Record<string, string> = {}): Request {
  return new Request(`http://localhost${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: '{"query":"{ viewer { tenant } }"}',
  });
}

describe('a graph below another path', () => {
  it('is asked there, and nowhere else', async () => {
    expect((await (await graph(ask('/api/graphql'))).json()).data).toEqual({ viewer: { tenant: 'acme' } });
    for (const path of ['/graphql', '/api', '/api/graphql/', '/api/graphql/x', '/']) {
      const response = await graph(ask(path));
      const { errors } = await response.json();
      expect([response.status, errors[0].message]).toEqual([404, 'The graph is at /api/graphql.']);
    }
  });

  it('has its page, its answer to preflights and its queries by GET there', async () => {
    const page = await graph(
      new Request('http://localhost/api/graphql', { headers: { accept: 'text/html' } }),
    );
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const preflight = await graph(
      new Request('http://localhost/api/graphql', {
        method: 'OPTIONS',
        headers: { origin: 'https://shop.example.com', 'access-control-request-method': 'POST' },
      }),
    );
    expect(preflight.status).toBe(204);
    const url = `http://localhost/api/graphql?query=${encodeURIComponent('{ __typename }')}`;
    const got = await graph(new Request(url, { headers: { 'apollo-require-preflight': '1' } }));
    expect((await got.json()).data).toEqual({ __typename: 'Query' });
  });

  it('has its health where it was', async () => {
    const health = await Promise.all(
      ['/livez', '/readyz'].map((path) => graph(new Request(`http://localhost${path}`))),
    );
    expect(health.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('is named by its path in the log', async () => {
    logged.splice(0);
    await graph(ask('/api/graphql'));
    await graph(ask('/graphql'));
    expect(logged.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request')).toMatchObject([
      { route: '/api/graphql', status: 200 },
      { route: 'other', status: 404 },
    ]);
  });
});

describe('the answer to a defect', () => {
  it('can be read by the pages of configured origins, and by no others', async () => {
    const answers = await Promise.all(
      ['https://shop.example.com', 'https://else.example.com'].map((origin) =>
        broken(ask('/api/graphql', { origin })),
      ),
    );
    expect(
      answers.map(({ status, headers }) => [status, headers.get('access-control-allow-origin')]),
    ).toEqual([
      [500, 'https://shop.example.com'],
      [500, null],
    ]);
  });
});
