import type { Fetch } from '../../http/fetch.ts';
import { withSecurePages } from '../../server/request/index.ts';

/** Serves `pages` at a path and below it, except to requests from pages of other sites; `fetch` serves the rest. */
export function withPages(fetch: Fetch, path: string, pages: Fetch): Fetch {
  const serve = withSecurePages(async (request) => (isForeign(request) ? forbidden() : pages(request)));
  return async (request) => {
    const { pathname } = new URL(request.url);
    return pathname === path || pathname.startsWith(`${path}/`) ? serve(request) : fetch(request);
  };
}

/** Whether another site's page asks. */
function isForeign({ headers, url }: Request): boolean {
  const origin = headers.get('origin');
  return origin !== null && origin !== new URL(url).origin;
}

function forbidden(): Response {
  return Response.json({ message: 'Pages of other sites may change nothing here.' }, { status: 403 });
}
