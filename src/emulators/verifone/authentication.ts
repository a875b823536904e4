import { randomBytes, randomUUID } from 'node:crypto';
import { SignJWT, type JWTPayload } from 'jose';
import type { Handler, Routed } from '../kit/route.ts';
import sample from './fixtures/basic-credentials.json' with { type: 'json' };
import example from './fixtures/customer-response.json' with { type: 'json' };
import { uuidFrom } from './seed.ts';

/** Both kinds of credentials of one account. */
export interface Credentials {
  readonly entityId: string;
  readonly userId: string;
  readonly apiKey: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Everything the client may ask for, separated by spaces. */
  readonly scope: string;
}

export interface Authentication<Account> {
  /** The token endpoint. */
  readonly issueToken: Handler;
  /** Whose `Authorization` header this is, by either scheme. */
  readonly accountOf: (authorization: string | null) => Account | undefined;
  readonly revokeTokens: () => void;
}

interface Clock {
  readonly now: () => Date;
  readonly expiresIn: () => number;
}

/** The first account has the documentation's sample user and key, and owns the example customer. */
export function credentialsOf(account: number): Credentials {
  const first = account === 0;
  return {
    entityId: first ? example.entity_id : uuidFrom(`entity ${account}`),
    userId: first ? sample.user_uid : uuidFrom(`user ${account}`),
    apiKey: first ? sample.api_key : uuidFrom(`key ${account}`).replaceAll('-', ''),
    clientId: uuidFrom(`client ${account}`),
    clientSecret: uuidFrom(`secret ${account}`).replaceAll('-', ''),
    scope: `customer-read-${account} customer-write-${account}`,
  };
}

/** Accepts the credentials of one of `accounts`: Basic, or a Bearer token issued here that is still valid. */
export function authenticating<Account extends { readonly credentials: Credentials }>(
  accounts: readonly Account[],
  { now, expiresIn }: Clock,
): Authentication<Account> {
  const basic = new Map(accounts.map((account) => [basicOf(account.credentials), account]));
  const issued = new Map<string, { readonly account: Account; readonly expiresAt: number }>();
  return {
    issueToken: async (routed) => {
      const asked = formOf(routed);
      const account = accounts.find(({ credentials }) => credentials.clientId === asked.get('client_id'));
      const error = objection(asked, account?.credentials);
      if (error || !account) return Response.json({ error: error ?? 'invalid_client' }, { status: 400 });
      const [scope, lifetime, time] = [asked.get('scope') ?? '', expiresIn(), now().getTime()];
      const expiresAt = time + lifetime * 1000;
      const token = await signed(account.credentials, { scope, iat: seconds(time), exp: seconds(expiresAt) });
      issued.set(token, { account, expiresAt });
      return Response.json({ access_token: token, expires_in: lifetime, scope });
    },
    accountOf: (authorization) => {
      if (!authorization?.startsWith('Bearer ')) return basic.get(authorization ?? '');
      const token = issued.get(authorization.slice('Bearer '.length));
      return token && now().getTime() < token.expiresAt ? token.account : undefined;
    },
    revokeTokens: () => issued.clear(),
  };
}

function formOf({ request, body }: Routed): URLSearchParams {
  const form = request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded');
  return new URLSearchParams(form ? body : '');
}

/** A JWT, as documented, though nothing here reads it again: what counts is that it was issued. */
function signed({ entityId, clientId }: Credentials, claims: JWTPayload): Promise<string> {
  return new SignJWT({ ...claims, entity_id: entityId, sub: clientId, jti: randomUUID() })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(randomBytes(32));
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

function basicOf({ userId, apiKey }: Credentials): string {
  return `Basic ${Buffer.from(`${userId}:${apiKey}`).toString('base64')}`;
}

/** Every refusal is a 400, as documented; the words are those of RFC 6749, which is assumed. */
function objection(asked: URLSearchParams, credentials: Credentials | undefined): string | undefined {
  const parameters = ['grant_type', 'client_id', 'client_secret', 'scope'];
  const once = parameters.every((name) => asked.get(name) && asked.getAll(name).length === 1);
  if (!once) return 'invalid_request';
  if (asked.get('grant_type') !== 'client_credentials') return 'unsupported_grant_type';
  if (asked.get('client_secret') !== credentials?.clientSecret) return 'invalid_client';
  const known = credentials?.scope.split(' ') ?? [];
  const scopes = asked.get('scope')?.split(' ') ?? [];
  return scopes.every((scope) => known.includes(scope)) ? undefined : 'invalid_scope';
}
