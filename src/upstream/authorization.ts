import type { Exchange, Outgoing } from './exchange.ts';

/**
 * Adds an `Authorization` header, made for every attempt from the request as it will be sent, once it has its turn.
 * What was refused with secrets that have changed since is sent once more.
 */
export function withAuthorization(exchange: Exchange, authorize: (outgoing: Outgoing) => string): Exchange {
  return (outgoing) => {
    const authorized = { ...outgoing, authorize };
    return exchange(authorized).then((incoming) => {
      if (!incoming.hasNewSecrets) return incoming;
      return exchange({ ...authorized, attempt: (incoming.attempt ?? outgoing.attempt) + 1 });
    });
  };
}

/** Makes the header that a request was promised: whatever it holds is of the moment at which the request leaves. */
export function withHeaderMade(exchange: Exchange): Exchange {
  return (outgoing) => {
    const { authorize, headers } = outgoing;
    if (!authorize) return exchange(outgoing);
    return exchange({ ...outgoing, headers: { ...headers, authorization: authorize(outgoing) } });
  };
}
