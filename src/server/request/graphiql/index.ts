import type { Handle, HttpAnswer, HttpRequest } from '../../../http/handle.ts';
import { csrfHeaders } from '../csrf.ts';
import { refuse } from '../refusal.ts';
import type { GraphiqlFiles } from './files.ts';
import type { GraphiqlPage } from './page.ts';

export type { Example, GraphiqlPage } from './page.ts';

/**
 * Gives a browser that is pointed here GraphiQL, or 406 if it is not served. The page and its script hold no data and
 * need no credential; what the page asks does.
 */
export function withGraphiql(
  handle: Handle,
  { graphiql }: { readonly graphiql: GraphiqlPage | false },
): Handle {
  if (graphiql === false)
    return (request) => (isNavigation(request) ? Promise.resolve(refusePage(request)) : handle(request));
  let files: Promise<GraphiqlFiles> | null = null;
  return async (request) => {
    const script = scriptAskedBy(request);
    if (script === null && !isNavigation(request)) return handle(request);
    files ??= load(graphiql);
    return script === null ? givePage(await files) : giveScript(request, script, await files);
  };
}

/** A browser cannot be made to send a header of ours by following a link. */
function isNavigation({ method, headers }: HttpRequest): boolean {
  const acceptsPage = headers.get('accept')?.includes('text/html') ?? false;
  return method === 'GET' && acceptsPage && !csrfHeaders.some((name) => headers.has(name));
}

/** The name of the script that is asked for; null if none is. */
function scriptAskedBy({ method, url }: HttpRequest): string | null {
  return method === 'GET' ? (/\?graphiql=([\w-]+)$/.exec(url)?.[1] ?? null) : null;
}

/** GraphiQL is large: it is loaded with the first page. */
async function load(graphiql: GraphiqlPage): Promise<GraphiqlFiles> {
  const { makeFiles } = await import('./files.ts');
  return makeFiles(graphiql);
}

function refusePage(request: HttpRequest): HttpAnswer {
  const message = 'There is no page here; ask by POST, or accept application/json.';
  return refuse(request, { status: 406, code: 'INVALID_INPUT', message });
}

function givePage({ page: { html, policy } }: GraphiqlFiles): HttpAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
    body: html,
  };
}

function giveScript(request: HttpRequest, asked: string, { script }: GraphiqlFiles): HttpAnswer {
  if (asked !== script.name) {
    const message = 'This script is of another version; load the page again.';
    return refuse(request, { status: 404, code: 'NOT_FOUND', message });
  }
  const headers = {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
  };
  if (!request.headers.get('accept-encoding')?.includes('gzip'))
    return { status: 200, headers, body: script.bytes };
  return { status: 200, headers: { ...headers, 'content-encoding': 'gzip' }, body: script.gzipped };
}
