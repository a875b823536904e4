import { randomUUID } from 'node:crypto';
import { importPKCS8, SignJWT } from 'jose';
import type { EmulatorOptions } from '../kit/emulator.ts';
import {
  type BankingserviceEmulator,
  type BankingserviceSettings,
  type BankingserviceSwitches,
  emulate,
} from './emulator.ts';

export const origin = 'http://127.0.0.1:4104';
export const start = Date.parse('2026-11-20T09:00:00.000Z');

export const unauthorized = {
  status: 401,
  body: { error: 'unauthorized', message: 'The access token is missing, unknown or expired' },
};
export const notFound = { status: 404, body: { error: 'not_found', message: 'Resource not found' } };
export const invalid = { status: 400, body: { error: 'invalid_request', message: 'Invalid request' } };

export type Json = Readonly<Record<string, unknown>>;

/** Claims to put in place of the usual ones; undefined leaves one out. */
export type Claims = Readonly<Record<string, string | number | undefined>>;

interface TokenRequest {
  readonly assertion?: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The profile, and headers. */
type ApiRequest = Readonly<Record<string, string>>;

/** An emulator, a clock that stands still, and its first account's client. */
export function connect(options: EmulatorOptions<BankingserviceSwitches> = {}) {
  let time = start;
  const emulator = emulate({ now: () => new Date(time), ...options });
  const settings = settingsOf(emulator, 0);

  const assertion = async (claims: Claims = {}, key = settings.privateKey) =>
    signed({ ...usualClaims(settings, time), ...claims }, key);
  const grant = async (changes: TokenRequest = {}) => {
    const usual = changes.assertion ?? (await assertion());
    return read(await emulator.fetch(tokenRequest(settings, { ...changes, assertion: usual })));
  };

  let token: string | undefined;
  const ask = async (endpoint: string, body?: unknown, changes?: ApiRequest) => {
    token ??= textOf((await grant()).body['access_token']);
    const usual = { profileId: settings.profileId, authorization: `Bearer ${token}`, ...changes };
    return read(await emulator.fetch(apiRequest(endpoint, body, usual)));
  };

  const wait = (milliseconds: number) => {
    time += milliseconds;
  };
  return { emulator, settings, assertion, grant, ask, wait };
}

function usualClaims({ clientId, tokenUrl }: BankingserviceSettings, time: number): Claims {
  const iat = Math.floor(time / 1000);
  return { iss: clientId, sub: clientId, aud: tokenUrl, iat, exp: iat + 300, jti: randomUUID() };
}

async function signed(claims: Claims, key: string): Promise<string> {
  const privateKey = await importPKCS8(key, 'RS256');
  return new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256' }).sign(privateKey);
}

function tokenRequest(settings: BankingserviceSettings, { assertion, form, headers }: TokenRequest): Request {
  const usual = { grant_type: 'client_credentials', client_id: settings.clientId };
  return new Request(settings.tokenUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Bearer ${assertion}`,
      ...headers,
    },
    body: new URLSearchParams({ ...usual, ...form }).toString(),
  });
}

/** `GET /customers` is the endpoint of that path below the profile. A body of text is sent as it is. */
function apiRequest(endpoint: string, body: unknown, { profileId, ...headers }: ApiRequest): Request {
  const [method = '', path = ''] = endpoint.split(' ');
  return new Request(`${origin}/v1/profiles/${profileId}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

async function read(response: Response): Promise<{ status: number; body: Json }> {
  const body: Json = await response.json();
  return { status: response.status, body };
}

export function dataOf(body: Json): readonly Json[] {
  return listOf(body['data']);
}

export function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What account number `index` is reached with. */
export function settingsOf(emulator: BankingserviceEmulator, index: number): BankingserviceSettings {
  const account = emulator.accounts(origin)[index];
  if (!account) throw new RangeError(`no account ${index}`);
  return account.settings;
}
