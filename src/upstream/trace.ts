import type { Origin } from '../domain/errors.ts';
import { createCallSpans } from '../telemetry/traces/call.ts';
import type { Exchange } from './exchange.ts';
import type { UpstreamObserver } from '../telemetry/metrics/upstream-observer.ts';

/** Reports every finished request, answered or not, to the call and to the account's observer; each has a span. */
export function withTrace(exchange: Exchange, origin: Origin, observer?: UpstreamObserver): Exchange {
  const { account } = origin;
  const send = inSpans(exchange, origin);
  return async (outgoing) => {
    const start = performance.now();
    let status: number | null = null;
    try {
      const incoming = await send(outgoing);
      status = incoming.status;
      return incoming;
    } finally {
      const { operation, method, route, attempt, call } = outgoing;
      const durationMs = Math.round((performance.now() - start) * 10) / 10;
      const observed = { account, operation, method, route, status, durationMs, attempt, shared: false };
      call.observe(observed);
      observer?.called(observed);
    }
  };
}

function inSpans(exchange: Exchange, origin: Origin): Exchange {
  const inSpan = createCallSpans(origin);
  if (!inSpan) return exchange;
  return (outgoing) => inSpan(outgoing, (headers) => exchange({ ...outgoing, headers }));
}
