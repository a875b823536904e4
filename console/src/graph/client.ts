import { Client, fetchExchange } from 'urql';
import { createCache } from './cache.ts';
import { trustedExchange } from './trusted.ts';
import { unansweredExchange } from './unanswered.ts';

/** Asks a graph by the hashes of documents that were known when the console was built. */
export function createGraphClient(url: string): Client {
  return new Client({
    url,
    exchanges: [createCache(), unansweredExchange, trustedExchange, fetchExchange],
    preferGetMethod: false,
    fetchSubscriptions: true,
    requestPolicy: 'cache-first',
  });
}
