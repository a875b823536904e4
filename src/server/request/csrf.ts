import { searchOf, type HandleFor, type Search } from '../../http/handle.ts';
import { refuse } from './refusal.ts';

/** Any of them will do, whatever its value: another site's page cannot send it without being asked. */
export const csrfHeaders = [
  'x-graphql-yoga-csrf',
  'apollo-require-preflight',
  'graphql-require-preflight',
] as const;

/** Refuses queries by GET that any page in a browser could have sent, except those that name a trusted document. */
export function withCsrf<Info>(handle: HandleFor<Info>): HandleFor<Info> {
  return (request, info) => {
    const { method, headers } = request;
    const isSafe = method !== 'GET' || csrfHeaders.some((name) => headers.has(name));
    if (isSafe || namesDocument(searchOf(request))) return handle(request, info);
    const message = `A query by GET needs one of the headers ${csrfHeaders.join(', ')}, or a trusted document.`;
    return Promise.resolve(refuse(request, { status: 403, code: 'INVALID_INPUT', message }));
  };
}

/** Whether a document is named, and none is sent. */
function namesDocument(asked: Search): boolean {
  if (asked.get('query')) return false;
  return Boolean(asked.get('documentId')) || (asked.get('extensions')?.includes('"sha256Hash"') ?? false);
}
