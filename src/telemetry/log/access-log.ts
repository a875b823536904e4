import type { Fetch } from '../../http/fetch.ts';
import { pathOf, type RequestHead } from '../../http/handle.ts';
import type { Served } from '../../http/web.ts';
import type { Logger } from './logger.ts';
import { followed, upstreamSums } from './request.ts';

/** A request that was answered, or cut. */
interface Seen {
  readonly method: string;
  readonly route: string;
  readonly status: number | null;
  readonly durationMs: number;
}

/** What has more below it, which may hold anything. */
const places = ['/webhooks', '/console'] as const;

type Watch = (request: Seen) => void;

/** Writes a line for every request once it is answered, with everything noted about it, and counts the request. */
export function withAccessLog(server: Served, logger: Logger, graphPath?: string, seen?: Watch): Served;
export function withAccessLog(server: Fetch, logger: Logger, graphPath?: string, seen?: Watch): Fetch;
export function withAccessLog(
  server: Fetch | Served,
  logger: Logger,
  graphPath = '/graphql',
  seen?: Watch,
): Fetch | Served {
  const routes: ReadonlySet<string> = new Set([graphPath, '/export', '/livez', '/readyz', '/metrics']);
  // A path that is not one of ours may hold anything.
  const routeOf = (request: RequestHead): string => {
    const path = pathOf(request);
    if (routes.has(path)) return path;
    return places.find((one) => path === one || path.startsWith(`${one}/`)) ?? 'other';
  };
  const logged =
    <Asked extends RequestHead, Answer extends { readonly status: number }>(
      answer: (request: Asked) => Promise<Answer>,
    ) =>
    (request: Asked): Promise<Answer> =>
      followed(async () => {
        const start = performance.now();
        let status: number | null = null;
        try {
          const given = await answer(request);
          status = given.status;
          return given;
        } finally {
          const durationMs = Math.round((performance.now() - start) * 10) / 10;
          const seenRequest = { method: request.method, route: routeOf(request), status, durationMs };
          const sums = upstreamSums();
          logger.info('request', sums ? { ...seenRequest, ...sums } : seenRequest);
          seen?.(seenRequest);
        }
      });
  const fetch: Fetch = logged(server);
  return 'handle' in server ? Object.assign(fetch, { handle: logged(server.handle) }) : fetch;
}
