import { describe, expect, it } from 'vitest';
import { connect, notFound, origin, settingsOf, textOf, unauthorized } from './client.testing.ts';

const endpoints = [
  'GET /customers',
  'POST /customers',
  'GET /customers/text',
  'PUT /customers/text',
  'DELETE /customers/text',
  'GET /customers/text/payment-methods',
  'POST /customers/text/payment-methods',
  'GET /customers/text/payment-methods/text',
  'DELETE /customers/text/payment-methods/text',
];

describe('access', () => {
  it.for(endpoints)('refuses %s without a live token', async (endpoint) => {
    const { ask, emulator } = connect({ customers: 1 });

    for (const authorization of ['', 'Bearer', 'Bearer nonsense', 'Basic nonsense']) {
      expect(await ask(endpoint, undefined, { authorization })).toEqual(unauthorized);
    }
    expect(emulator.accounts(origin)[0]?.customerKeys()).toEqual(['text']);
  });

  it('refuses an assertion in place of a token', async () => {
    const { ask, assertion } = connect();
    const authorization = `Bearer ${await assertion()}`;

    expect(await ask('GET /customers', undefined, { authorization })).toEqual(unauthorized);
  });

  it('refuses a token from the second it expires', async () => {
    const { ask, wait } = connect({ switches: { expiresIn: 60 } });

    expect((await ask('GET /customers')).status).toBe(200);
    wait(59_999);
    expect((await ask('GET /customers')).status).toBe(200);
    wait(1);
    expect(await ask('GET /customers')).toEqual(unauthorized);
  });

  it('refuses a revoked token, and takes one granted after', async () => {
    const { ask, emulator, grant } = connect();

    expect((await ask('GET /customers')).status).toBe(200);
    emulator.revokeTokens();
    expect(await ask('GET /customers')).toEqual(unauthorized);
    const authorization = `Bearer ${textOf((await grant()).body['access_token'])}`;
    expect((await ask('GET /customers', undefined, { authorization })).status).toBe(200);
  });

  it('knows no profile but the own one of the client', async () => {
    const { ask, emulator } = connect({ accounts: 2, customers: 1 });
    const other = settingsOf(emulator, 1).profileId;

    expect(await ask('GET /customers', undefined, { profileId: 'profile_unknown' })).toEqual(notFound);
    expect(await ask('GET /customers', undefined, { profileId: other })).toEqual(notFound);
    expect(await ask('PATCH /customers')).toEqual(notFound);
  });

  it('keeps the customers of each account apart', async () => {
    const { ask, emulator } = connect({ accounts: 2, customers: 2 });
    const [, second] = emulator.accounts(origin);

    for (const key of second?.customerKeys() ?? []) {
      expect(await ask(`GET /customers/${key}`)).toEqual(notFound);
    }
    expect(second?.customerKeys()).toHaveLength(2);
  });
});
