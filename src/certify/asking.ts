import type { Fetch } from '../http/fetch.ts';
import type { ProbeAnswer, ProbeRequest } from '../providers/shared/assumption.ts';
import { signalAt } from '../upstream/abort.ts';
import { toSearch } from '../upstream/client.ts';
import { withHeaderMade } from '../upstream/authorization.ts';
import type { Exchange, Incoming, Method } from '../upstream/exchange.ts';
import { exchangeOver } from '../upstream/fetch-exchange.ts';
import { parseJson } from '../upstream/json.ts';
import { originOf, type Subject } from './subject.ts';

/** A request of a probe, and its answer. */
export interface Step {
  readonly method: Method;
  /** The template of the path, which is safe to show. */
  readonly route: string;
  /** Below the base URL, query included. */
  readonly path: string;
  readonly json: unknown;
  readonly answer: ProbeAnswer;
  /** Whether it was sent as the account is configured. */
  readonly isOwn: boolean;
}

/** The outside world of a run. */
export interface World {
  readonly fetch: Fetch;
  readonly now: () => Date;
  /** How long one request may take. */
  readonly timeoutMs: number;
  /** Resolves after a while. */
  readonly pause: (ms: number) => Promise<void>;
}

export interface Asking {
  /** Sends requests that have no authorization yet. */
  readonly exchange: Exchange;
  readonly ask: (request: ProbeRequest, exchange?: Exchange) => Promise<ProbeAnswer>;
}

/** How an account is asked: each request once, its answer as it comes. */
export function createAsking(
  subject: Subject,
  { fetch, now, timeoutMs }: Omit<World, 'pause'>,
  { signal, onStep = () => undefined }: { signal?: AbortSignal; onStep?: (step: Step) => void } = {},
): Asking {
  const { certification, settings } = subject;
  const exchange = reportingTokens(withHeaderMade(exchangeOver(fetch)), onStep);
  const reach = certification.reach(settings, { exchange, now, origin: originOf(subject) });
  const base = `${reach.baseUrl.origin}${reach.baseUrl.pathname.replace(/\/+$/, '')}/`;

  const ask = async ({ method = 'GET', path, query, json }: ProbeRequest, through = reach.exchange) => {
    const below = `${path.path}${toSearch(query)}`;
    const startedAt = performance.now();
    const deadline = startedAt + timeoutMs;
    const timeout = signalAt(deadline);
    const incoming = await through({
      operation: 'certify',
      route: `/${path.route}`,
      method,
      url: `${base}${below}`,
      headers: {
        accept: 'application/json',
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...reach.headers,
      },
      body: json === undefined ? null : JSON.stringify(json),
      attempt: 1,
      call: {
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        deadline,
        observe: () => undefined,
      },
    });
    const durationMs = performance.now() - startedAt;
    const answer = toAnswer(incoming, durationMs);
    onStep({ method, route: path.route, path: below, json, answer, isOwn: through === reach.exchange });
    return answer;
  };
  return { exchange, ask };
}

/** Requests for tokens are steps as well: what they are answered is documented nowhere. */
function reportingTokens(exchange: Exchange, onStep: (step: Step) => void): Exchange {
  return async (outgoing) => {
    const startedAt = performance.now();
    const incoming = await exchange(outgoing);
    if (outgoing.operation === 'token') {
      const answer = toAnswer(incoming, performance.now() - startedAt);
      onStep({
        method: outgoing.method,
        route: 'token',
        path: 'token',
        json: undefined,
        answer,
        isOwn: false,
      });
    }
    return incoming;
  };
}

function toAnswer({ status, headers, body }: Incoming, durationMs: number): ProbeAnswer {
  return { ...read(body), status, headers, durationMs: Math.round(durationMs) };
}

function read(body: Uint8Array): Pick<ProbeAnswer, 'json' | 'readable'> {
  if (body.byteLength === 0) return { json: undefined, readable: true };
  try {
    return { json: parseJson(new TextDecoder('utf-8', { fatal: true }).decode(body)), readable: true };
  } catch {
    return { json: undefined, readable: false };
  }
}
