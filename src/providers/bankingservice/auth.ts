import { randomUUID } from 'node:crypto';
import { importPKCS8, SignJWT } from 'jose';
import { ProviderError, type Origin } from '../../domain/errors.ts';
import type { Secret } from '../../redaction/secret.ts';
import type { TokenCredentials } from '../../upstream/token.ts';

export const assertionAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const;

/** The claims that RFC 7523 does not require. */
export const optionalClaims = ['iat', 'jti'] as const;

export type OptionalClaim = (typeof optionalClaims)[number];

export interface BankingserviceKeys {
  readonly clientId: string;
  /** PKCS#8 in PEM. Never sent. */
  readonly privateKey: Secret;
  readonly tokenUrl: URL;
  readonly assertion: {
    readonly algorithm: (typeof assertionAlgorithms)[number];
    /** The token URL if absent. */
    readonly audience?: string | undefined;
    /** The client ID if absent. */
    readonly issuer?: string | undefined;
    /** The client ID if absent. */
    readonly subject?: string | undefined;
    readonly keyId?: string | undefined;
    readonly lifetimeSeconds: number;
    readonly leaveOut: readonly OptionalClaim[];
    readonly in: 'header' | 'body';
  };
}

/**
 * What a token request carries: the client credentials grant, and a JWT signed with the client's own key. The JWT
 * travels as `Authorization: Bearer`, not in the form as RFC 7523 has it. Source: bankingservice.ai documentation,
 * "Authentication"; algorithm and claims are documented nowhere and follow RFC 7523.
 */
export async function authenticate(
  keys: BankingserviceKeys,
  now: Date,
  origin: Origin,
): Promise<TokenCredentials> {
  const form = { grant_type: 'client_credentials', client_id: keys.clientId };
  const jwt = await sign(keys, now).catch((cause: unknown) => {
    throw new ProviderError('PROVIDER_UNAUTHORIZED', origin, { cause });
  });
  if (keys.assertion.in === 'header') return { form, headers: { authorization: `Bearer ${jwt}` } };
  return { form: { ...form, client_assertion_type: assertionType, client_assertion: jwt } };
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** How far the clock of this machine may be ahead of the provider's: a JWT from the future is refused. */
const clockSkewSeconds = 30;
/** The longest life of an assertion, counted from its `iat`. */
const longestSeconds = 300;

/** Rejects if the key cannot be read or does not fit the algorithm. */
async function sign(keys: BankingserviceKeys, now: Date): Promise<string> {
  const { clientId, privateKey, tokenUrl, assertion } = keys;
  const { algorithm, audience, issuer = clientId, subject = clientId, keyId } = assertion;
  const { lifetimeSeconds, leaveOut } = assertion;
  const seconds = Math.floor(now.getTime() / 1000);
  const issuedAt = seconds - clockSkewSeconds;
  const key = await importPKCS8(privateKey.reveal(), algorithm);
  const jwt = new SignJWT()
    .setProtectedHeader({ alg: algorithm, typ: 'JWT', ...(keyId !== undefined && { kid: keyId }) })
    .setIssuer(issuer)
    .setSubject(subject)
    .setAudience(audience ?? tokenUrl.href)
    .setExpirationTime(Math.min(seconds + lifetimeSeconds, issuedAt + longestSeconds));
  if (!leaveOut.includes('iat')) jwt.setIssuedAt(issuedAt);
  if (!leaveOut.includes('jti')) jwt.setJti(randomUUID());
  return jwt.sign(key);
}
