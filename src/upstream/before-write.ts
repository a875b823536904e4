import { ProviderError, type Origin } from '../domain/errors.ts';
import { tooLate } from './abort.ts';
import type { Exchange, Incoming, Outgoing } from './exchange.ts';

/**
 * Announces a write as late as possible: once it has its headers and its turn. A request that cannot be made, or whose
 * time is over by then, is not sent and not announced: `PROVIDER_UNAVAILABLE`.
 */
export function withBeforeWrite(exchange: Exchange, origin: Origin): Exchange {
  const isMakeable = createMakeable();
  const announced = async (outgoing: Outgoing): Promise<Incoming> => {
    const { call } = outgoing;
    await call.beforeWrite?.();
    if (call.signal.aborted) throw tooLate(call.signal, origin);
    return exchange(outgoing);
  };
  return (outgoing) => {
    const { method, call } = outgoing;
    if (!isMakeable(outgoing)) {
      return Promise.reject(new ProviderError('PROVIDER_UNAVAILABLE', origin, { message: unmakeable }));
    }
    if (call.signal.aborted) return Promise.reject(tooLate(call.signal, origin));
    return method === 'GET' ? exchange(outgoing) : announced(outgoing);
  };
}

/** What Node takes, too: its own functions make several objects for each header. */
const headerName = /^[\w!#$%&'*+.^`|~-]+$/;
const beyondHeader = /[^\t\x20-\x7e\x80-\xff]/;

/** Looks at a host once as long as it is the same. The reason why a request cannot be made is left out: it repeats the header. */
function createMakeable(): (outgoing: Outgoing) => boolean {
  let rightHost: string | null = null;
  return ({ url, headers }) => {
    for (const name in headers) {
      if (!headerName.test(name) || beyondHeader.test(headers[name] ?? '')) return false;
    }
    // What follows the host is right in every URL.
    const host = hostOf(url);
    if (host === rightHost) return true;
    if (!URL.canParse(url)) return false;
    rightHost = host;
    return true;
  };
}

/** All up to the path; null if there is no path. */
function hostOf(url: string): string | null {
  const end = url.indexOf('/', 'https://'.length);
  return end === -1 ? null : url.slice(0, end);
}

const unmakeable =
  "The request could not be made and nothing was sent: something in the account's configuration cannot be a header.";
