import { createHash } from 'node:crypto';
import { scrub } from '../redaction/scrub.ts';

export const refusalReasons = [
  'UNKNOWN_KEY',
  'EXPIRED',
  'NOT_YET_VALID',
  'NO_EXPIRY',
  'BAD_SIGNATURE',
  'WRONG_ALGORITHM',
  'WRONG_AUDIENCE',
  'WRONG_ISSUER',
  'NO_SUBJECT',
  'NO_TENANT',
  'NO_CUSTOMERS',
  'UNKNOWN_TENANT',
  'OTHER_TENANT',
  'NO_EXPLORE_SCOPE',
  'NOT_CONFIGURED',
  'SEVERAL_CREDENTIALS',
  'MALFORMED',
  'OTHER',
] as const;

export type RefusalReason = (typeof refusalReasons)[number];

/** Why a credential was refused: for operators, never for the caller. */
export interface CredentialRefusal {
  readonly reason: RefusalReason;
  /** The `kid` of a token, or the start of an API key's digest. Null if it has none that is safe to record. */
  readonly keyId?: string | null;
  /** What a token says of its issuer, which is not verified. Null if it names none that is safe to record. */
  readonly issuer?: string | null;
}

/** Called with each credential that is refused. */
export type ReportRefusal = (refusal: CredentialRefusal) => void;

/** The length of a key that cannot be guessed: the key could be found from the digest of a shorter one. */
const leastKeyLength = 20;

/** The start of an unknown key's digest, by which its owner can recognise it. */
export function keyIdOf(key: string): string | null {
  const isKey = key.length >= leastKeyLength && !/^[\d\s-]*$/.test(key);
  return isKey ? createHash('sha256').update(key).digest('hex').slice(0, 12) : null;
}

/** A name from an unverified token: kept if it has the form of a name, and holds nothing else. */
export function nameFrom(claim: unknown): string | null {
  const isName = typeof claim === 'string' && /^[\w.:/-]{1,128}$/.test(claim) && !/\d{7,}/.test(claim);
  if (!isName) return null;
  const rest = claim.replace(/^https:\/\//, '');
  return scrub(rest) === rest ? claim : null;
}
