import { Client, fetchExchange } from 'urql';
import { createCache } from './cache.ts';
import { trustedExchange } from './trusted.ts';

/** Asks a graph by the hashes of documents that were known when the console was built. */
export function createGraphClient(url: string): Client {
  return new Client({
    url,
    exchanges: [createCache(), trustedExchange, fetchExchange],
    preferGetMethod: false,
    requestPolicy: 'cache-first',
  });
}
