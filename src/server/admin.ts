import type { Fetch } from '../http/fetch.ts';
import type { Metrics } from '../telemetry/metrics/metrics.ts';
import type { Probes } from './probes.ts';

/** What the port for operators answers: the metrics, and the probes in detail. */
export function createAdmin(metrics: Pick<Metrics, 'page'>, probes: () => Probes): Fetch {
  return async (request) => {
    const url = new URL(request.url);
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 });
    switch (url.pathname) {
      case '/metrics': {
        const { contentType, text } = await metrics.page();
        return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } });
      }
      case '/livez':
        return probes().live();
      case '/readyz':
        return probes().ready(url.searchParams.has('verbose'));
      default:
        return new Response(null, { status: 404 });
    }
  };
}
