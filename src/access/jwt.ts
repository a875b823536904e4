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
import { UncheckedCredentialError, type VerifyToken } from './authenticate.ts';
import type { Caller } from './caller.ts';
import { expiryOf } from './expiry.ts';
import { namesIn, reasonOf } from './jwt-refusal.ts';
import type { RefusalReason } from './refusal.ts';

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
 * Finds the caller of a token. Null, with the reason passed to `report`, if the token is forged or expired, is meant for
 * another audience, or names no tenant or no subject. Rejects with an `UncheckedCredentialError` if the issuer's keys
 * cannot be read now.
 */
export function createJwtVerifier(options: JwtOptions): VerifyToken {
  const { tenantClaim } = options;
  return createClaimsVerifier(options, {
    reasons: { [tenantClaim]: 'NO_TENANT' },
    callerOf: ({ tenant, scopes, sub }) => ({ tenant, scopes, subject: toSubject(sub) }),
  });
}

/** What every token of an issuer says. */
export interface Claims extends Pick<Caller, 'tenant' | 'scopes'> {
  readonly sub: string;
  readonly payload: JWTPayload;
}

interface Reading {
  /** Why a token is refused that lacks one of these claims. */
  readonly reasons: Readonly<Record<string, RefusalReason>>;
  /** Throws a `JWTClaimValidationFailed` if a claim is missing. */
  readonly callerOf: (claims: Claims) => Caller;
}

/** Verifies tokens of an issuer whose claims are read in this way. */
export function createClaimsVerifier(options: JwtOptions, { reasons, callerOf }: Reading): VerifyToken {
  const { issuer, audience, algorithms } = options;
  const verification = {
    issuer,
    audience,
    algorithms: [...algorithms],
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['exp', 'sub'],
  };
  const keys = createKeySource(options);
  return async (token, report = () => undefined) => {
    try {
      const { payload } = await verify(token, await keys(), verification);
      return { ...callerOf(toClaims(payload, options)), ...expiryOf(payload) };
    } catch (error) {
      if (error instanceof UncheckedCredentialError) throw error;
      report({ reason: reasonOf(error, reasons), ...namesIn(token, issuer) });
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

function toClaims(payload: JWTPayload, { tenantClaim, scopeClaim }: JwtOptions): Claims {
  const tenant = payload[tenantClaim];
  const { sub } = payload;
  if (typeof sub !== 'string' || sub === '') throw new errors.JWTClaimValidationFailed('', payload, 'sub');
  if (typeof tenant !== 'string' || tenant === '')
    throw new errors.JWTClaimValidationFailed('', payload, tenantClaim);
  return { tenant, scopes: toScopes(payload[scopeClaim]), sub, payload };
}

/** A digest: issuers often put an e-mail address there. */
function toSubject(sub: string): string {
  return `jwt ${createHash('sha256').update(sub).digest('hex').slice(0, 12)}`;
}

function toScopes(claim: unknown): readonly string[] {
  if (typeof claim === 'string') return claim.split(' ').filter(Boolean);
  return Array.isArray(claim) ? claim.filter((scope) => typeof scope === 'string') : [];
}
