import type { Handle } from '../../http/handle.ts';
import { refuse } from './refusal.ts';

const allow = 'GET, POST, OPTIONS';

/** Lets GET and POST through, says so to OPTIONS, and refuses everything else. */
export function withMethods(handle: Handle): Handle {
  return (request) => {
    if (request.method === 'GET' || request.method === 'POST') return handle(request);
    if (request.method === 'OPTIONS') return Promise.resolve({ status: 204, headers: { allow }, body: null });
    const message = 'Only GET and POST are answered here.';
    return Promise.resolve(
      refuse(request, { status: 405, code: 'INVALID_INPUT', message, headers: { allow } }),
    );
  };
}
