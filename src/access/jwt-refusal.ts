import { decodeJwt, decodeProtectedHeader, errors } from 'jose';
import { nameFrom, type CredentialRefusal, type RefusalReason } from './refusal.ts';

const claims: Readonly<Record<string, RefusalReason>> = {
  aud: 'WRONG_AUDIENCE',
  exp: 'NO_EXPIRY',
  iss: 'WRONG_ISSUER',
  nbf: 'NOT_YET_VALID',
  sub: 'NO_SUBJECT',
};

/** Why a token was refused; `ours` says it of the claims whose names are configured. */
export function reasonOf(error: unknown, ours: Readonly<Record<string, RefusalReason>>): RefusalReason {
  if (error instanceof errors.JWTExpired) return 'EXPIRED';
  if (error instanceof errors.JWTClaimValidationFailed) {
    return claims[error.claim] ?? ours[error.claim] ?? 'MALFORMED';
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'BAD_SIGNATURE';
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
    return 'UNKNOWN_KEY';
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported)
    return 'WRONG_ALGORITHM';
  return 'MALFORMED';
}

/** What a token says of its key and its issuer. It is not verified, so it may be anything. */
export function namesIn(token: string, ours: string): Pick<CredentialRefusal, 'keyId' | 'issuer'> {
  try {
    const { kid } = decodeProtectedHeader(token);
    const { iss } = decodeJwt(token);
    return { keyId: nameFrom(startOf(kid)), issuer: iss === ours ? ours : nameFrom(iss) };
  } catch {
    return { keyId: null, issuer: null };
  }
}

/** Enough to know a key again: a longer one looks like a secret. */
function startOf(kid: unknown): unknown {
  return typeof kid === 'string' ? kid.slice(0, 16) : kid;
}
