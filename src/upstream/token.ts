import { z } from 'zod';
import { ProviderError, type Origin } from '../domain/errors.ts';
import type { Call } from '../port.ts';
import { signalAt, untilAborted } from './abort.ts';
import type { Exchange, Incoming, Outgoing } from './exchange.ts';
import { unanswered } from './failure.ts';
import { retryAfter } from './retry-after.ts';

export interface TokenOptions {
  readonly origin: Origin;
  readonly tokenUrl: string;
  /** The form fields and extra headers of a token request, made for each one. */
  readonly credentials: () => Promise<TokenCredentials>;
  readonly now: () => Date;
}

export interface TokenCredentials {
  readonly form: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Token {
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly renewAt: number;
}

/** How long before its end a token is replaced, or a tenth of its life if that is less. */
const leewayMs = 30_000;
/** How long a token request may take, however many calls wait for it. */
const timeoutMs = 5_000;

/**
 * Sends a cached bearer token along. One token request serves all who wait for it; a 401 renews the token once and
 * sends again, then the 401 stands. Refused credentials are `PROVIDER_UNAUTHORIZED`, and nothing else is sent.
 */
export function withToken(exchange: Exchange, options: TokenOptions): Exchange {
  const tokens = createTokenSource(exchange, options);
  const send = (outgoing: Outgoing, { value }: Token): Promise<Incoming> =>
    exchange({ ...outgoing, headers: { ...outgoing.headers, authorization: `Bearer ${value}` } });

  return async (outgoing) => {
    // A call that has its turn loses it if it does not take it at once.
    const token = tokens.ready() ?? (await tokens.get(outgoing.call));
    const incoming = await send(outgoing, token);
    if (incoming.status !== 401) return incoming;
    tokens.discard(token);
    const renewed = await tokens.get(outgoing.call);
    return send({ ...outgoing, attempt: (incoming.attempt ?? outgoing.attempt) + 1 }, renewed);
  };
}

function createTokenSource(exchange: Exchange, options: TokenOptions) {
  let current: Token | null = null;
  let pending: Promise<Token> | null = null;

  const renew = async (call: Call): Promise<Token> => {
    try {
      current = await requestToken(exchange, options, call);
      return current;
    } finally {
      pending = null;
    }
  };

  const ready = (): Token | null => (current && current.renewAt > options.now().getTime() ? current : null);

  return {
    ready,
    /** A failure to get one is never an unknown outcome: what waits for the token was not sent. */
    async get(call: Call): Promise<Token> {
      const known = ready();
      if (known) return known;
      const waiting = pending ? waitAlong(pending, call, options.origin) : (pending = renew(call));
      return untilAborted(waiting, call.signal).catch((error: unknown) => {
        throw unanswered(error, false, options.origin);
      });
    },
    discard(token: Token): void {
      if (current === token) current = null;
    },
  };
}

/** Credentials that are refused and have changed since are sent once more. */
async function requestToken(exchange: Exchange, options: TokenOptions, call: Call): Promise<Token> {
  const asked = options.now().getTime();
  const incoming = await sendCredentials(exchange, options, call, 1);
  const last = incoming.hasNewSecrets
    ? await sendCredentials(exchange, options, call, (incoming.attempt ?? 1) + 1)
    : incoming;
  return toToken(last, asked, options.origin);
}

async function sendCredentials(
  exchange: Exchange,
  { tokenUrl, credentials }: TokenOptions,
  call: Call,
  attempt: number,
): Promise<Incoming> {
  const { form, headers } = await credentials();
  const deadline = performance.now() + timeoutMs;
  return exchange({
    operation: 'token',
    route: '/token',
    method: 'POST',
    url: tokenUrl,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form).toString(),
    attempt,
    changesNothing: true,
    // Not the signal of the first caller: others wait for the same token. Nor does it count as their write.
    call: { deadline, observe: call.observe, signal: signalAt(deadline) },
  });
}

/** The secret goes into a header, so it is made of what a header can hold. */
const wireToken = z.object({
  access_token: z.string().regex(/^[\x20-\x7e]+$/),
  expires_in: z.unknown().optional(),
});
const wireFailure = z.object({ error: z.string() });

/** How long a token is taken to live if its server does not say. */
const assumedSeconds = 60;

function toToken({ status, headers, body }: Incoming, asked: number, origin: Origin): Token {
  const json = readJson(body);
  const code = failureCode(status, wireFailure.safeParse(json).data?.error);
  if (code === 'PROVIDER_UNAUTHORIZED') throw new ProviderError(code, origin);
  if (code !== null) throw new ProviderError(code, origin, { retryAt: retryAfter(headers, new Date(asked)) });
  const { data, error } = wireToken.safeParse(json);
  if (!data) throw new ProviderError('PROVIDER_BAD_RESPONSE', origin, { cause: error });
  const lifetimeMs = secondsOf(data.expires_in) * 1000;
  return { value: data.access_token, renewAt: asked + lifetimeMs - Math.min(leewayMs, lifetimeMs / 10) };
}

/** Error codes of RFC 6749 that say nothing about the credentials. */
const passingErrors: ReadonlySet<string | undefined> = new Set(['temporarily_unavailable', 'server_error']);

function failureCode(status: number, error: string | undefined) {
  if (status === 429) return 'RATE_LIMITED';
  if (status >= 500 || status === 408 || status === 425 || passingErrors.has(error))
    return 'PROVIDER_UNAVAILABLE';
  return status >= 200 && status < 300 ? null : 'PROVIDER_UNAUTHORIZED';
}

/** Never below 0: a token that has already expired serves only those who wait for it. */
function secondsOf(expiresIn: unknown): number {
  const isSaid = typeof expiresIn === 'number' || (typeof expiresIn === 'string' && expiresIn.trim() !== '');
  const seconds = isSaid ? Number(expiresIn) : Number.NaN;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : assumedSeconds;
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

/** Waits for a token another call asked for, and shows it in this call's trace as shared. */
async function waitAlong(pending: Promise<Token>, call: Call, { account }: Origin): Promise<Token> {
  const start = performance.now();
  const observe = (status: number | null): void => {
    const durationMs = Math.round((performance.now() - start) * 10) / 10;
    const request = { operation: 'token', method: 'POST', route: '/token', attempt: 1 };
    call.observe({ ...request, account, status, durationMs, shared: true });
  };
  try {
    const token = await pending;
    observe(200);
    return token;
  } catch (error) {
    observe(null);
    throw error;
  }
}
