import { validateHeaderName, validateHeaderValue } from 'node:http';
import { ProviderError, type Origin } from '../domain/errors.ts';
import { tooLate } from './abort.ts';
import type { Exchange, Incoming, Outgoing } from './exchange.ts';

/**
 * Announces a write as late as possible: once it has its headers and its turn. A request that cannot be made, or whose
 * time is over by then, is not sent and not announced: `PROVIDER_UNAVAILABLE`.
 */
export function withBeforeWrite(exchange: Exchange, origin: Origin): Exchange {
  const announced = async (outgoing: Outgoing): Promise<Incoming> => {
    const { call } = outgoing;
    await call.beforeWrite?.();
    if (call.signal.aborted) throw tooLate(call.signal, origin);
    return exchange(outgoing);
  };
  return (outgoing) => {
    const { method, call } = outgoing;
    if (!canBeMade(outgoing)) {
      return Promise.reject(new ProviderError('PROVIDER_UNAVAILABLE', origin, { message: unmakeable }));
    }
    if (call.signal.aborted) return Promise.reject(tooLate(call.signal, origin));
    return method === 'GET' ? exchange(outgoing) : announced(outgoing);
  };
}

/** The reason why it cannot is left out: it repeats the header. */
function canBeMade({ url, headers }: Outgoing): boolean {
  try {
    for (const name in headers) {
      validateHeaderName(name);
      validateHeaderValue(name, headers[name] ?? '');
    }
    return URL.canParse(url);
  } catch {
    return false;
  }
}

const unmakeable =
  "The request could not be made and nothing was sent: something in the account's configuration cannot be a header.";
