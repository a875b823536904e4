import { randomBytes, randomUUID } from 'node:crypto';
import { jwtVerify } from 'jose';
import type { Routed } from '../kit/route.ts';
import { type Account, keyPair } from './account.ts';

export interface TokenSwitches {
  /** Where a token request carries its signed JWT. `header`, as documented, by default. */
  assertionIn: 'header' | 'body';
  /** Seconds an access token lives, from the moment it is issued. 3600 by default (assumed). */
  expiresIn: number;
  /** How an assertion must be signed. RS256 by default (assumed). */
  assertionAlgorithm: 'RS256' | 'PS256';
  /** The audience that an assertion must have. The token URL by default (assumed). */
  assertionAudience: 'token URL' | 'API';
  /** The issuer that an assertion must have. The client by default (assumed). */
  assertionIssuer: 'client' | 'profile';
  /** The subject that an assertion must have. The client by default (assumed). */
  assertionSubject: 'client' | 'profile';
  /** The most seconds that the expiry of an assertion may be ahead. 300 by default (assumed). */
  longestAssertionSeconds: number;
  /** A claim that is required by default (assumed), and must not be there if it is named here. */
  refusedClaim: 'none' | 'iat' | 'jti';
}

interface TokenOptions {
  readonly accounts: readonly Account[];
  readonly switches: TokenSwitches;
  readonly now: () => Date;
}

export interface Tokens {
  /** Answers the token endpoint. */
  readonly grant: (routed: Routed) => Promise<Response>;
  /** Whose live access token a request carries. */
  readonly holder: (request: Request) => Account | null;
  /** Ends every access token issued so far. */
  readonly revoke: () => void;
}

/**
 * Access tokens by client credentials, the client authenticating with a JWT that it signs. That much is documented;
 * the algorithm, the claims, the lifetimes, the form fields and the answers are assumed, after RFC 6749 and RFC 7523.
 */
export function createTokens(options: TokenOptions): Tokens {
  const { switches, now } = options;
  const issued = new Map<string, { readonly account: Account; readonly expires: number }>();
  const authenticate = createAuthentication(options);

  return {
    grant: async (routed) => {
      const form = formOf(routed);
      if (!form) return refused(400, 'invalid_request');
      const account = await authenticate(routed, form);
      if (!account) return refused(401, 'invalid_client');
      if (form.get('grant_type') !== 'client_credentials') return refused(400, 'unsupported_grant_type');

      const token = randomBytes(32).toString('base64url');
      issued.set(token, { account, expires: now().getTime() + switches.expiresIn * 1000 });
      return granted(token, switches.expiresIn);
    },

    holder: (request) => {
      const found = issued.get(bearer(request) ?? '');
      return found && now().getTime() < found.expires ? found.account : null;
    },

    revoke: () => issued.clear(),
  };
}

/** Finds the client that a token request proves to come from. Each assertion proves it once. */
function createAuthentication({ accounts, switches, now }: TokenOptions) {
  const spent = new Set<string>();

  return async (routed: Routed, form: URLSearchParams): Promise<Account | null> => {
    const account = accounts.find(({ clientId }) => clientId === form.get('client_id'));
    const assertion = switches.assertionIn === 'header' ? bearer(routed.request) : assertionField(form);
    if (!account || !assertion) return null;

    const id = await verified({ account, assertion, routed, switches, now: now() });
    if (!id || spent.has(id)) return null;
    spent.add(id);
    return account;
  };
}

interface Assertion {
  readonly account: Account;
  readonly assertion: string;
  readonly routed: Routed;
  readonly switches: TokenSwitches;
  readonly now: Date;
}

/** What makes a valid assertion unique among all clients' assertions; null for one that is not valid. */
async function verified({ account, assertion, routed, switches, now }: Assertion): Promise<string | null> {
  const { origin } = routed.url;
  try {
    const { payload } = await jwtVerify(assertion, keyPair(account.index).publicKey, {
      algorithms: [switches.assertionAlgorithm],
      issuer: switches.assertionIssuer === 'profile' ? account.profileId : account.clientId,
      subject: switches.assertionSubject === 'profile' ? account.profileId : account.clientId,
      audience: switches.assertionAudience === 'API' ? origin : `${origin}${routed.url.pathname}`,
      requiredClaims: ['iat', 'exp', 'jti'].filter((claim) => claim !== switches.refusedClaim),
      currentDate: now,
    });
    if (switches.refusedClaim in payload) return null;
    const seconds = Math.floor(now.getTime() / 1000);
    const isOfThisTime =
      (payload.iat ?? 0) <= seconds && (payload.exp ?? 0) - seconds <= switches.longestAssertionSeconds;
    return isOfThisTime ? `${account.clientId} ${payload.jti ?? randomUUID()}` : null;
  } catch {
    return null;
  }
}

function formOf({ request, body }: Routed): URLSearchParams | null {
  const type = request.headers.get('content-type') ?? '';
  return type.startsWith('application/x-www-form-urlencoded') ? new URLSearchParams(body) : null;
}

function assertionField(form: URLSearchParams): string | null {
  const type = form.get('client_assertion_type');
  return type === 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
    ? form.get('client_assertion')
    : null;
}

function bearer(request: Request): string | null {
  return /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;
}

function granted(token: string, expiresIn: number): Response {
  return Response.json(
    { access_token: token, token_type: 'Bearer', expires_in: expiresIn },
    { headers: { 'cache-control': 'no-store' } },
  );
}

function refused(status: 400 | 401, error: string): Response {
  return Response.json({ error }, { status, headers: { 'cache-control': 'no-store' } });
}
