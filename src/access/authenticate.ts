import type { HeaderReader, RequestHead } from '../http/handle.ts';
import { hasScope, type Caller } from './caller.ts';
import { keyIdOf, type ReportRefusal } from './refusal.ts';

/** A credential cannot be checked now: the keys to check it with are unreachable. */
export class UncheckedCredentialError extends Error {
  override readonly name = 'UncheckedCredentialError';
}

/**
 * Identifies the caller of a request by its headers; null if the request is not authenticated. A credential that was sent
 * and is refused is passed to `report`. Returns a promise only if a token must be verified. Rejects with an
 * `UncheckedCredentialError` if it cannot be checked now.
 */
export type Authenticate = (
  request: RequestHead,
  report?: ReportRefusal,
) => Caller | null | Promise<Caller | null>;

/** The ways to authenticate callers. At least one is needed. */
export interface Authenticators {
  /** Accepts requests without a credential. The configuration allows it for test accounts on a loopback host only. */
  readonly anonymous?: Pick<Caller, 'tenant' | 'scopes'> | undefined;
  readonly apiKey?: ((key: string) => Caller | null) | undefined;
  readonly jwt?: VerifyToken | undefined;
  /** Those of shoppers' tokens; each is asked, before `jwt`, for the tokens that are meant for it. */
  readonly shoppers?: readonly TokenVerifier[] | undefined;
}

/** Finds the caller of a token; null if the token is not accepted. */
export type VerifyToken = (token: string, report?: ReportRefusal) => Promise<Caller | null>;

/** What verifies tokens of one kind. */
export interface TokenVerifier {
  /** Whether a token says that it is of the kind, which is not verified yet. */
  readonly isMeant: (token: string) => boolean;
  readonly verify: VerifyToken;
}

/** The header for the API key of a gateway, which sends its user's own credential beside it. */
export const gatewayHeader = 'x-vaultgraph-gateway-key';

/**
 * A credential travels as `Authorization: Bearer …` or `x-api-key`. Three dotted parts are a JWT, anything else is an
 * API key. A request whose credential is not accepted is refused and does not count as anonymous. So is a request with two
 * credentials, or with a gateway's credential that is not accepted.
 */
export function createAuthenticate(authenticators: Authenticators): Authenticate {
  return ({ headers }, report = () => undefined) => {
    const key = headers.get(gatewayHeader);
    const behind = (user: Caller | null): Caller | null =>
      user && key !== null ? throughGateway(user, key, authenticators, report) : user;
    const user = findUser(headers, authenticators, report);
    return user instanceof Promise ? user.then(behind) : behind(user);
  };
}

function findUser(
  headers: HeaderReader,
  authenticators: Authenticators,
  report: ReportRefusal,
): ReturnType<Authenticate> {
  const authorization = headers.get('authorization');
  const key = headers.get('x-api-key');
  if (authorization !== null && key !== null) return refused(report, 'SEVERAL_CREDENTIALS');
  if (authorization === null && key === null) {
    return authenticators.anonymous ? { ...authenticators.anonymous, subject: 'anonymous' } : null;
  }
  if (key !== null) return findByKey(key, authenticators, report);
  const [, token = ''] = /^Bearer +([\x21-\x7e]+)$/i.exec(authorization ?? '') ?? [];
  if (token === '') return refused(report, 'MALFORMED');
  if (token.split('.').length !== 3) return findByKey(token, authenticators, report);
  const ofShoppers = authenticators.shoppers?.find(({ isMeant }) => isMeant(token));
  const verify = ofShoppers?.verify ?? authenticators.jwt;
  return verify ? verify(token, report) : refused(report, 'NOT_CONFIGURED');
}

function findByKey(key: string, { apiKey }: Authenticators, report: ReportRefusal): Caller | null {
  const caller = apiKey?.(key) ?? null;
  if (!caller) report({ reason: 'UNKNOWN_KEY', keyId: keyIdOf(key) });
  return caller;
}

/** The user's own scopes; of the gateway's, only the one that lets it send documents that are not trusted. */
function throughGateway(
  user: Caller,
  key: string,
  authenticators: Authenticators,
  report: ReportRefusal,
): Caller | null {
  const gateway = findByKey(key, authenticators, report);
  if (!gateway) return null;
  if (gateway.tenant !== user.tenant) return refused(report, 'OTHER_TENANT', keyIdOf(key));
  if (!hasScope(gateway, 'vault:explore')) return refused(report, 'NO_EXPLORE_SCOPE', keyIdOf(key));
  const { subject, scopes } = gateway;
  const mayExplore = hasScope(user, 'vault:explore');
  return {
    ...user,
    scopes: mayExplore ? user.scopes : [...user.scopes, 'vault:explore'],
    gateway: { subject, scopes },
  };
}

function refused(
  report: ReportRefusal,
  reason: Parameters<ReportRefusal>[0]['reason'],
  keyId: string | null = null,
): null {
  report({ reason, keyId });
  return null;
}
