import type { Cassette, RecordedExchange } from './cassette.ts';

/** Something that is asked of a provider: below the base URL, and without a body. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

/** The answers of a cassette: to each request the first that it got, as the account is configured; null if it got none. */
export function answersOf({ exchanges }: Cassette): (asked: Asked) => Response | null {
  const answers = new Map<string, RecordedExchange['answer']>();
  for (const { request, answer } of exchanges) {
    const key = keyOf(request.method, segmentsOf(request), Object.entries(request.query));
    if (request.isOwn && !answers.has(key)) answers.set(key, answer);
  }
  return (asked) => {
    const answer = answers.get(keyOfAsked(asked));
    return answer ? toResponse(answer) : null;
  };
}

/** What sets requests apart. */
export function keyOfAsked({ method, path, query }: Asked): string {
  return keyOf(method, path.split('/').map(decodeURIComponent), [...query]);
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
