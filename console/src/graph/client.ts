import { Client, fetchExchange } from 'urql';
import { createCache } from './cache.ts';
import { trustedExchange } from './trusted.ts';
import { unansweredExchange } from './unanswered.ts';

/**
 * Asks a graph by the hashes of documents that were known when the console was built. `send` sends the requests; nothing is
 * kept from one client to the next.
 */
export function createGraphClient(url: string, send: typeof fetch): Client {
  return new Client({
    url,
    fetch: send,
    exchanges: [createCache(), unansweredExchange, trustedExchange, fetchExchange],
    preferGetMethod: false,
    fetchSubscriptions: true,
    requestPolicy: 'cache-first',
  });
}
