import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { type Claims, connect, origin, settingsOf, start } from './client.testing.ts';

const invalidClient = { status: 401, body: { error: 'invalid_client' } };

describe('token endpoint', () => {
  it('grants a token to a client that proves itself in the header', async () => {
    const { grant } = connect();

    expect(await grant()).toEqual({
      status: 200,
      body: { access_token: expect.any(String), token_type: 'Bearer', expires_in: 3600 },
    });
  });

  it.for<[string, Claims]>([
    ['an issuer that is not the client', { iss: 'client_other' }],
    ['a subject that is not the client', { sub: 'client_other' }],
    ['an audience that is not the token URL', { aud: `${origin}/` }],
    ['an expiry in the past', { exp: start / 1000 - 1 }],
    ['an expiry more than five minutes ahead', { exp: start / 1000 + 301 }],
    ['no time of issue', { iat: undefined }],
    ['no expiry', { exp: undefined }],
    ['no id', { jti: undefined }],
  ])('refuses an assertion with %s', async ([, claims]) => {
    const { grant, assertion } = connect();

    expect(await grant({ assertion: await assertion(claims) })).toEqual(invalidClient);
  });

  it('expects the audience to be the token URL as reached', async () => {
    const { emulator, assertion, settings } = connect();
    const elsewhere = 'https://login.example.com/oauth2/token';
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: settings.clientId,
    }).toString();
    const ask = async (aud: string) => {
      const headers = {
        authorization: `Bearer ${await assertion({ aud })}`,
        'content-type': 'application/x-www-form-urlencoded',
      };
      return emulator.fetch(new Request(elsewhere, { method: 'POST', headers, body }));
    };

    expect((await ask(elsewhere)).status).toBe(200);
    expect((await ask(settings.tokenUrl)).status).toBe(401);
  });

  it('refuses an assertion used before', async () => {
    const { grant, assertion } = connect();
    const once = await assertion();

    expect((await grant({ assertion: once })).status).toBe(200);
    expect(await grant({ assertion: once })).toEqual(invalidClient);
  });

  it('refuses an assertion signed with the key of another account', async () => {
    const { emulator, grant, assertion } = connect({ accounts: 2 });
    const foreign = settingsOf(emulator, 1).privateKey;

    expect(await grant({ assertion: await assertion({}, foreign) })).toEqual(invalidClient);
  });

  it('refuses an assertion of another algorithm', async () => {
    const { grant, settings } = connect();
    const shared = new TextEncoder().encode(settings.privateKey);
    const assertion = await new SignJWT({ jti: randomUUID() })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(settings.clientId)
      .setSubject(settings.clientId)
      .setAudience(settings.tokenUrl)
      .setIssuedAt(start / 1000)
      .setExpirationTime(start / 1000 + 60)
      .sign(shared);

    expect(await grant({ assertion })).toEqual(invalidClient);
  });

  it('refuses an unknown client, and one without an assertion', async () => {
    const { grant } = connect();

    expect(await grant({ form: { client_id: 'client_other' } })).toEqual(invalidClient);
    expect(await grant({ headers: { authorization: '' } })).toEqual(invalidClient);
  });

  it('refuses a grant type that is not client credentials', async () => {
    const { grant } = connect();

    expect(await grant({ form: { grant_type: 'password' } })).toEqual({
      status: 400,
      body: { error: 'unsupported_grant_type' },
    });
  });

  it('refuses a body that is not a form', async () => {
    const { grant } = connect();

    expect(await grant({ headers: { 'content-type': 'application/json' } })).toEqual({
      status: 400,
      body: { error: 'invalid_request' },
    });
  });

  it('takes the assertion from the form if assertionIn is body', async () => {
    const { grant, assertion } = connect({ switches: { assertionIn: 'body' } });
    const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
    const inForm = async (client_assertion_type: string) =>
      grant({
        headers: { authorization: '' },
        form: { client_assertion_type, client_assertion: await assertion() },
      });

    expect((await inForm(type)).status).toBe(200);
    expect(await inForm('jwt')).toEqual(invalidClient);
    expect(await grant()).toEqual(invalidClient);
  });

  it.for<[string, object, (profileId: string) => Claims]>([
    ['assertionIssuer', { assertionIssuer: 'profile' }, (iss) => ({ iss })],
    ['assertionSubject', { assertionSubject: 'profile' }, (sub) => ({ sub })],
    ['longestAssertionSeconds', { longestAssertionSeconds: 40 }, () => ({ exp: start / 1000 + 40 })],
    ['refusedClaim', { refusedClaim: 'iat' }, () => ({ iat: undefined })],
    ['refusedClaim', { refusedClaim: 'jti' }, () => ({ jti: undefined })],
  ])('takes another assertion, and not the usual one, if %s is switched', async ([, switches, claims]) => {
    const { grant, assertion, settings } = connect({ switches });

    expect(await grant()).toEqual(invalidClient);
    expect((await grant({ assertion: await assertion(claims(settings.profileId)) })).status).toBe(200);
  });
});
