import { generateKeyPairSync } from 'node:crypto';
import { decodeJwt, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../redaction/secret.ts';
import { authenticate, type BankingserviceKeys } from './auth.ts';

const origin = { provider: 'BANKING_SERVICE', account: 'bank-nl' };

describe('the assertion', () => {
  const now = new Date('2026-11-20T09:00:00.000Z');
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const edwards = generateKeyPairSync('ed25519');

  function keysOf(
    { privateKey }: Pick<typeof rsa, 'privateKey'>,
    assertion: Partial<BankingserviceKeys['assertion']> = {},
  ): BankingserviceKeys {
    return {
      clientId: 'client_1',
      privateKey: new Secret({ text: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }),
      tokenUrl: new URL('https://login.example/oauth2/token'),
      assertion: { algorithm: 'RS256', lifetimeSeconds: 60, leaveOut: [], in: 'header', ...assertion },
    };
  }

  it('travels in the Authorization header of a client credentials grant', async () => {
    const { form, headers } = await authenticate(keysOf(rsa), now, origin);
    expect(form).toEqual({ grant_type: 'client_credentials', client_id: 'client_1' });
    const jwt = /^Bearer (.+)$/.exec(headers?.['authorization'] ?? '')?.[1] ?? '';
    const { payload, protectedHeader } = await jwtVerify(jwt, rsa.publicKey, { currentDate: now });
    const seconds = now.getTime() / 1000;
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT' });
    expect(payload).toEqual({
      iss: 'client_1',
      sub: 'client_1',
      aud: 'https://login.example/oauth2/token',
      iat: seconds - 30,
      exp: seconds + 60,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('travels in the form if the settings say so', async () => {
    const { form, headers } = await authenticate(keysOf(rsa, { in: 'body' }), now, origin);
    expect(headers).toBeUndefined();
    expect(form).toMatchObject({
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    });
    expect(decodeJwt(form['client_assertion'] ?? '').iss).toBe('client_1');
  });

  it.each([
    ['PS256', rsa],
    ['ES256', curve],
    ['EdDSA', edwards],
  ] as const)(
    'is signed with %s, for the audience and the time that the settings say',
    async (algorithm, pair) => {
      const keys = keysOf(pair, { algorithm, audience: 'bank', lifetimeSeconds: 300, in: 'body' });
      const { form } = await authenticate(keys, now, origin);
      const { payload } = await jwtVerify(form['client_assertion'] ?? '', pair.publicKey, {
        currentDate: now,
      });
      expect([payload.aud, (payload.exp ?? 0) - (payload.iat ?? 0)]).toEqual(['bank', 300]);
    },
  );

  it('has no claim that the settings leave out', async () => {
    const names = async (leaveOut: readonly ('iat' | 'jti')[]) => {
      const { form } = await authenticate(keysOf(rsa, { in: 'body', leaveOut }), now, origin);
      return Object.keys(decodeJwt(form['client_assertion'] ?? '')).toSorted();
    };
    expect(await names(['iat'])).toEqual(['aud', 'exp', 'iss', 'jti', 'sub']);
    expect(await names(['iat', 'jti'])).toEqual(['aud', 'exp', 'iss', 'sub']);
  });

  it('is never the same twice', async () => {
    const ids = await Promise.all(
      [1, 2].map(async () => {
        const { form } = await authenticate(keysOf(rsa, { in: 'body' }), now, origin);
        return decodeJwt(form['client_assertion'] ?? '').jti;
      }),
    );
    expect(new Set(ids).size).toBe(2);
  });

  it.each([
    ['is no key', { ...keysOf(rsa), privateKey: new Secret({ text: 'no key' }) }],
    ['does not fit the algorithm', keysOf(curve)],
  ])('is refused as unauthorised if the private key %s', async (_what, keys) => {
    await expect(authenticate(keys, now, origin)).rejects.toMatchObject({ code: 'PROVIDER_UNAUTHORIZED' });
  });
});
