import type { Fetch } from '../http/fetch.ts';
import type { Cassette, RecordedExchange } from './cassette.ts';

/** A stand-in for a provider that answers what a cassette holds. */
export interface Replay {
  readonly fetch: Fetch;
  /** The one account, with settings to reach it. */
  readonly accounts: (origin: string) => readonly ReplayedAccount[];
  /** What was asked that the cassette does not hold. */
  readonly lacked: () => readonly string[];
}

interface ReplayedAccount {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly customerKeys: () => readonly string[];
}

/**
 * Answers as the account of a cassette did: each request with the first answer to it. `settings` are those of any account
 * at the provider, for what no cassette holds: secrets and addresses.
 */
export function replay(cassette: Cassette, settings: ReplayedAccount['settings']): Replay {
  const lacked: string[] = [];
  const known = Object.entries(cassette.settings).filter(([name]) => Object.hasOwn(settings, name));
  const base = new URL(String(settings['baseUrl'])).pathname.replace(/\/+$/, '');
  const answers = new Map<string, RecordedExchange['answer']>();
  for (const { request, answer } of cassette.exchanges) {
    const key = keyOf(request.method, segmentsOf(request), Object.entries(request.query));
    if (request.isOwn && !answers.has(key)) answers.set(key, answer);
  }

  const fetch: Fetch = async (request) => {
    if (isForToken(request)) return Response.json(token);
    const { pathname, searchParams } = new URL(request.url);
    const segments = pathname.slice(base.length).split('/').map(decodeURIComponent);
    const key = keyOf(request.method, segments, [...searchParams]);
    const answer = answers.get(key);
    if (answer) return toResponse(answer);
    lacked.push(key);
    throw new Error('The cassette does not hold this.');
  };
  return {
    fetch,
    accounts: () => [{ settings: { ...settings, ...Object.fromEntries(known) }, customerKeys: () => [] }],
    lacked: () => [...lacked],
  };
}

const token = { access_token: 'replayed', token_type: 'Bearer', expires_in: 3600 };

function isForToken({ method, headers }: Request): boolean {
  return method === 'POST' && headers.get('content-type') === 'application/x-www-form-urlencoded';
}

function segmentsOf({ route, values }: RecordedExchange['request']): readonly string[] {
  return route.split('/').map((part) => {
    const [, name = ''] = /^\{(\w+)\}$/.exec(part) ?? [];
    return values[name] ?? part;
  });
}

function keyOf(
  method: string,
  segments: readonly string[],
  query: readonly (readonly [name: string, value: string])[],
): string {
  const sorted = query.map(([name, value]) => `${name}=${value}`).toSorted();
  return [method, ...segments, ...sorted].map(encodeURIComponent).join(' ');
}

function toResponse({ status, body, json }: RecordedExchange['answer']): Response {
  if (body === 'json') return Response.json(json, { status });
  return new Response(body === 'none' ? null : 'no JSON', { status });
}
