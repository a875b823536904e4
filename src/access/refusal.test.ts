import { createHash, generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createApiKeys } from './api-keys.ts';
import { createAuthenticate, gatewayHeader } from './authenticate.ts';
import { createJwtVerifier } from './jwt.ts';
import { keyIdOf, nameFrom, type CredentialRefusal } from './refusal.ts';

const issuer = 'https://login.example.com/f3b1d6c2-7d0a-4c37-9a11-0d5a4f1f7b10/v2.0';
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const sha256 = (key: string): string => createHash('sha256').update(key).digest('hex');

const authenticate = createAuthenticate({
  apiKey: createApiKeys([
    { name: 'shop', sha256: sha256('shop'), tenant: 'acme', scopes: ['vault:customer:read'] },
    {
      name: 'router',
      sha256: sha256('router'),
      tenant: 'acme',
      scopes: ['vault:explore', 'vault:customer:pii'],
    },
    { name: 'all', sha256: sha256('all'), tenant: 'acme', scopes: ['*'] },
    { name: 'else', sha256: sha256('else'), tenant: 'else', scopes: ['*'] },
  ]),
  jwt: createJwtVerifier({
    issuer,
    audience: 'vaultgraph',
    algorithms: ['ES256'],
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    tenantClaim: 'tenant',
    scopeClaim: 'scope',
  }),
});

const good = { sub: 'user-1', tenant: 'acme', scope: 'vault:customer:read', iss: issuer, aud: 'vaultgraph' };
const now = Math.floor(Date.now() / 1000);

function sign(claims: Record<string, unknown>, { key = privateKey, kid = 'key-1' } = {}): Promise<string> {
  const payload = { ...good, exp: now + 60, ...claims };
  return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid }).sign(key);
}

async function refusalOf(headers: Record<string, string>): Promise<CredentialRefusal | undefined> {
  const refusals: CredentialRefusal[] = [];
  const request = new Request('http://localhost/graphql', { headers });
  expect(await authenticate(request, (refusal) => refusals.push(refusal))).toBeNull();
  expect(refusals.length).toBeLessThan(2);
  return refusals[0];
}

const bearer = async (token: string | Promise<string>) => ({ authorization: `Bearer ${await token}` });

describe('a token that is refused', () => {
  const shared = new TextEncoder().encode('a-shared-secret-of-at-least-32-bytes!');
  it.each([
    ['is over', () => sign({ exp: now - 60 }), 'EXPIRED'],
    ['is not valid yet', () => sign({ nbf: now + 600 }), 'NOT_YET_VALID'],
    ['never ends', () => sign({ exp: undefined }), 'NO_EXPIRY'],
    ['is meant for another service', () => sign({ aud: 'billing' }), 'WRONG_AUDIENCE'],
    ['has no subject', () => sign({ sub: undefined }), 'NO_SUBJECT'],
    ['has an empty subject', () => sign({ sub: '' }), 'NO_SUBJECT'],
    ['names no tenant', () => sign({ tenant: undefined }), 'NO_TENANT'],
    ['is signed by another key', () => sign({}, { key: other.privateKey }), 'BAD_SIGNATURE'],
    [
      'is signed by another algorithm',
      () => new SignJWT(good).setProtectedHeader({ alg: 'HS256', kid: 'key-1' }).sign(shared),
      'WRONG_ALGORITHM',
    ],
  ])('is reported with its key and issuer: one that %s', async (_what, token, reason) => {
    expect(await refusalOf(await bearer(token()))).toEqual({ reason, keyId: 'key-1', issuer });
  });

  it('is reported with the issuer it names, if that is not ours', async () => {
    const token = sign({ iss: 'https://else.example.com' });
    const expected = { reason: 'WRONG_ISSUER', keyId: 'key-1', issuer: 'https://else.example.com' };
    expect(await refusalOf(await bearer(token))).toEqual(expected);
  });

  it('is reported without what only looks like a key or an issuer', async () => {
    const token = sign({ iss: 'juan@example.com' }, { kid: '4111111111111111' });
    expect(await refusalOf(await bearer(token))).toEqual({
      reason: 'WRONG_ISSUER',
      keyId: null,
      issuer: null,
    });
  });

  it('is reported if it is malformed', async () => {
    expect(await refusalOf({ authorization: 'Bearer a.b.c' })).toMatchObject({ reason: 'MALFORMED' });
    expect(await refusalOf({ authorization: 'Basic abc' })).toMatchObject({ reason: 'MALFORMED' });
  });
});

describe('an API key that is refused', () => {
  it('is reported by the start of its digest', async () => {
    const key = 'vg_9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d';
    const expected = { reason: 'UNKNOWN_KEY', keyId: sha256(key).slice(0, 12) };
    expect(await refusalOf({ 'x-api-key': key })).toEqual(expected);
    expect(await refusalOf({ authorization: `Bearer ${key}` })).toEqual(expected);
  });

  it('is reported without it if the key could be guessed from it', () => {
    expect(['secret', '4111111111111111', '4111 1111 1111 1111 1111'].map(keyIdOf)).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('is reported if another credential was sent too', async () => {
    const headers = { 'x-api-key': 'shop', ...(await bearer('shop')) };
    expect(await refusalOf(headers)).toMatchObject({ reason: 'SEVERAL_CREDENTIALS' });
  });
});

it('keeps of a name what has the form of one', () => {
  const names = [
    'key-1',
    'https://a.example.com/x',
    'a b',
    'a@b.com',
    '+385911234567',
    'x'.repeat(129),
    7,
    '',
  ];
  expect(names.map(nameFrom)).toEqual([
    'key-1',
    'https://a.example.com/x',
    null,
    null,
    null,
    null,
    null,
    null,
  ]);
});

describe('a request through a gateway', () => {
  const through = async (key: string, claims: Record<string, unknown> = {}) => ({
    ...(await bearer(sign(claims))),
    [gatewayHeader]: key,
  });

  it.each(['router', 'all'])('has its user’s scopes of data, and may explore: %s', async (key) => {
    const request = new Request('http://localhost/graphql', { headers: await through(key) });
    const caller = await authenticate(request);
    expect(caller).toMatchObject({
      tenant: 'acme',
      scopes: ['vault:customer:read', 'vault:explore'],
      subject: expect.stringMatching(/^jwt /),
      gateway: { subject: expect.stringMatching(new RegExp(`^api-key ${key} `)) },
    });
  });

  it.each([
    ['the gateway’s key is unknown', 'unknown', {}, 'UNKNOWN_KEY'],
    ['the gateway may not explore', 'shop', {}, 'NO_EXPLORE_SCOPE'],
    ['the gateway is another tenant’s', 'else', {}, 'OTHER_TENANT'],
    ['the user’s token is over', 'router', { exp: now - 60 }, 'EXPIRED'],
  ])('is refused if %s', async (_what, key, claims, reason) => {
    expect(await refusalOf(await through(key, claims))).toMatchObject({ reason });
  });

  it('needs its user’s credential', async () => {
    expect(await refusalOf({ [gatewayHeader]: 'router' })).toBeUndefined();
  });
});
