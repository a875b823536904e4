import { AsyncLocalStorage } from 'node:async_hooks';
import type { Fetch } from '../http/fetch.ts';

/** Says what time it is for one request: `+16m` from now, or an instant. */
export const clockHeader = 'x-sandbox-clock';

/** Times worth trying, and what they show. */
export const clockValues = {
  '+16m': 'a registration link of 15 minutes is EXPIRED',
  '+2h': 'access tokens have expired: the trace shows new ones',
  '+2d': 'the waiting payment has expired and takes no customer',
  '+1500d': 'most saved cards have expired',
  '2020-01-01T00:00:00Z': 'an instant, from which the clock goes on',
} as const;

/** The time of the sandbox: that of the machine, if the request under way says nothing else. */
export interface SandboxClock {
  readonly now: () => Date;
  /** Serves a request at the time that its header names. */
  readonly before: (fetch: Fetch) => Fetch;
  /** Sends the request's time to the other side. */
  readonly sendingTime: (fetch: Fetch) => Fetch;
}

export function createSandboxClock(): SandboxClock {
  const offsetMs = new AsyncLocalStorage<number>();
  const shifted = () => new Date(Date.now() + (offsetMs.getStore() ?? 0));
  return {
    now: shifted,
    before: (fetch) => async (request) => {
      const text = request.headers.get(clockHeader);
      if (text === null) return fetch(request);
      const offset = offsetOf(text.trim());
      return offset === null ? refused() : offsetMs.run(offset, () => fetch(request));
    },
    sendingTime: (fetch) => async (request) => {
      if (offsetMs.getStore()) request.headers.set(clockHeader, shifted().toISOString());
      return fetch(request);
    },
  };
}

const unitsMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const centuryMs = 100 * 365 * 86_400_000;

function offsetOf(text: string): number | null {
  const [, amount, unit = ''] = /^([+-]\d{1,7})([mhd])$/.exec(text) ?? [];
  const offset = amount ? Number(amount) * (unitsMs[unit] ?? 0) : instantOf(text) - Date.now();
  return Math.abs(offset) <= centuryMs ? offset : null;
}

function instantOf(text: string): number {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? Date.parse(text) : Number.NaN;
}

function refused(): Response {
  const message = `${clockHeader} takes minutes, hours or days from now, such as +16m, +2h or -3d, or an instant such as 2030-01-01T00:00:00Z, within a century of now.`;
  return Response.json({ errors: [{ message }] }, { status: 400 });
}
