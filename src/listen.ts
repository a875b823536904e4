import { createServer as createHttpServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServerAdapter } from '@whatwg-node/server';
import type { Fetch } from './http/fetch.ts';

/** Something that answers on a socket. */
export interface Listening {
  /** Such as `http://127.0.0.1:4000`. */
  readonly origin: string;
  /** Takes no new connections, waits for the requests in flight at most this long, then cuts them. */
  readonly close: (timeoutMs: number) => Promise<void>;
}

/** Thrown instead of an answer, it closes the connection without one. */
export class ConnectionCutError extends Error {
  override readonly name = 'ConnectionCutError';
}

/** Answers at a host and port; port 0 takes any that is free. */
export async function listen(
  fetch: Fetch,
  { host, port }: { host: string; port: number },
): Promise<Listening> {
  const adapter = createServerAdapter<{ res: ServerResponse }>(async (request, { res }) => {
    try {
      return await fetch(request);
    } catch (error) {
      if (!(error instanceof ConnectionCutError)) throw error;
      res.destroy();
      return new Response(null);
    }
  });
  const server = createHttpServer((request, response) => void adapter(request, response));
  server.headersTimeout = 10_000;
  server.requestTimeout = 15_000;
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return { origin: `http://${name}:${actual}`, close: (timeoutMs) => close(server, timeoutMs) };
}

function close(server: Server, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), timeoutMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
