import type { Fetch } from '../http/fetch.ts';
import { answersOf, keyOfAsked } from './answers.ts';
import type { Cassette } from './cassette.ts';

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
  const isKept = (name: string) => name === 'behaviour' || Object.hasOwn(settings, name);
  const known = Object.entries(cassette.settings).filter(([name]) => isKept(name));
  const base = new URL(String(settings['baseUrl'])).pathname.replace(/\/+$/, '');
  const answerTo = answersOf(cassette);

  const fetch: Fetch = async (request) => {
    if (isForToken(request)) return Response.json(token);
    const { pathname, searchParams } = new URL(request.url);
    const asked = { method: request.method, path: pathname.slice(base.length), query: searchParams };
    const answer = answerTo(asked);
    if (answer) return answer;
    lacked.push(keyOfAsked(asked));
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
