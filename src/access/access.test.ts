import { createHash, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKeys } from './api-keys.ts';
import { createAuthenticate } from './authenticate.ts';
import { hasScope } from './caller.ts';
import { createJwtVerifier, type JwtOptions } from './jwt.ts';

const secret = 'a-shared-secret-of-at-least-32-bytes!';
const options: JwtOptions = {
  issuer: 'https://issuer.example.com',
  audience: 'vaultgraph',
  algorithms: ['HS256'],
  secret,
  tenantClaim: 'tenant',
  scopeClaim: 'scope',
};

/** The user that tokens name, and the subject that the API makes of it. */
const sub = 'user-1';
const subject = `jwt ${digest(sub).slice(0, 12)}`;

interface TokenParts {
  readonly claims?: Record<string, unknown>;
  readonly expires?: string | number | null;
  readonly issuer?: string;
  readonly audience?: string;
  readonly key?: string;
}

function sign({ claims = { tenant: 'acme', scope: 'a b' }, ...parts }: TokenParts = {}): Promise<string> {
  const token = new SignJWT({ sub, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(parts.issuer ?? options.issuer)
    .setAudience(parts.audience ?? options.audience);
  if (parts.expires !== null) token.setExpirationTime(parts.expires ?? '5m');
  return token.sign(new TextEncoder().encode(parts.key ?? secret));
}

function ask(headers: Record<string, string>): Request {
  return new Request('http://localhost/graphql', { headers });
}

function digest(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

describe('an API key', () => {
  const find = createApiKeys([
    { sha256: digest('old'), tenant: 'acme', scopes: ['*'] },
    { sha256: digest('new'), tenant: 'acme', scopes: ['vault:customer:read'] },
  ]);

  it('lets in by its digest; several live at once', () => {
    expect(find('old')).toEqual({
      tenant: 'acme',
      scopes: ['*'],
      subject: `api-key ${digest('old').slice(0, 12)}`,
    });
    expect(find('new')).toEqual({
      tenant: 'acme',
      scopes: ['vault:customer:read'],
      subject: `api-key ${digest('new').slice(0, 12)}`,
    });
  });

  it('lets in no other key, however often one is presented and whatever was let in before', () => {
    const presented = ['old', 'olc', 'old', 'olc', 'new', 'old ', 'Old', '', '__proto__', 'old'];
    const letIn = presented.filter((key) => find(key) !== null);
    expect(letIn).toEqual(['old', 'old', 'new', 'old']);
    expect(find('old')?.scopes).toEqual(['*']);
  });

  it('has a name in the subject', () => {
    const named = createApiKeys([{ name: 'shop', sha256: digest('old'), tenant: 'acme', scopes: [] }]);
    expect(named('old')?.subject).toBe(`api-key shop ${digest('old').slice(0, 12)}`);
  });

  it.each(['', 'old', digest('old').slice(1), `${digest('old')}0`, `g${digest('old').slice(1)}`])(
    'is checked when it is made known: %j is no digest',
    (sha256) => {
      const known = [
        { sha256: digest('old'), tenant: 'acme', scopes: [] },
        { sha256, tenant: 'acme', scopes: [] },
      ];
      expect(() => createApiKeys(known)).toThrow('The API key number 2 has no SHA-256 in hex');
    },
  );

  it('is refused if it is unknown, or is the digest itself', () => {
    expect([find('other'), find(''), find(digest('old'))]).toEqual([null, null, null]);
  });
});

const expiresAt = expect.any(Date);

describe('a JWT', () => {
  const verify = createJwtVerifier(options);

  it('names tenant and scopes, as a text or as a list', async () => {
    expect(await verify(await sign())).toEqual({ tenant: 'acme', scopes: ['a', 'b'], subject, expiresAt });
    const listed = await sign({ claims: { tenant: 'acme', scope: ['a', 1, 'c'] } });
    expect(await verify(listed)).toEqual({ tenant: 'acme', scopes: ['a', 'c'], subject, expiresAt });
  });

  it('is refused if it is over, never ends, or is meant for others', async () => {
    const refused: TokenParts[] = [
      { expires: Math.floor(Date.now() / 1000) - 60 },
      { expires: null },
      { issuer: 'https://else.example.com' },
      { audience: 'another API' },
      { key: 'another-shared-secret-of-32-bytes!!!!' },
      { claims: { scope: 'a' } },
      { claims: { tenant: '', scope: 'a' } },
      { claims: { tenant: ['acme'], scope: 'a' } },
      { claims: { tenant: 'acme', sub: undefined } },
      { claims: { tenant: 'acme', sub: '' } },
    ];
    const verified = await Promise.all(refused.map(async (parts) => verify(await sign(parts))));
    expect(verified).toEqual(refused.map(() => null));
  });

  it('is refused with an algorithm that is not configured, none included', async () => {
    const [, payload] = (await sign()).split('.');
    const header = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(await verify(`${header}.${payload}.`)).toBeNull();
    const pinned = createJwtVerifier({ ...options, algorithms: ['HS512'] });
    expect(await pinned(await sign())).toBeNull();
  });
});

describe('keys of an issuer', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signed = (kid: string): Promise<string> =>
    new SignJWT({ sub, tenant: 'acme', scope: 'a' })
      .setProtectedHeader({ alg: 'RS256', kid })
      .setIssuer(options.issuer)
      .setAudience(options.audience)
      .setExpirationTime('5m')
      .sign(privateKey);
  const { secret: _unused, ...keyless } = options;
  let server: Server;
  let fetched = 0;

  beforeAll(async () => {
    const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256' };
    server = createServer((_request, response) => {
      fetched += 1;
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void server.close());

  it('are fetched once, and not again for unknown key ids', async () => {
    const { port } = server.address() as AddressInfo;
    const jwksUri = `http://127.0.0.1:${port}/keys`;
    const verify = createJwtVerifier({ ...keyless, algorithms: ['RS256'], jwksUri });
    expect(await verify(await signed('one'))).toEqual({ tenant: 'acme', scopes: ['a'], subject, expiresAt });
    const forged = await Promise.all(['two', 'three', 'four'].map(async (kid) => verify(await signed(kid))));
    expect(forged).toEqual([null, null, null]);
    expect(fetched).toBe(1);
  });

  it('that cannot be read now accept no token, and do not call a token bad either', async () => {
    const jwksUri = 'http://127.0.0.1:1/keys';
    const verify = createJwtVerifier({ ...keyless, algorithms: ['RS256'], jwksUri });
    await expect(verify(await signed('one'))).rejects.toMatchObject({ name: 'UncheckedCredentialError' });
    expect(await verify('no.token.atall')).toBeNull();
  });

  it('may be one public key', async () => {
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const verify = createJwtVerifier({ ...keyless, algorithms: ['RS256'], publicKey: pem });
    expect(await verify(await signed('any'))).toEqual({ tenant: 'acme', scopes: ['a'], subject, expiresAt });
    expect(await verify(await sign())).toBeNull();
  });

  it('may be one public key of any kind that the algorithms allow', async () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const token = await new SignJWT({ sub, tenant: 'acme', scope: 'a' })
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer(options.issuer)
      .setAudience(options.audience)
      .setExpirationTime('5m')
      .sign(pair.privateKey);
    const verify = createJwtVerifier({ ...keyless, algorithms: ['RS256', 'ES256'], publicKey: pem });
    expect(await verify(token)).toEqual({ tenant: 'acme', scopes: ['a'], subject, expiresAt });
    expect(await verify(await signed('any'))).toBeNull();
    const pinned = createJwtVerifier({ ...keyless, algorithms: ['RS256'], publicKey: pem });
    expect(await pinned(token)).toBeNull();
  });
});

describe('a request', () => {
  const anyone = { tenant: 'sandbox', scopes: ['*'], subject: 'anonymous' };
  const keyed = { tenant: 'acme', scopes: ['a'], subject: 'api-key 1' };
  const authenticate = createAuthenticate({
    anonymous: anyone,
    apiKey: (key) => (key === 'key' ? keyed : null),
    jwt: (token) =>
      Promise.resolve(token === 'a.b.c' ? { tenant: 'jwt', scopes: [], subject: 'jwt 1' } : null),
  });

  it('comes in by whichever credential it carries', async () => {
    expect(await authenticate(ask({}))).toEqual(anyone);
    expect(await authenticate(ask({ 'x-api-key': 'key' }))).toEqual(keyed);
    expect(await authenticate(ask({ authorization: 'Bearer key' }))).toEqual(keyed);
    expect(await authenticate(ask({ authorization: 'bearer a.b.c' }))).toEqual({
      tenant: 'jwt',
      scopes: [],
      subject: 'jwt 1',
    });
  });

  it('is not anonymous with a credential that is refused', async () => {
    const refused = [
      { 'x-api-key': 'other' },
      { authorization: 'Bearer a.b.d' },
      { authorization: 'Basic key' },
      { authorization: 'Bearer ' },
      { authorization: 'Bearer key', 'x-api-key': 'key' },
    ];
    const callers = await Promise.all(refused.map(async (headers) => authenticate(ask(headers))));
    expect(callers).toEqual(refused.map(() => null));
  });

  it('is refused if no way to authenticate is configured', async () => {
    expect(await createAuthenticate({})(ask({}))).toBeNull();
    expect(await createAuthenticate({})(ask({ authorization: 'Bearer a.b.c' }))).toBeNull();
  });
});

it('grants a scope by name or with all', () => {
  const caller = { tenant: 'acme', scopes: ['vault:trace'], subject: 'x' };
  expect([hasScope(caller, 'vault:trace'), hasScope(caller, 'vault:explore')]).toEqual([true, false]);
  expect(hasScope({ ...caller, scopes: ['*'] }, 'vault:explore')).toBe(true);
});
