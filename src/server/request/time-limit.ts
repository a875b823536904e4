import type { HandleFor, HeaderReader } from '../../http/handle.ts';
import { refuse } from './refusal.ts';

/** Says how long a caller waits, in milliseconds. */
export const timeLimitHeader = 'x-request-timeout-ms';

/** The least that a caller may ask for, in milliseconds. */
const leastMs = 100;

/** The time of a request. */
export interface TimeLimit {
  /** When it is over, on the clock of `performance.now()`. */
  readonly deadline: number;
  /** How long it was when it began, in milliseconds. */
  readonly timeLimitMs: number;
}

/**
 * Decides when the time of a request is over: after `requestTimeoutMs`, or sooner if its caller says so. It begins here,
 * before the body is read.
 */
export function withTimeLimit<Info>(
  handle: HandleFor<Info & TimeLimit>,
  { requestTimeoutMs: mostMs }: { readonly requestTimeoutMs: number },
): HandleFor<Info> {
  return (request, info) => {
    const start = performance.now();
    const ms = timeLimitOf(request.headers, mostMs);
    if (ms !== null) return handle(request, { ...info, deadline: start + ms, timeLimitMs: ms });
    const message = `The header ${timeLimitHeader} must be a whole number from ${leastOf(mostMs)} to ${mostMs}.`;
    return Promise.resolve(refuse(request, { status: 400, code: 'INVALID_INPUT', message }));
  };
}

/** Null if the caller asks for something that is no time, or out of bounds. */
function timeLimitOf(headers: HeaderReader, mostMs: number): number | null {
  const text = headers.get(timeLimitHeader);
  if (text === null) return mostMs;
  const ms = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return ms >= leastOf(mostMs) && ms <= mostMs ? ms : null;
}

function leastOf(mostMs: number): number {
  return Math.min(leastMs, mostMs);
}
