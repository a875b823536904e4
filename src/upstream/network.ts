import type { Dispatcher } from 'undici';
import Client from 'undici/lib/dispatcher/client.js';
import createConnector from 'undici/lib/core/connect.js';
import { maximumBodyBytes, type Exchange } from './exchange.ts';
import { Sending } from './sending.ts';

/**
 * The last exchange. It keeps its connections and uses them again, one request at a time on each; there are as many as there
 * are ever requests in flight at once. Any status is an answer. A redirect is not followed, because it would carry the
 * credentials along.
 */
export function createNetwork(maximumBytes = maximumBodyBytes): Exchange {
  // One for all connections, so that a new one resumes the TLS session of another.
  const connect = createConnector({ allowH2: false, timeout: connectTimeoutMs });
  const idle = new Map<string, Dispatcher[]>();

  return ({ method, url, headers, body, call }) =>
    new Promise((resolve, reject) => {
      const { origin, path } = partsOf(url);
      const free = idle.get(origin) ?? [];
      idle.set(origin, free);
      const client = free.pop() ?? new Client(origin, { connect, ...settings });
      const sending = new Sending({
        signal: call.signal,
        maximumBytes,
        resolve,
        reject,
        release: () => free.push(client),
      });
      client.dispatch({ path, method, body, headers: { ...ownHeaders, ...headers } }, sending);
    });
}

const connectTimeoutMs = 10_000;

/** The call's signal says when it is over; nothing else does. */
const settings = { pipelining: 1, headersTimeout: 0, bodyTimeout: 0 };

const ownHeaders = { 'accept-encoding': 'gzip, br', 'user-agent': 'vaultgraph' };

function partsOf(url: string): { readonly origin: string; readonly path: string } {
  const end = url.indexOf('/', 'https://'.length);
  return end === -1 ? { origin: url, path: '/' } : { origin: url.slice(0, end), path: url.slice(end) };
}
