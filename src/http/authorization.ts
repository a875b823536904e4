import type { Exchange, Outgoing } from './exchange.ts';

/** Adds an `Authorization` header, made anew for every attempt from the request as it will be sent. */
export function withAuthorization(exchange: Exchange, authorize: (outgoing: Outgoing) => string): Exchange {
  return async (outgoing) =>
    exchange({ ...outgoing, headers: { ...outgoing.headers, authorization: authorize(outgoing) } });
}
