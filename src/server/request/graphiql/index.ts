import { createHash } from 'node:crypto';
import type { Handle, HttpAnswer, HttpRequest } from '../../../http/handle.ts';
import { csrfHeaders } from '../csrf.ts';
import { refuse } from '../refusal.ts';
import type { GraphiqlPage } from './page.ts';

export type { Example, GraphiqlPage } from './page.ts';

/**
 * Gives a browser that is pointed here GraphiQL, or 406 if it is not served. The page holds no data and needs no
 * credential; what it asks does.
 */
export function withGraphiql(
  handle: Handle,
  { graphiql }: { readonly graphiql: GraphiqlPage | false },
): Handle {
  let page: Page | null = null;
  const show = async (request: HttpRequest): Promise<HttpAnswer> => {
    if (graphiql === false) {
      const message = 'There is no page here; ask by POST, or accept application/json.';
      return refuse(request, { status: 406, code: 'INVALID_INPUT', message });
    }
    page ??= await load(graphiql);
    return {
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': page.policy },
      body: page.html,
    };
  };
  return (request) => (isNavigation(request) ? show(request) : handle(request));
}

/** A browser cannot be made to send a header of ours by following a link. */
function isNavigation({ method, headers }: HttpRequest): boolean {
  const acceptsPage = headers.get('accept')?.includes('text/html') ?? false;
  return method === 'GET' && acceptsPage && !csrfHeaders.some((name) => headers.has(name));
}

/** GraphiQL is large: it is loaded with the first page. */
async function load(graphiql: GraphiqlPage): Promise<Page> {
  const { renderPage } = await import('./page.ts');
  return toPage(renderPage(graphiql));
}

interface Page {
  readonly html: Buffer;
  readonly policy: string;
}

/** The page runs its own script and nothing else: it loads nothing, and talks to this API alone. */
function toPage(text: string): Page {
  const [, script = ''] = /<script>(.*)<\/script>/s.exec(text) ?? [];
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = {
    'default-src': "'none'",
    'script-src': `'sha256-${hash}'`,
    // The editor makes its workers from texts in the page, and writes styles as it goes.
    'worker-src': 'blob:',
    'style-src': "'unsafe-inline'",
    'font-src': 'data:',
    'img-src': 'data:',
    'connect-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  };
  return {
    html: Buffer.from(text),
    policy: Object.entries(policy)
      .map(([directive, sources]) => `${directive} ${sources}`)
      .join('; '),
  };
}
