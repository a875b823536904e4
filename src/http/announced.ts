import type { RequestHead } from './handle.ts';

/** Whether a request's head says that a body follows. */
export function bodyIsAnnounced({ method, headers }: RequestHead): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  return headers.has('transfer-encoding') || (headers.get('content-length') ?? '0') !== '0';
}
