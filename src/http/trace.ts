import type { Exchange } from './exchange.ts';

/** Tells the call of every request once it is over, answered or not. */
export function withTrace(exchange: Exchange, account: string): Exchange {
  return async (outgoing) => {
    const { operation, method, route, attempt, call } = outgoing;
    const start = performance.now();
    let status: number | null = null;
    try {
      const incoming = await exchange(outgoing);
      status = incoming.status;
      return incoming;
    } finally {
      const durationMs = Math.round((performance.now() - start) * 10) / 10;
      call.observe({ account, operation, method, route, status, durationMs, attempt, shared: false });
    }
  };
}
