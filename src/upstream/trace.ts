import type { Origin } from '../domain/errors.ts';
import { createCallSpans } from '../telemetry/traces/call.ts';
import type { Exchange } from './exchange.ts';
import type { UpstreamObserver } from './observer.ts';

/** Tells the call, and the observer of the account, of every request once it is over, answered or not; each has a span. */
export function withTrace(exchange: Exchange, origin: Origin, observer?: UpstreamObserver): Exchange {
  const { account } = origin;
  const inSpan = createCallSpans(origin);
  return async (outgoing) => {
    const { operation, method, route, attempt, call } = outgoing;
    const start = performance.now();
    let status: number | null = null;
    try {
      const incoming = await inSpan(outgoing, (headers) => exchange({ ...outgoing, headers }));
      status = incoming.status;
      return incoming;
    } finally {
      const durationMs = Math.round((performance.now() - start) * 10) / 10;
      const told = { account, operation, method, route, status, durationMs, attempt, shared: false };
      call.observe(told);
      observer?.called(told);
    }
  };
}
