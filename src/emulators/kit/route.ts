import type { Fetch } from '../../http/fetch.ts';

/** One request that matched a route, with its body already read. */
export interface Routed {
  readonly request: Request;
  readonly url: URL;
  /** Path parameters, percent-decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** The body exactly as sent; empty if there was none. */
  readonly body: string;
}

export type Handler = (routed: Routed) => Response | Promise<Response>;

/**
 * Routes by `METHOD /path/:param`. Anything unmatched gets `otherwise`, a bare 404 if none is given; a path whose
 * percent-encoding is broken gets a bare 400.
 */
export function route(
  table: Readonly<Record<string, Handler>>,
  otherwise: Handler = () => new Response(null, { status: 404 }),
): Fetch {
  const routes = Object.entries(table).map(([key, handler]) => {
    const [method = '', pathname = ''] = key.split(' ', 2);
    return { method, pattern: patternOf(pathname), handler };
  });

  return async (request) => {
    const url = new URL(request.url);
    const body = await request.text();
    for (const { method, pattern, handler } of routes) {
      const match = method === request.method ? pattern.exec(url.pathname) : null;
      if (!match) continue;
      const params = decoded(match.groups ?? {});
      return params ? handler({ request, url, params, body }) : new Response(null, { status: 400 });
    }
    return otherwise({ request, url, params: {}, body });
  };
}

/** Matches what a path of a table stands for; a parameter is one part of a path. Much quicker than a `URLPattern`. */
function patternOf(path: string): RegExp {
  const parts = path
    .split('/')
    .map((part) => (part.startsWith(':') ? `(?<${part.slice(1)}>[^/]+)` : escaped(part)));
  return new RegExp(`^${parts.join('/')}$`, 'u');
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function decoded(groups: Readonly<Record<string, string | undefined>>): Record<string, string> | null {
  try {
    return Object.fromEntries(
      Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value ?? '')]),
    );
  } catch {
    return null;
  }
}
