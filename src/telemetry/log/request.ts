import { AsyncLocalStorage } from 'node:async_hooks';
import type { LogFields } from './fields.ts';

/**
 * What is known of the request that is being answered. It follows the request through everything that is awaited for
 * it, so that a line written anywhere below names it, even one about a defect.
 */
const requests = new AsyncLocalStorage<{ facts: LogFields; sums: UpstreamSums | null }>();

/** Answers a request whose facts are noted from now on. */
export function followed<Result>(answer: () => Promise<Result>): Promise<Result> {
  return requests.run({ facts: {}, sums: null }, answer);
}

/** Gives what runs something as a part of this request, later and from anywhere. */
export function inThisRequest(): <Result>(work: () => Result) => Result {
  return AsyncLocalStorage.snapshot();
}

/** Adds fields to every later line of this request. Does nothing outside of a request. */
export function note(facts: LogFields): void {
  const request = requests.getStore();
  if (request) Object.assign(request.facts, facts);
}

/** Adds to a number in the lines of this request. */
export function count(field: 'outdatedIds' | 'cachedReads', more: number): void {
  note({ [field]: (known()[field] ?? 0) + more });
}

/** How many ids of this request are counted as outdated by now. */
export function idsOutdatedSoFar(): number {
  return known().outdatedIds ?? 0;
}

/** What the line of a request says of its calls to providers. */
type UpstreamSums = Record<
  'upstreamCalls' | 'upstreamErrors' | 'upstreamSlowestMs' | 'upstreamTotalMs',
  number
>;

const noSums = { upstreamCalls: 0, upstreamErrors: 0, upstreamSlowestMs: 0, upstreamTotalMs: 0 };

/** Adds a call to a provider to what the line of this request sums up. */
export function countUpstream({ status, durationMs }: { status: number | null; durationMs: number }): void {
  const request = requests.getStore();
  if (!request) return;
  const { upstreamCalls, upstreamErrors, upstreamSlowestMs, upstreamTotalMs } = request.sums ?? noSums;
  const isError = status === null || (status >= 400 && status !== 404);
  request.sums = {
    upstreamCalls: upstreamCalls + 1,
    upstreamErrors: upstreamErrors + (isError ? 1 : 0),
    upstreamSlowestMs: Math.max(upstreamSlowestMs, durationMs),
    upstreamTotalMs: Math.round((upstreamTotalMs + durationMs) * 10) / 10,
  };
}

/** Null if the request took no call. */
export function upstreamSums(): UpstreamSums | null {
  return requests.getStore()?.sums ?? null;
}

export function known(): LogFields {
  return requests.getStore()?.facts ?? {};
}
