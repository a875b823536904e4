import { describe, expect, it } from 'vitest';
import { clientOver, write } from '../../test/support/client.ts';
import { incoming, origin, outgoing } from '../../test/support/outgoing.ts';
import { createCall } from '../testing/support/vault.ts';
import type { Exchange, Incoming, Outgoing } from './exchange.ts';
import { withToken } from './token.ts';

const tokenUrl = 'https://login.example/token';

type Answering = (sending: Outgoing, count: number) => Incoming | Promise<Incoming>;

interface Server {
  /** Answers the nth token request, counted from 1. */
  readonly token?: Answering;
  /** Answers the nth of all other requests. */
  readonly answer?: Answering;
}

/** A provider behind a token server. Tokens are named in the order they are given out. */
function behindTokens({ token = granted(3600), answer = () => incoming(200) }: Server = {}) {
  const tokens: Outgoing[] = [];
  const sent: Outgoing[] = [];
  const clock = { now: new Date('2026-11-20T12:00:00Z') };
  const inner: Exchange = async (sending) =>
    sending.url === tokenUrl ? token(sending, tokens.push(sending)) : answer(sending, sent.push(sending));
  let asked = 0;
  const exchange = withToken(inner, {
    origin,
    tokenUrl,
    credentials: async () => {
      asked += 1;
      return {
        form: { grant_type: 'client_credentials', assertion: `no. ${asked}` },
        headers: { 'x-client': '1' },
      };
    },
    now: () => clock.now,
  });
  const wait = (seconds: number) => (clock.now = new Date(clock.now.getTime() + seconds * 1000));
  const bearers = () => sent.map(({ headers }) => headers['authorization']);
  return { exchange, tokens, sent, bearers, wait };
}

function granted(seconds: unknown): Answering {
  return (_sending, count) => incoming(200, { access_token: `token ${count}`, expires_in: seconds });
}

/** Answers when it is let go. */
function heldToken() {
  const gate = Promise.withResolvers<void>();
  return {
    token: async (...asked: Parameters<Answering>) => gate.promise.then(() => granted(60)(...asked)),
    gate,
  };
}

describe('the token request', () => {
  it('is a form with credentials made for it, on its own time', async () => {
    const { exchange, tokens } = behindTokens();
    const call = { ...createCall(), beforeWrite: () => Promise.reject(new Error('A token is no write.')) };
    await exchange(outgoing({ call }));
    const [request] = tokens;
    expect(request).toEqual({
      operation: 'token',
      route: '/token',
      method: 'POST',
      url: tokenUrl,
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        'x-client': '1',
      },
      body: 'grant_type=client_credentials&assertion=no.+1',
      attempt: 1,
      changesNothing: true,
      call: {
        deadline: request?.call.deadline,
        observe: call.observe,
        signal: request?.call.signal,
      },
    });
    expect(request?.call.signal).not.toBe(call.signal);
    expect(request?.call.deadline).toBeLessThan(call.deadline);
  });

  it('leaves the request as it was but for the bearer', async () => {
    const { exchange, sent } = behindTokens();
    const request = outgoing({ method: 'POST', body: '{"a":1}', headers: { 'x-entity': '7' } });
    await exchange(request);
    expect(sent).toEqual([{ ...request, headers: { 'x-entity': '7', authorization: 'Bearer token 1' } }]);
  });

  it('is one for fifty callers, whose traces show it as shared', async () => {
    const { exchange, tokens, sent } = behindTokens();
    const calls = Array.from({ length: 50 }, () => createCall());
    const answers = await Promise.all(calls.map((call) => exchange(outgoing({ call }))));
    expect([answers.length, tokens.length, sent.length]).toEqual([50, 1, 50]);
    const shared = {
      account: 'monri-hr',
      operation: 'token',
      method: 'POST',
      route: '/token',
      status: 200,
      durationMs: expect.any(Number),
      attempt: 1,
      shared: true,
    };
    // The first caller's own request is traced further down, where it is sent.
    expect(calls.map(({ seen }) => seen)).toEqual(calls.map((_call, index) => (index === 0 ? [] : [shared])));
  });

  it('is not repeated while the token is good', async () => {
    const { exchange, tokens, bearers } = behindTokens();
    for (let count = 0; count < 3; count += 1) await exchange(outgoing());
    expect(tokens).toHaveLength(1);
    expect(bearers()).toEqual(['Bearer token 1', 'Bearer token 1', 'Bearer token 1']);
  });

  it.each([
    ['30 seconds early', 3600, 3570],
    ['a tenth early if it lives briefly', 100, 90],
    ['after 54 seconds if nothing is said', undefined, 54],
    ['after 54 seconds if null is said', null, 54],
    ['after 54 seconds if what is said is no number', 'soon', 54],
    ['after 54 seconds if an empty text is said', '', 54],
    ['30 seconds early if the number is a text', '3600', 3570],
  ])('is requested again %s', async (_what, lifetime, goodFor) => {
    const { exchange, bearers, wait } = behindTokens({ token: granted(lifetime) });
    await exchange(outgoing());
    wait(goodFor - 0.001);
    await exchange(outgoing());
    wait(0.001);
    await exchange(outgoing());
    expect(bearers()).toEqual(['Bearer token 1', 'Bearer token 1', 'Bearer token 2']);
  });
});

