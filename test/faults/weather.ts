import type { Fetch } from '../../src/http/fetch.ts';
import { withFaults, wrongAnswers, type Fault } from '../../src/emulators/kit/faults.ts';
import { isTokenUrl, isWrite } from '../support/writing.ts';
import { createRandom, type Random } from './random.ts';

/** What a request to a provider may meet. `after`: once the provider has done what it was asked to do. */
const faults = {
  cut: { kind: 'cut' },
  'cut after': { kind: 'cut', after: true },
  hang: { kind: 'hang' },
  'hang after': { kind: 'hang', after: true },
  'stalled after': { kind: 'hang in body', after: true },
  'status 500': { kind: 'answer', status: 500 },
  'status 500 after': { kind: 'answer', status: 500, after: true },
  'status 502': { kind: 'answer', status: 502 },
  'status 502 after': { kind: 'answer', status: 502, after: true },
  'status 503': { kind: 'answer', status: 503, headers: { 'retry-after': '1' } },
  'status 503 after': { kind: 'answer', status: 503, after: true },
  'status 429': { kind: 'answer', status: 429, headers: { 'retry-after': '1' } },
  'status 401': { kind: 'answer', status: 401 },
  unreadable: wrongAnswers.html,
  'unreadable after': { ...wrongAnswers.malformed, after: true },
} as const satisfies Record<string, Fault>;

/** `late`: it is held up, often for longer than its caller waits, and then carried out all the same. */
export type Encounter = keyof typeof faults | 'late' | 'nothing';

const encounters = ['late', ...(Object.keys(faults) as (keyof typeof faults)[])] as const;

/** How long a late request is held up at most, in milliseconds. */
const latest = 2_000;

/** Whose requests are watched, and what became of them. */
export interface Followed {
  readonly random: Random;
  /** What its writes met, in order. */
  readonly met: Encounter[];
  /** When the provider carried out one of its writes, each time. */
  readonly carriedOut: number[];
}

/** Puts faults before emulators: half of all requests of those who are followed meet one, and a fifth of those for tokens. */
export interface Weather {
  readonly decorate: (fetch: Fetch) => Fetch;
  /** Requests with one of these names in their path or body belong to it. Before the first is followed, nothing fails. */
  readonly follow: (names: readonly string[], followed: Followed) => void;
  /** Resolves when nothing is held up any more. */
  readonly quiet: () => Promise<void>;
}

export function createWeather(seed: string): Weather {
  const byName = new Map<string, Followed>();
  const late = new Set<Promise<unknown>>();
  const tokenRandom = createRandom(`${seed} tokens`);

  const choose = (request: Request, followed: Followed | undefined): Encounter => {
    if (byName.size === 0) return 'nothing';
    if (isTokenUrl(request.url)) return tokenRandom.chance(0.2) ? tokenRandom.pick(encounters) : 'nothing';
    return followed?.random.chance(0.5) ? followed.random.pick(encounters) : 'nothing';
  };

  const decorate =
    (fetch: Fetch): Fetch =>
    async (arrived) => {
      // Read at once: what arrived is carried out even if its sender has gone away.
      const { url, method, headers } = arrived;
      const body = await arrived.text();
      const request = new Request(url, { method, headers, ...(body === '' ? {} : { body }) });
      const followed = namesIn(url, body)
        .map((name) => byName.get(name))
        .find((found) => found !== undefined);
      const encounter = choose(request, followed);
      if (isWrite(request)) followed?.met.push(encounter);

      const carryOut: Fetch = async (sent) => {
        const response = await fetch(sent);
        if (followed && isWrite(sent) && response.ok) followed.carriedOut.push(performance.now());
        return response;
      };
      const answering = withFaults(carryOut, () => faultOf(encounter, followed?.random ?? tokenRandom))(
        request,
      );
      if (encounter === 'late') {
        late.add(answering);
        void answering.finally(() => late.delete(answering));
      }
      return answering;
    };

  return {
    decorate,
    follow: (names, followed) => {
      for (const name of names) byName.set(name, followed);
    },
    quiet: async () => {
      while (late.size > 0) await Promise.allSettled(late);
    },
  };
}

function faultOf(encounter: Encounter, random: Random): Fault | null {
  if (encounter === 'nothing') return null;
  return encounter === 'late' ? { kind: 'slow', ms: random.below(latest) } : faults[encounter];
}

/** What every trial is marked with, so that its traces are found wherever they are. */
export const markPattern = /trial-[0-9a-z]+-[0-9a-z]+/;

function namesIn(url: string, body: string): readonly string[] {
  const segments = new URL(url).pathname.split('/').map(decodeURIComponent);
  return [...segments, markPattern.exec(body)?.[0] ?? ''];
}
