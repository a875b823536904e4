import type { Fetch } from '../../http/fetch.ts';

/** Where a value stands in an answer, such as `['data', 0, 'name']`. */
export type Place = readonly (string | number)[];

/** Chooses what stands at a place instead. */
export type Rewrite = (value: unknown, place: Place) => unknown;

/** A provider whose JSON answers are rewritten value by value. Objects and lists are walked, never replaced. */
export function rewriting(fetch: Fetch, rewrite: Rewrite): Fetch {
  return async (request) => {
    const answer = await fetch(request);
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    const body = isJson && text ? JSON.stringify(walk(JSON.parse(text), [], rewrite)) : text;
    const headers = new Headers(answer.headers);
    headers.delete('content-length');
    return new Response(body || null, { status: answer.status, headers });
  };
}

function walk(value: unknown, place: Place, rewrite: Rewrite): unknown {
  if (Array.isArray(value)) return value.map((item, index) => walk(item, [...place, index], rewrite));
  if (typeof value !== 'object' || value === null) return rewrite(value, place);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, walk(inner, [...place, key], rewrite)]),
  );
}
