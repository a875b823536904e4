import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Fetch } from '../../http/fetch.ts';
import { ConnectionCutError, listen } from '../../http/listen.ts';

/** Real sockets that never answer. */
export interface BrokenNetwork {
  /** No server listens at the port. */
  readonly refused: Fetch;
  /** The server closes the connection instead of answering. */
  readonly cut: Fetch;
  readonly handshakes: Readonly<Record<BrokenHandshake, Fetch>>;
  readonly close: () => Promise<void>;
}

/** Ways in which no TLS connection comes about, so that no request leaves. */
export const brokenHandshakes = [
  'a port that speaks no TLS',
  'a port that closes before TLS',
  'a port that closes during the handshake',
  'a port that never answers the handshake',
  'an old version of TLS',
  'no common cipher',
] as const;

export type BrokenHandshake = (typeof brokenHandshakes)[number];

/** No program listens at this port. One that was free a moment ago could be given to another process. */
const nobody = 'http://127.0.0.1:3';

export async function breakNetwork(): Promise<BrokenNetwork> {
  const anyPort = { host: '127.0.0.1', port: 0 };
  const cutting = await listen(() => Promise.reject(new ConnectionCutError()), anyPort);
  const servers: Server[] = [];
  const handshake = async (server: Server): Promise<Fetch> => {
    servers.push(server);
    return sendingTo(await originOf(server));
  };
  return {
    refused: sendingTo(nobody),
    cut: sendingTo(cutting.origin),
    handshakes: {
      'a port that speaks no TLS': await handshake(onData((socket) => socket.end('HTTP/1.1 400 No\r\n\r\n'))),
      'a port that closes before TLS': await handshake(createServer((socket) => socket.destroy())),
      'a port that closes during the handshake': await handshake(onData((socket) => socket.destroy())),
      'a port that never answers the handshake': await handshake(onData(() => undefined)),
      'an old version of TLS': await handshake(tlsWith({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1' })),
      'no common cipher': await handshake(tlsWith({ ciphers: 'aNULL@SECLEVEL=0', maxVersion: 'TLSv1.2' })),
    },
    close: async () => {
      for (const server of servers) server.close();
      await cutting.close(0);
    },
  };
}

/** The network's own fetch, whatever host a request is for. */
function sendingTo(origin: string): Fetch {
  return (request) => {
    const { pathname, search } = new URL(request.url);
    return fetch(new Request(`${origin}${pathname}${search}`, request));
  };
}

function onData(react: (socket: Socket) => unknown): Server {
  return createServer((socket) => {
    socket.unref().on('error', () => undefined);
    socket.once('data', () => react(socket));
  });
}

/** It has no certificate: what is tested fails before one is asked for. */
function tlsWith(options: Parameters<typeof createTlsServer>[0]): Server {
  return createTlsServer(options).on('tlsClientError', () => undefined);
}

async function originOf(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
