import type { Handle, HttpAnswer, HttpRequest } from '../../http/handle.ts';
import { csrfHeaders } from './csrf.ts';
import { refuse } from './refusal.ts';
import { timeLimitHeader } from './time-limit.ts';

const permissions = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': [
    'authorization',
    'content-type',
    'x-api-key',
    timeLimitHeader,
    'x-vaultgraph-cost',
    'x-vaultgraph-trace',
    ...csrfHeaders,
  ].join(', '),
  'access-control-max-age': '600',
};

/**
 * Lets the pages of these origins, and no others, read answers in a browser; never with its cookies. An origin that
 * ends in `:*` stands for every port of its host.
 */
export function withCors(handle: Handle, { origins }: { readonly origins: readonly string[] }): Handle {
  return async (request) => {
    const origin = request.headers.get('origin');
    const isKnown = origin !== null && isAmong(origin, origins);
    const isPreflight = request.method === 'OPTIONS' && request.headers.has('access-control-request-method');
    const answer = isPreflight && origin ? preflight(request, isKnown) : await handle(request);
    const { vary } = answer.headers;
    answer.headers['vary'] = vary ? `${vary}, origin` : 'origin';
    if (isKnown) {
      answer.headers['access-control-allow-origin'] = origin;
      answer.headers['access-control-expose-headers'] = 'retry-after, age';
    }
    return answer;
  };
}

function preflight(request: HttpRequest, isKnown: boolean): HttpAnswer {
  if (isKnown) return { status: 204, headers: { ...permissions }, body: null };
  const message =
    'Pages of this origin may not call this API from a browser: add the origin to `server.cors.origins` or `server.cors.shopperOrigins` of the configuration file.';
  return refuse(request, { status: 403, code: 'ACCESS_DENIED', message });
}

/** Whether an origin is one of those, or on a port of this machine if one of them says so. */
export function isAmong(origin: string, origins: readonly string[]): boolean {
  return namesOf(origin).some((name) => origins.includes(name));
}

/** An origin, and how one that stands for all ports would be written. */
function namesOf(origin: string): readonly string[] {
  const url = URL.parse(origin);
  return url ? [origin, `${url.protocol}//${url.hostname}:*`] : [];
}
