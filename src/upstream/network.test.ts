import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { startHttpServer } from '../../test/support/http-server.ts';
import { outgoing } from '../../test/support/outgoing.ts';
import { createCall } from '../testing/support/vault.ts';
import { NotSentError } from './departure.ts';
import { BodyTooLargeError } from './exchange.ts';
import { createNetwork } from './network.ts';

/** A server that notes on which connection each request comes. */
async function startNoting(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const sockets: Socket[] = [];
  const server = await startHttpServer((request, response) => {
    sockets.push(request.socket);
    answer(request, response);
  });
  return { ...server, sockets };
}

describe('a connection', () => {
  it('is used again, one request at a time', async () => {
    await using server = await startNoting((_request, response) => response.end('{}'));
    const network = createNetwork();
    for (let count = 0; count < 3; count += 1) await network(outgoing({ url: server.origin }));
    expect(new Set(server.sockets).size).toBe(1);
    await Promise.all(Array.from({ length: 4 }, () => network(outgoing({ url: server.origin }))));
    expect([server.sockets.length, new Set(server.sockets).size]).toEqual([7, 4]);
  });

  it('that the provider closed in between costs nothing', async () => {
    await using server = await startNoting((_request, response) => response.end('{}'));
    const network = createNetwork();
    for (const method of ['GET', 'POST', 'DELETE'] as const) {
      await network(outgoing({ url: server.origin }));
      const { status } = await new Promise<void>((resolve) => {
        server.sockets.at(-1)?.on('close', resolve).end();
      }).then(() => network(outgoing({ method, url: server.origin })));
      expect(status).toBe(200);
    }
    expect(server.sockets).toHaveLength(6);
  });

  it('is cut when its request is given up, and another takes its place', async () => {
    await using server = await startNoting(({ url }, response) => {
      if (url === '/answered') response.end('{}');
    });
    const network = createNetwork();
    const call = createCall(AbortSignal.timeout(50));
    await expect(network(outgoing({ url: `${server.origin}/silent`, call }))).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    const { status } = await network(outgoing({ url: `${server.origin}/answered` }));
    expect([status, new Set(server.sockets).size]).toEqual([200, 2]);
  });

  it('that is established for a request that was given up carries nothing', async () => {
    await using server = await startNoting((_request, response) => response.end('{}'));
    const over = new AbortController();
    const asking = createNetwork()(outgoing({ url: server.origin, call: createCall(over.signal) }));
    over.abort();
    await expect(asking).rejects.toBeInstanceOf(NotSentError);
    await createNetwork()(outgoing({ url: server.origin }));
    expect(server.sockets).toHaveLength(1);
  });
});

describe('an encoded answer', () => {
  const text = JSON.stringify({ name: 'Ana', notes: 'x'.repeat(2000) });

  it.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['br', brotliCompressSync(text)],
  ])('in %s is decoded', async (encoding, body) => {
    await using server = await startHttpServer(({ headers }, response) => {
      expect(headers['accept-encoding']).toBe('gzip, br');
      response.writeHead(200, { 'content-encoding': encoding }).end(body);
    });
    const incoming = await createNetwork()(outgoing({ url: server.origin }));
    expect(Buffer.from(incoming.body).toString()).toBe(text);
  });

  it('that grows too large is given up, and a broken one fails', async () => {
    const bodies = [gzipSync(text), gzipSync(text).subarray(0, 20)];
    await using server = await startHttpServer((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bodies.shift()),
    );
    const network = createNetwork(1000);
    await expect(network(outgoing({ url: server.origin }))).rejects.toBeInstanceOf(BodyTooLargeError);
    await expect(network(outgoing({ url: server.origin }))).rejects.toMatchObject({ code: 'Z_BUF_ERROR' });
  });
});
