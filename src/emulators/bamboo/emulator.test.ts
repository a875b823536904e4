import { describe, expect, it } from 'vitest';
import { emulate } from './emulator.ts';
import { keyOf, keysOf, malformed, origin, refused, send, unknownCustomer } from './sending.testing.ts';
import linkRequest from './fixtures/create-registration-link-request.json' with { type: 'json' };
import injected from './fixtures/inject-customer-response.json' with { type: 'json' };

const juan = '/customers/juan.perez%40gmail.com';

describe('authentication', () => {
  const bamboo = emulate({ customers: 1, accounts: 2 });
  const key = keyOf(bamboo, 0);

  it.each([
    ['none', ''],
    ['the key alone', key],
    ['another key', 'Basic RVkeLr-86_iTzSMLvDtuyQ-1zqIcsmFG-oSzncn_uFv-nj7bhB3rtZg__'],
    ['another scheme', `Bearer ${key}`],
    ['the scheme in lower case', `basic ${key}`],
    ['two spaces', `Basic  ${key}`],
    ['the key in base64', `Basic ${btoa(key)}`],
    ['a user and password in base64', `Basic ${btoa(`${key}:`)}`],
  ])('refuses %s', async (_name, authorization) => {
    const answer = await send(bamboo, juan, { headers: { authorization } });
    expect(answer).toEqual(refused(401, ['UNAUTHORIZED', null, 'Authentication failure.']));
  });

  it.each([
    ['POST', '/customers/account-link'],
    ['DELETE', juan],
    ['POST', '/payments'],
    ['PATCH', '/payments/unknown'],
    ['GET', '/nowhere'],
  ])('comes before anything else: %s %s', async (method, path) => {
    const answer = await send(bamboo, path, { method, headers: { authorization: 'Basic wrong' } });
    expect(answer.status).toBe(401);
  });

  it('keeps the customers of one account out of another', async () => {
    expect(await send(bamboo, juan, { account: 1 })).toEqual(unknownCustomer);
  });

  it('keeps the payments of one account out of another', async () => {
    const call = { method: 'PATCH', body: { customer: { identifier: 'a' } }, account: 1 };
    const answer = await send(bamboo, `/payments/${injected.paymentId}`, call);
    expect(answer).toEqual(refused(404, ['PR008', null, 'The requested purchase cannot be found.']));
  });
});

describe('accounts', () => {
  const bamboo = emulate({ customers: 60, accounts: 2 });

  it('are reached by base URL and private key', () => {
    expect(bamboo.accounts(origin)[0]?.settings).toEqual({
      baseUrl: 'http://127.0.0.1:4101/api/v1',
      privateKey: expect.stringMatching(/^[\w-]{40,}__$/u),
    });
    expect(keyOf(bamboo, 0)).not.toBe(keyOf(bamboo, 1));
  });

  it('are the same every time', async () => {
    const again = emulate({ customers: 60, accounts: 2 });
    expect(keyOf(again, 1)).toBe(keyOf(bamboo, 1));
    expect(keysOf(again, 1)).toEqual(keysOf(bamboo, 1));
    const path = `/customers/${encodeURIComponent(keysOf(bamboo, 1)[8] ?? '')}`;
    expect(await send(again, path, { account: 1 })).toEqual(await send(bamboo, path, { account: 1 }));
  });

  it('share no customer', () => {
    expect(new Set([...keysOf(bamboo, 0), ...keysOf(bamboo, 1)]).size).toBe(120);
  });

  it('can be read whole, whatever characters the identifiers have', async () => {
    for (const identifier of keysOf(bamboo)) {
      const { status, body } = await send(bamboo, `/customers/${encodeURIComponent(identifier)}`);
      expect({ status, body }).toEqual({
        status: 200,
        body: { customer: expect.objectContaining({ identifier }), isSuccess: true },
      });
    }
  });

  it.each(['@', '+', '/', ' ', 'ü'])('have identifiers with %j in them', (character) => {
    expect(keysOf(bamboo).some((identifier) => identifier.includes(character))).toBe(true);
  });

  it('have customers with nothing but an identifier', async () => {
    const identifier = keysOf(bamboo)[7] ?? '';
    const { body } = await send(bamboo, `/customers/${encodeURIComponent(identifier)}`);
    expect(body).toEqual({ customer: { identifier }, isSuccess: true });
  });

  it('start empty if no customers are asked for', () => {
    expect(keysOf(emulate())).toEqual([]);
  });
});

describe('requests', () => {
  const bamboo = emulate({ customers: 1 });
  const post = { method: 'POST', body: linkRequest };

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])(
    'are refused as %s',
    async (type) => {
      const call = { ...post, headers: { 'content-type': type } };
      expect(await send(bamboo, '/customers/account-link', call)).toEqual(malformed);
    },
  );

  it('may name a charset', async () => {
    const call = { ...post, headers: { 'content-type': 'application/json; charset=utf-8' } };
    expect((await send(bamboo, '/customers/account-link', call)).status).toBe(200);
  });

  it.each(['{', '[]', '"qr"', ''])('are refused with the body %j', async (body) => {
    expect(await send(bamboo, '/customers/account-link', { ...post, body })).toEqual(malformed);
  });

  it.each([
    ['es', 'Error de autenticación.'],
    ['pt', 'Falha de autenticação.'],
    ['fr', 'Authentication failure.'],
  ])('are answered in the language asked for: %s', async (lang, message) => {
    const answer = await send(bamboo, juan, { headers: { lang, authorization: 'Basic wrong' } });
    expect(answer).toEqual(refused(401, ['UNAUTHORIZED', null, message]));
  });

  it('of a wrong method are refused', async () => {
    expect(await send(bamboo, juan, { method: 'PUT' })).toEqual(
      refused(405, ['METHOD_NOT_ALLOWED', null, 'The method is not allowed.']),
    );
  });

  it.each(['/customers', '/customers/a/cards', '/payments/a/b', ''])(
    'of an unknown path find nothing: %s',
    async (path) => {
      expect(await send(bamboo, path)).toEqual(
        refused(404, ['NOT_FOUND', null, 'The resource was not found.']),
      );
    },
  );
});
