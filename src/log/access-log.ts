import type { Fetch } from '../http/fetch.ts';
import type { Logger } from './logger.ts';
import { followed } from './request.ts';

/** Writes a line for every request once it is answered, with all that was noted of it meanwhile. */
export function withAccessLog(fetch: Fetch, logger: Logger): Fetch {
  return (request) =>
    followed(async () => {
      const start = performance.now();
      let status: number | null = null;
      try {
        const response = await fetch(request);
        status = response.status;
        return response;
      } finally {
        const durationMs = Math.round((performance.now() - start) * 10) / 10;
        logger.info('request', { method: request.method, route: routeOf(request), status, durationMs });
      }
    });
}

const routes: ReadonlySet<string> = new Set(['/graphql', '/livez', '/readyz', '/metrics']);

/** A path that is not one of ours may hold anything. */
function routeOf({ url }: Request): string {
  const { pathname = '' } = URL.parse(url) ?? {};
  return routes.has(pathname) ? pathname : 'other';
}
