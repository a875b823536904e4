import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What a connection through the proxy meets. */
export type NetworkFault =
  /** The port is closed. */
  | { readonly kind: 'refuse' }
  /** The connection is reset as soon as a request is sent on it. */
  | { readonly kind: 'reset' }
  /** What is sent goes nowhere, and nothing comes back. */
  | { readonly kind: 'blackhole' }
  /** The request arrives, and its answer does not. */
  | { readonly kind: 'stall' }
  /** The answer comes a byte at a time, so many milliseconds apart. */
  | { readonly kind: 'drip'; readonly everyMs: number }
  /** The answer is cut off after so many bytes. */
  | { readonly kind: 'cut'; readonly after: number }
  /** The answer is these bytes, and the request arrives nowhere. */
  | { readonly kind: 'bytes'; readonly text: string }
  /** The answer has a body without end. */
  | { readonly kind: 'huge' };

/** A proxy of bytes before one server, which knows nothing of HTTP. */
export interface FaultProxy {
  readonly origin: string;
  /** What new connections meet from now on; null lets them through. Those that are open are closed. */
  readonly fail: (fault: NetworkFault | null) => Promise<void>;
  /** How many requests were begun on connections since the last fault was set. */
  readonly reached: () => number;
  readonly close: () => Promise<void>;
}

export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const { port: targetPort } = new URL(target);
  const sockets = new Set<Socket>();
  let fault: NetworkFault | null = null;
  let reached = 0;

  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  const upstream = (): Socket => keep(connect(Number(targetPort), '127.0.0.1'));
  const server = createServer((client) => {
    keep(client).on('data', (bytes: Buffer) => {
      if (/^(GET|POST|PUT|PATCH|DELETE) /.test(bytes.toString('latin1', 0, 8))) reached += 1;
    });
    meet(fault, client, upstream);
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  /** Resolves when the other ends have noticed, so that no later request is sent on one of these connections. */
  const endAll = async (): Promise<void> => {
    const ended = [...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve).end()));
    const timer = setTimeout(cutAll, 500);
    await Promise.all(ended);
    clearTimeout(timer);
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const stop = (): Promise<void> =>
    new Promise((resolve) => (server.listening ? void server.close(() => resolve()) : resolve()));

  return {
    origin: `http://127.0.0.1:${port}`,
    fail: async (next) => {
      fault = next;
      await endAll();
      if (next?.kind === 'refuse') await stop();
      else if (!server.listening) await listen(port);
      reached = 0;
    },
    reached: () => reached,
    close: async () => {
      const stopped = stop();
      cutAll();
      await stopped;
    },
  };
}

function meet(fault: NetworkFault | null, client: Socket, upstream: () => Socket): void {
  switch (fault?.kind) {
    case undefined:
    case 'refuse': {
      const server = upstream();
      client.pipe(server).pipe(client);
      return;
    }
    case 'reset':
      client.once('data', () => client.resetAndDestroy());
      return;
    case 'blackhole':
      client.resume();
      return;
    case 'stall':
      client.pipe(upstream().resume());
      return;
    case 'drip':
      return drip(client, upstream(), fault.everyMs);
    case 'cut':
      return cut(client, upstream(), fault.after);
    case 'bytes':
      client.once('data', () => client.end(fault.text));
      return;
    case 'huge':
      client.once('data', () => flood(client));
  }
}

function drip(client: Socket, server: Socket, everyMs: number): void {
  const held: number[] = [];
  client.pipe(server).on('data', (bytes: Buffer) => held.push(...bytes));
  const timer = setInterval(() => {
    const byte = held.shift();
    if (byte !== undefined) client.write(Buffer.of(byte));
  }, everyMs);
  client.on('close', () => clearInterval(timer));
}

function cut(client: Socket, server: Socket, after: number): void {
  let left = after;
  client.pipe(server).on('data', (bytes: Buffer) => {
    const part = bytes.subarray(0, left);
    left -= part.byteLength;
    client.write(part, () => {
      if (left === 0) client.destroy();
    });
  });
}

function flood(client: Socket): void {
  client.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 200000000\r\n\r\n');
  const chunk = Buffer.alloc(64 * 1024, ' ');
  const pour = (): void => {
    while (!client.destroyed && client.write(chunk));
  };
  client.on('drain', pour);
  pour();
}
