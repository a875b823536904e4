import type { Fetch } from '../http/fetch.ts';
import { refuse } from './refusal.ts';

const allow = 'GET, POST, OPTIONS';

/** Lets GET and POST through, says so to OPTIONS, and refuses everything else. */
export function withMethods(fetch: Fetch): Fetch {
  return async (request) => {
    if (request.method === 'GET' || request.method === 'POST') return fetch(request);
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow } });
    const message = 'Only GET and POST are answered here.';
    return refuse(request, { status: 405, code: 'INVALID_INPUT', message, headers: { allow } });
  };
}
