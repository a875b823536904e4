import { afterEach, describe, expect, it } from 'vitest';
import { listen, type Listening } from '../src/http/listen.ts';
import { bamboo } from '../src/providers/registry.ts';
import { createServer, type ServerOptions } from '../src/server/server.ts';
import { createHub } from '../src/gateway/live/hub.ts';
import { requestScopeOf } from '../src/testing/support/request-scope.ts';
import { connectTo } from '../src/testing/support/vault.ts';
import { emulate } from './support/emulate.ts';
import { noErasures, noReceipts } from './support/no-erasures.ts';

const running: Listening[] = [];
afterEach(async () => {
  for (const { close } of running.splice(0)) await close(0);
});

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const failure = new TypeError('secret detail at /srv/secret.ts');

/** Serves one account, with something broken in it or around it; records what is reported. */
async function serveBroken(options: Partial<ServerOptions> = {}) {
  const account = connectTo(bamboo, emulate(bamboo, { customers: 1 }));
  const broken = {
    ...account,
    health: () => {
      throw failure;
    },
  };
  const { accounts, ids, writes } = requestScopeOf([broken]);
  const reported: unknown[] = [];
  const handle = await createServer({
    tenants: new Map([
      [
        'acme',
        {
          accounts,
          barrier: null,
          ids,
          idempotency: () => writes.idempotency,
          serial: writes.serial,
          hasCaches: false,
          indexes: { start: () => undefined, stop: () => Promise.resolve(), hintUnverified: () => undefined },
          hub: createHub({ tenant: 'acme', accounts, requestTimeoutMs: 1000 }),
          erasures: noErasures,
          receipts: noReceipts,
          now: () => new Date(),
        },
      ],
    ]),
    authenticate: () => Promise.resolve({ tenant: 'acme', scopes: ['*'], subject: 'test' }),
    requestTimeoutMs: 1000,
    graphiql: false,
    report: (error) => void reported.push(error),
    ...options,
  });
  const listening = await listen(handle, { host: '127.0.0.1', port: 0 });
  running.push(listening);
  const ask = async (query: string) => {
    const response = await fetch(`${listening.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query }),
    });
    const text = await response.text();
    return { status: response.status, text, body: JSON.parse(text) };
  };
  return { ask, reported, origin: listening.origin };
}

describe('a defect of the program', () => {
  it('is reported, and the caller learns only where it happened', async () => {
    const { ask, reported } = await serveBroken();
    const { status, text, body } = await ask(
      '{ viewer { tenant } providerAccount(key: "bamboo-0") { health { status } } }',
    );
    expect(status).toBe(200);
    expect(body.data).toEqual({ viewer: { tenant: 'acme' }, providerAccount: null });
    expect(body.errors).toEqual([
      {
        message: 'Unexpected error.',
        locations: [expect.anything()],
        path: ['providerAccount', 'health'],
        extensions: {
          code: 'INTERNAL_SERVER_ERROR',
          retryable: false,
          requestId: body.extensions.requestId,
        },
      },
    ]);
    expect(text).not.toContain('secret');
    expect(reported).toEqual([failure]);
  });

  it('shows no more if it is outside of GraphQL', async () => {
    const { ask, reported } = await serveBroken({ authenticate: () => Promise.reject(failure) });
    const { status, text, body } = await ask('{ viewer { tenant } }');
    const { requestId } = body.extensions;
    expect(requestId).toMatch(uuid);
    expect(status).toBe(500);
    expect(body).toEqual({
      errors: [
        {
          message: 'Unexpected error.',
          extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false, requestId },
        },
      ],
      extensions: { requestId },
    });
    expect(text).not.toContain('secret');
    expect(reported).toEqual([failure]);
  });
});

describe('a caller', () => {
  it('is found by a header in any case, if a server authenticates in its own way', async () => {
    const { ask } = await serveBroken({
      authenticate: ({ headers }) =>
        headers.has('Content-Type') && headers.get('ACCEPT') !== null
          ? { tenant: 'acme', scopes: ['*'], subject: 'test' }
          : null,
    });
    expect((await ask('{ viewer { tenant } }')).body.data).toEqual({ viewer: { tenant: 'acme' } });
  });

  it.each([
    ['without a credential', null, /^A credential is needed: /],
    [
      'of a tenant that is not configured',
      { tenant: 'secret tenant', scopes: ['*'], subject: 'test' },
      /^The credential was not accepted\. /,
    ],
  ])('is turned away with a request id: one %s', async (_name, caller, message) => {
    const { ask } = await serveBroken({ authenticate: () => Promise.resolve(caller) });
    const { status, body } = await ask('{ viewer { tenant } }');
    const { requestId } = body.extensions;
    expect(requestId).toMatch(uuid);
    expect(status).toBe(401);
    expect(body).toEqual({
      errors: [
        {
          message: expect.stringMatching(message),
          extensions: { code: 'ACCESS_DENIED', retryable: false, requestId },
        },
      ],
      extensions: { requestId },
    });
  });
});

describe('a server that is going away', () => {
  it('is alive and not ready', async () => {
    const { origin } = await serveBroken({ isReady: () => false });
    const [live, ready] = await Promise.all([fetch(`${origin}/livez`), fetch(`${origin}/readyz`)]);
    expect([live.status, ready.status, await ready.json()]).toEqual([200, 503, { status: 'draining' }]);
  });
});
