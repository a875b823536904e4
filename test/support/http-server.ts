import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on a loopback port, below everything this project has: what it does wrong is up to `answer`. */
export interface HttpServer {
  /** Such as `http://127.0.0.1:4101`. */
  readonly origin: string;
  /** Cuts what is open. */
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

export async function startHttpServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<HttpServer> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
