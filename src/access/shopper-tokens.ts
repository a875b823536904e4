import { hkdfSync } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import type { CustomerName } from '../domain/customer-name.ts';
import type { TokenVerifier } from './authenticate.ts';
import type { Caller } from './caller.ts';
import { expiryOf } from './expiry.ts';
import { namesIn, reasonOf } from './jwt-refusal.ts';
import { toShopper, type ShopperScope } from './shopper.ts';

/** What a token is issued for. */
export interface ShopperGrant {
  readonly tenant: string;
  /** Ids of customers. */
  readonly customers: readonly string[];
  /** Sealed references. */
  readonly references: readonly string[];
  readonly scopes: readonly ShopperScope[];
  readonly validForSeconds: number;
}

export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Tokens for shoppers, which this API signs itself and takes again. */
export interface ShopperTokens extends TokenVerifier {
  readonly issue: (grant: ShopperGrant) => Promise<IssuedToken>;
}

export interface ShopperTokensOptions {
  /** Those of ids: the first signs, and all of them verify. */
  readonly secrets: readonly Uint8Array[];
  /** The clock by which tokens expire; the machine's if absent. */
  readonly now?: (() => Date) | undefined;
}

/** The type in a token's header, so that no other JWT is taken for one. */
const type = 'vaultgraph-shopper+jwt';
const algorithm = 'HS256';
/** The issuer and the audience at once. */
const name = 'vaultgraph';

/** Issues and verifies shoppers' tokens with a key of each tenant, derived from the secrets. */
export function createShopperTokens({
  secrets,
  now = () => new Date(),
}: ShopperTokensOptions): ShopperTokens {
  const keys = secrets.map((secret) => ({
    secret,
    kid: derive(secret, '', 'token key name', 6).toString('base64url'),
  }));
  const [first] = keys;
  if (!first) throw new Error('No token can be signed without a secret.');

  return {
    isMeant: (token) => headerOf(token)?.typ === type,
    issue: async ({ tenant, scopes, validForSeconds, ...claims }) => {
      const issuedAt = Math.floor(now().getTime() / 1000);
      const expiry = issuedAt + validForSeconds;
      const token = await new SignJWT({ ...claims, tenant, scope: scopes.join(' ') })
        .setProtectedHeader({ alg: algorithm, typ: type, kid: first.kid })
        .setIssuer(name)
        .setAudience(name)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiry)
        .sign(signingKey(first.secret, tenant));
      return { token, expiresAt: new Date(expiry * 1000) };
    },
    verify: async (token, report = () => undefined) => {
      try {
        // A token that names another tenant than it was signed for meets the wrong key.
        const tenant = textOf(decodeJwt(token)['tenant']);
        const key = keys.find(({ kid }) => kid === headerOf(token)?.kid);
        if (!key) throw new errors.JWKSNoMatchingKey();
        const { payload } = await jwtVerify(token, signingKey(key.secret, tenant), {
          typ: type,
          algorithms: [algorithm],
          issuer: name,
          audience: name,
          requiredClaims: ['exp'],
          currentDate: now(),
        });
        return toCaller(payload, tenant);
      } catch (error) {
        report({ reason: reasonOf(error, {}), ...namesIn(token, name) });
        return null;
      }
    },
  };
}

function signingKey(secret: Uint8Array, tenant: string): Uint8Array {
  return derive(secret, tenant, 'token', 32);
}

function derive(secret: Uint8Array, tenant: string, purpose: string, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, tenant, `vaultgraph shopper ${purpose}`, length));
}

function headerOf(token: string) {
  try {
    return decodeProtectedHeader(token);
  } catch {
    return null;
  }
}

function toCaller(payload: JWTPayload, tenant: string): Caller {
  const { customers, references, scope } = payload;
  const names: readonly CustomerName[] = [
    ...textsOf(customers).map((id) => ({ id })),
    ...textsOf(references).map((sealedReference) => ({ sealedReference })),
  ];
  return { ...toShopper(tenant, textOf(scope).split(' '), names), ...expiryOf(payload) };
}

function textOf(claim: unknown): string {
  return typeof claim === 'string' ? claim : '';
}

function textsOf(claim: unknown): readonly string[] {
  return Array.isArray(claim) ? claim.filter((text) => typeof text === 'string') : [];
}
