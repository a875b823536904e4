import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { Server as NetServer, type AddressInfo, type Socket } from 'node:net';
import { createServerAdapter } from '@whatwg-node/server';
import { notePeer } from './client-address.ts';
import type { Fetch } from './fetch.ts';
import type { Handle } from './handle.ts';
import { fromNode, sendAnswer } from './node.ts';
import type { Served } from './web.ts';

/** Something that answers on a socket. */
export interface Listening {
  /** Such as `http://127.0.0.1:4000`. */
  readonly origin: string;
  /**
   * Takes no new connections, ends those there are with their next answer, waits for that at most this long, then cuts
   * them. Connections without a request are ended at once, but not after `drain`: a client that is used to a connection
   * may be sending its next request, and would learn nothing of what became of it.
   */
  readonly close: (timeoutMs: number) => Promise<void>;
  /** Goes on taking connections, and ends each with its next answer, so that few are open when it closes. */
  readonly drain: () => void;
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

/** Answers at a host and port: from plain data to plain data if the server can, through the web's shapes if it cannot. */
export async function listen(fetch: Fetch | Served, options: ListenOptions): Promise<Listening> {
  const { host, port, headersTimeoutMs = 10_000, requestTimeoutMs = 15_000 } = options;
  const server = createHttpServer({
    headersTimeout: headersTimeoutMs,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    maxHeaderSize: maximumHeaderBytes,
    connectionsCheckingInterval: checkEveryMs,
  });
  server.maxConnections = maximumConnections;
  const state = { isDraining: false };
  const atRest = watchConnections(server);
  answer(server, fetch, () => state.isDraining || !server.listening);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    origin: `http://${name}:${actual}`,
    drain: () => void (state.isDraining = true),
    close: (timeoutMs) => close(server, timeoutMs, state.isDraining ? () => [] : atRest),
  };
}

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

function answer(server: Server, fetch: Fetch | Served, isEnding: () => boolean): void {
  const answerOne = 'handle' in fetch ? plainly(fetch.handle, isEnding) : throughWeb(fetch, isEnding);
  server.on('request', (request, response) => void answerOne(request, response));
}

/** Gives the connections on which nothing has come since the last answer, or since they were opened. */
function watchConnections(server: Server): () => readonly Socket[] {
  const busy = Symbol('busy');
  const connections = new Map<Socket, number | typeof busy>();
  server.on('connection', (socket: Socket) => {
    connections.set(socket, 0);
    socket.once('close', () => connections.delete(socket));
  });
  function rest(this: ServerResponse): void {
    const { socket } = this.req;
    if (!socket.destroyed) connections.set(socket, socket.bytesRead);
  }
  server.on('request', ({ socket }, response) => {
    connections.set(socket, busy);
    // Each answer is closed once, and one function for all of them costs less than a new one.
    response.on('close', rest);
  });
  return () => [...connections].flatMap(([socket, read]) => (read === socket.bytesRead ? [socket] : []));
}

function ignore(): void {
  // There is no one to answer.
}

function plainly(handle: Handle, isEnding: () => boolean): Answer {
  return async (request, response) => {
    // A client that has disconnected is not a defect.
    response.on('error', ignore);
    try {
      const answered = await handle(fromNode(request, response));
      if (isEnding()) answered.headers['connection'] = 'close';
      await sendAnswer(response, answered);
    } catch {
      // The handler reports its own defects; the client gets no answer.
      response.destroy();
    }
  };
}

function throughWeb(fetch: Fetch, isEnding: () => boolean): Answer {
  return createServerAdapter<{ req: IncomingMessage; res: ServerResponse }>(async (request, { req, res }) => {
    notePeer(request, req.socket.remoteAddress);
    try {
      const response = await fetch(request);
      if (isEnding()) res.setHeader('connection', 'close');
      return response;
    } catch (error) {
      if (!(error instanceof ConnectionCutError)) throw error;
      res.destroy();
      return new Response(null);
    }
  });
}

const lookEveryMs = 50;

function close(server: Server, timeoutMs: number, useless: () => readonly Socket[]): Promise<void> {
  return new Promise((resolve) => {
    const endUseless = (): void => {
      for (const socket of useless()) socket.destroy();
    };
    const looking = setInterval(endUseless, lookEveryMs);
    const patience = setTimeout(() => server.closeAllConnections(), timeoutMs);
    // Not that of an HTTP server, which cuts idle connections and those whose request is just arriving.
    NetServer.prototype.close.call(server, () => {
      clearInterval(looking);
      clearTimeout(patience);
      resolve();
    });
    endUseless();
  });
}
