import { createServer as createHttpServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServerAdapter } from '@whatwg-node/server';
import type { Fetch } from './http/fetch.ts';

/** Something that answers on a socket. */
export interface Listening {
  /** Such as `http://127.0.0.1:4000`. */
  readonly origin: string;
  /**
   * Takes no new connections, tells those there are to end with their next answer, waits for the requests in flight
   * at most this long, then cuts them.
   */
  readonly close: (timeoutMs: number) => Promise<void>;
}

/** Thrown instead of an answer, it closes the connection without one. */
export class ConnectionCutError extends Error {
  override readonly name = 'ConnectionCutError';
}

/** Where to answer, and how long to wait for slow clients, in milliseconds. */
export interface ListenOptions {
  readonly host: string;
  /** 0 takes any that is free. */
  readonly port: number;
  /** For a request's headers to be whole. */
  readonly headersTimeoutMs?: number;
  /** For a request to be whole. */
  readonly requestTimeoutMs?: number;
}

const maximumHeaderBytes = 16 * 1024;
const maximumConnections = 10_000;
/** How often slow clients are looked for, in milliseconds. */
const checkEveryMs = 1000;
/** Above that of most load balancers, so that it is not we who close a connection they use. */
const keepAliveTimeoutMs = 65_000;

/** Answers at a host and port. */
export async function listen(fetch: Fetch, options: ListenOptions): Promise<Listening> {
  const { host, port, headersTimeoutMs = 10_000, requestTimeoutMs = 15_000 } = options;
  const server = createHttpServer({
    headersTimeout: headersTimeoutMs,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    maxHeaderSize: maximumHeaderBytes,
    connectionsCheckingInterval: checkEveryMs,
  });
  server.maxConnections = maximumConnections;
  const answering = answer(server, fetch);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    origin: `http://${name}:${actual}`,
    close: (timeoutMs) => close(server, timeoutMs, () => answering.size > 0),
  };
}

/** Has requests answered; gives those that are being answered. */
function answer(server: Server, fetch: Fetch): ReadonlySet<ServerResponse> {
  const adapter = createServerAdapter<{ res: ServerResponse }>(async (request, { res }) => {
    try {
      const response = await fetch(request);
      if (!server.listening) res.setHeader('connection', 'close');
      return response;
    } catch (error) {
      if (!(error instanceof ConnectionCutError)) throw error;
      res.destroy();
      return new Response(null);
    }
  });
  const answering = new Set<ServerResponse>();
  server.on('request', (request, response) => {
    answering.add(response);
    response.once('close', () => answering.delete(response));
    void adapter(request, response);
  });
  return answering;
}

function close(server: Server, timeoutMs: number, isBusy: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const cut = (): void => server.closeAllConnections();
    // A connection that was opened and never used is not idle to Node.
    const unused = setInterval(() => (isBusy() ? undefined : cut()), 50);
    const patience = setTimeout(cut, timeoutMs);
    server.close(() => {
      clearInterval(unused);
      clearTimeout(patience);
      resolve();
    });
    server.closeIdleConnections();
  });
}
