import type { Fetch } from '../http/fetch.ts';
import { csrfHeaders } from './csrf.ts';
import { refuse } from './refusal.ts';

const permissions = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': [
    'authorization',
    'content-type',
    'x-api-key',
    'x-vaultgraph-cost',
    'x-vaultgraph-trace',
    ...csrfHeaders,
  ].join(', '),
  'access-control-max-age': '600',
};

/** Lets the pages of these origins, and no others, read answers in a browser; never with its cookies. */
export function withCors(fetch: Fetch, { origins }: { readonly origins: readonly string[] }): Fetch {
  return async (request) => {
    const origin = request.headers.get('origin');
    const isKnown = origin !== null && origins.includes(origin);
    const isPreflight = request.method === 'OPTIONS' && request.headers.has('access-control-request-method');
    const response = isPreflight && origin ? preflight(request, isKnown) : await fetch(request);
    response.headers.append('vary', 'origin');
    if (isKnown) {
      response.headers.set('access-control-allow-origin', origin);
      response.headers.set('access-control-expose-headers', 'retry-after');
    }
    return response;
  };
}

function preflight(request: Request, isKnown: boolean): Response {
  if (isKnown) return new Response(null, { status: 204, headers: permissions });
  const message = 'Pages of this origin may not call this API from a browser.';
  return refuse(request, { status: 403, code: 'ACCESS_DENIED', message });
}