describe('a token that is over when it comes', () => {
  it.each([0, -1, '0', '-3600'])('serves the request that waits for it and no other: %j', async (seconds) => {
    const { exchange, bearers } = behindTokens({ token: granted(seconds) });
    await exchange(outgoing());
    await exchange(outgoing());
    expect(bearers()).toEqual(['Bearer token 1', 'Bearer token 2']);
  });
});

describe('a 401', () => {
  it('renews the token once and sends again', async () => {
    const { exchange, tokens, sent, bearers } = behindTokens({
      answer: (_sending, count) => incoming(count === 1 ? 401 : 200),
    });
    expect((await exchange(outgoing())).status).toBe(200);
    expect(tokens).toHaveLength(2);
    expect(bearers()).toEqual(['Bearer token 1', 'Bearer token 2']);
    expect(sent.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  it('stands if a new token does not help', async () => {
    const { exchange, tokens, sent } = behindTokens({ answer: () => incoming(401) });
    expect((await exchange(outgoing())).status).toBe(401);
    expect([tokens.length, sent.length]).toEqual([2, 2]);
  });

  it('renews once for fifty callers', async () => {
    const { exchange, tokens, sent } = behindTokens({
      answer: async ({ headers, attempt }) => {
        // Some hear of it late, after the token was renewed.
        if (attempt === 1 && sent.length % 2 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
        return incoming(headers['authorization'] === 'Bearer token 1' ? 401 : 200);
      },
    });
    const answers = await Promise.all(Array.from({ length: 50 }, () => exchange(outgoing())));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect([tokens.length, sent.length]).toEqual([2, 100]);
  });
});

describe('a caller who goes away', () => {
  it('stops waiting at once, and the others get the token all the same', async () => {
    const { token, gate } = heldToken();
    const { exchange, tokens, sent } = behindTokens({ token });
    const [first, second] = [new AbortController(), new AbortController()];
    const asking = exchange(outgoing({ call: createCall(first.signal) }));
    const along = exchange(outgoing({ call: createCall(second.signal) }));
    const staying = exchange(outgoing());
    first.abort();
    second.abort();
    await expect(asking).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE', origin });
    await expect(along).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE', origin });
    gate.resolve();
    expect((await staying).status).toBe(200);
    expect([tokens.length, sent.length]).toEqual([1, 1]);
  });
});

describe('a token that cannot be had', () => {
  it.each([
    [400, { error: 'invalid_client' }, 'PROVIDER_UNAUTHORIZED'],
    [401, '', 'PROVIDER_UNAUTHORIZED'],
    [403, '', 'PROVIDER_UNAUTHORIZED'],
    [302, '', 'PROVIDER_UNAUTHORIZED'],
    [404, '', 'PROVIDER_UNAUTHORIZED'],
    [408, '', 'PROVIDER_UNAVAILABLE'],
    [425, '', 'PROVIDER_UNAVAILABLE'],
    [429, '', 'RATE_LIMITED'],
    [400, { error: 'temporarily_unavailable' }, 'PROVIDER_UNAVAILABLE'],
    [401, { error: 'temporarily_unavailable' }, 'PROVIDER_UNAVAILABLE'],
    [403, { error: 'server_error' }, 'PROVIDER_UNAVAILABLE'],
    [200, { error: 'temporarily_unavailable' }, 'PROVIDER_UNAVAILABLE'],
    [500, '', 'PROVIDER_UNAVAILABLE'],
    [503, '', 'PROVIDER_UNAVAILABLE'],
    [200, '<html>', 'PROVIDER_BAD_RESPONSE'],
    [200, 'null', 'PROVIDER_BAD_RESPONSE'],
    [200, { expires_in: 60 }, 'PROVIDER_BAD_RESPONSE'],
    [200, { access_token: '' }, 'PROVIDER_BAD_RESPONSE'],
    [200, { access_token: 'x\r\ny: z' }, 'PROVIDER_BAD_RESPONSE'],
    [200, { access_token: 5 }, 'PROVIDER_BAD_RESPONSE'],
  ])('is a failure and nothing else is sent, not even for a write: %i %j', async (status, body, code) => {
    const { exchange, tokens, sent } = behindTokens({ token: () => incoming(status, body) });
    const client = clientOver(exchange);
    const writes = [1, 2, 3].map(() => client(write, createCall()));
    for (const writing of writes) await expect(writing).rejects.toMatchObject({ code, origin });
    expect([tokens.length, sent]).toEqual([1, []]);
  });

  it('is unavailability if the token server cannot be reached, and is asked for again by the next', async () => {
    const { exchange, tokens, sent } = behindTokens({
      token: (sending, count) =>
        count === 1 ? Promise.reject(new TypeError('fetch failed')) : granted(60)(sending, count),
    });
    await expect(clientOver(exchange)(write, createCall())).rejects.toMatchObject({
      code: 'PROVIDER_UNAVAILABLE',
    });
    expect(sent).toEqual([]);
    expect((await exchange(outgoing())).status).toBe(200);
    expect([tokens.length, sent.length]).toEqual([2, 1]);
  });

  it('shows those who waited along that no answer came', async () => {
    const { exchange } = behindTokens({ token: () => Promise.reject(new Error('No.')) });
    const calls = [createCall(), createCall()];
    await Promise.allSettled(calls.map((call) => exchange(outgoing({ call }))));
    expect(calls[1]?.seen).toMatchObject([{ operation: 'token', status: null, shared: true }]);
  });
});
