import { z } from 'zod';
import { ProviderError, type Origin } from '../domain/errors.ts';
import type { Call } from '../port.ts';
import { untilAborted } from './abort.ts';
import type { Exchange, Incoming, Outgoing } from './exchange.ts';
import { unanswered } from './failure.ts';
import { retryAfter } from './retry-after.ts';

export interface TokenOptions {
  readonly origin: Origin;
  readonly tokenUrl: string;
  /** The form fields and extra headers of a token request, made anew for each. */
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

/** How long before its end a token is replaced, or a tenth of its life where that is less. */
const leewayMs = 30_000;
/** How long a token request may take, whoever waits for it. */
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
    const token = await tokens.get(outgoing.call);
    const incoming = await send(outgoing, token);
    if (incoming.status !== 401) return incoming;
    tokens.discard(token);
    const renewed = await tokens.get(outgoing.call);
    return send({ ...outgoing, attempt: outgoing.attempt + 1 }, renewed);
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

  return {
    /** A failure to get one is never an unknown outcome: what waits for the token was not sent. */
    async get(call: Call): Promise<Token> {
      if (current && current.renewAt > options.now().getTime()) return current;
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

async function requestToken(exchange: Exchange, options: TokenOptions, call: Call): Promise<Token> {
  const { origin, tokenUrl, credentials, now } = options;
  const asked = now().getTime();
  const { form, headers } = await credentials();
  const incoming = await exchange({
    operation: 'token',
    route: '/token',
    method: 'POST',
    url: tokenUrl,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form).toString(),
    attempt: 1,
    // Not the signal of whoever happens to come first: others wait for the same token.
    call: { ...call, signal: AbortSignal.timeout(timeoutMs) },
  });
  return toToken(incoming, asked, origin);
}

const wireToken = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().nullish() });

function toToken({ status, headers, body }: Incoming, asked: number, origin: Origin): Token {
  const retryAt = retryAfter(headers, new Date(asked));
  if (status === 429) throw new ProviderError('RATE_LIMITED', origin, { retryAt });
  if (status >= 500) throw new ProviderError('PROVIDER_UNAVAILABLE', origin, { retryAt });
  if (status < 200 || status >= 300) throw new ProviderError('PROVIDER_UNAUTHORIZED', origin);
  try {
    const { access_token: value, expires_in: seconds } = wireToken.parse(
      JSON.parse(new TextDecoder().decode(body)),
    );
    const lifetimeMs = (seconds ?? 60) * 1000;
    return { value, renewAt: asked + lifetimeMs - Math.min(leewayMs, lifetimeMs / 10) };
  } catch (cause) {
    throw new ProviderError('PROVIDER_BAD_RESPONSE', origin, { cause });
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
