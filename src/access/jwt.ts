import { createHash, createPublicKey } from 'node:crypto';
import {
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type CryptoKey,
  type JWTPayload,
  type JWTVerifyGetKey,
  type KeyObject,
} from 'jose';
import { UncheckedCredentialError } from './authenticate.ts';
import type { Caller } from './caller.ts';
import { namesIn, reasonOf } from './jwt-refusal.ts';
import type { ReportRefusal } from './refusal.ts';

/** How tokens are verified. Exactly one of the three sources of keys is given. */
export interface JwtOptions {
  readonly issuer: string;
  readonly audience: string;
  /** Nothing but these is accepted, whatever a token's header says. */
  readonly algorithms: readonly string[];
  readonly jwksUri?: string | undefined;
  /** SPKI, as PEM text. */
  readonly publicKey?: string | undefined;
  readonly secret?: string | undefined;
  /** The claim that names the tenant. */
  readonly tenantClaim: string;
  /** The claim that holds the scopes: a text with spaces between them, or a list. */
  readonly scopeClaim: string;
}

/** How far the clocks of issuer and verifier may differ, in seconds. */
const clockToleranceSeconds = 30;
/** How long a set of keys is not asked for again, in milliseconds: forged key ids must not make us ask. */
const cooldownMs = 30_000;
const keySetTimeoutMs = 3_000;

/**
 * Whom a token lets in; null for one that is forged, over, meant for others, or names no tenant or no subject, and `tell`
 * learns why. Rejects with an
 * `UncheckedCredentialError` where the issuer's keys cannot be read now.
 */
export function createJwtVerifier(
  options: JwtOptions,
): (token: string, tell?: ReportRefusal) => Promise<Caller | null> {
  const { issuer, audience, algorithms, tenantClaim, scopeClaim } = options;
  const verification = {
    issuer,
    audience,
    algorithms: [...algorithms],
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['exp', 'sub'],
  };
  const keys = createKeySource(options);
  return async (token, tell = () => undefined) => {
    try {
      const { payload } = await verify(token, await keys(), verification);
      const caller = toCaller(payload, tenantClaim, scopeClaim);
      if (!caller) throw new errors.JWTClaimValidationFailed('', payload, payload.sub ? tenantClaim : 'sub');
      return caller;
    } catch (error) {
      if (error instanceof UncheckedCredentialError) throw error;
      tell({ reason: reasonOf(error, tenantClaim), ...namesIn(token, issuer) });
      return null;
    }
  };
}

/** That no key fits is the token's fault; whatever else is wrong is not. */
function toUnchecked(error: unknown): never {
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
    throw error;
  throw new UncheckedCredentialError('The keys of the issuer could not be read.', { cause: error });
}

type Key = CryptoKey | KeyObject | Uint8Array | JWTVerifyGetKey;

function verify(token: string, key: Key, options: Parameters<typeof jwtVerify>[2]) {
  return typeof key === 'function' ? jwtVerify(token, key, options) : jwtVerify(token, key, options);
}

function createKeySource({ jwksUri, publicKey, secret }: JwtOptions): () => Promise<Key> {
  if (jwksUri !== undefined) {
    const set = createRemoteJWKSet(new URL(jwksUri), {
      cooldownDuration: cooldownMs,
      timeoutDuration: keySetTimeoutMs,
    });
    return () => Promise.resolve((header, token) => set(header, token).catch(toUnchecked));
  }
  if (publicKey !== undefined) {
    const key = createPublicKey(publicKey);
    return () => Promise.resolve(key);
  }
  const bytes = new TextEncoder().encode(secret);
  return () => Promise.resolve(bytes);
}

function toCaller(payload: JWTPayload, tenantClaim: string, scopeClaim: string): Caller | null {
  const tenant = payload[tenantClaim];
  const { sub } = payload;
  if (typeof tenant !== 'string' || tenant === '' || typeof sub !== 'string' || sub === '') return null;
  return { tenant, scopes: toScopes(payload[scopeClaim]), subject: toSubject(sub) };
}

/** A digest: issuers often put an e-mail address there. */
function toSubject(sub: string): string {
  return `jwt ${createHash('sha256').update(sub).digest('hex').slice(0, 12)}`;
}

function toScopes(claim: unknown): readonly string[] {
  if (typeof claim === 'string') return claim.split(' ').filter(Boolean);
  return Array.isArray(claim) ? claim.filter((scope) => typeof scope === 'string') : [];
}
