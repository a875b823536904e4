import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { clientOver, read, write } from '../../test/support/client.ts';
import { startHttpServer } from '../../test/support/http-server.ts';
import { outgoing } from '../../test/support/outgoing.ts';
import { createCall } from '../testing/support/vault.ts';
import { BodyTooLargeError } from './exchange.ts';
import { exchangeOver } from './fetch-exchange.ts';
import { createNetwork } from './network.ts';

/** Both ways to a provider promise the same. */
const ways = [
  ["over vaultgraph's connections", (maximumBytes?: number) => createNetwork(maximumBytes)],
  ["over Node's fetch", (maximumBytes?: number) => exchangeOver((request) => fetch(request), maximumBytes)],
] as const;
const megabyte = 1024 * 1024;

/** Sends a body of that many bytes as fast as it is read, and returns how many were read. */
async function pour(response: ServerResponse, bytes: number): Promise<number> {
  const chunk = Buffer.alloc(megabyte, 'x');
  let poured = 0;
  while (poured < bytes && !response.destroyed) {
    poured += chunk.byteLength;
    if (!response.write(chunk)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
  return poured;
}

/** Answers everything with that many bytes. */
function bodyOf(bytes: number) {
  return (_request: IncomingMessage, response: ServerResponse): void => {
    response.end(Buffer.alloc(bytes));
  };
}

describe.each(ways)('an exchange %s', (_way, overNetwork) => {
  describe('over a socket', () => {
    it('sends what it is given and nothing it would follow', async () => {
      const received: unknown[] = [];
      await using server = await startHttpServer((request, response) => {
        const { method, url, headers } = request;
        void text(request).then((body) => {
          const { 'x-entity': entity, authorization, 'content-length': length } = headers;
          received.push({ method, url, entity, authorization, length, body });
          response.end();
        });
      });
      const exchange = overNetwork();
      const url = `${server.origin}/c/a%2Fb%40c?search=a%3D%3D%22x%22&empty=`;
      const headers = { 'x-entity': '7', authorization: 'Bearer a+/=' };
      await exchange(outgoing({ method: 'POST', url, headers, body: '{"name":"Pérez 😀"}' }));
      await exchange(outgoing({ method: 'DELETE', url, headers }));
      const shared = {
        url: '/c/a%2Fb%40c?search=a%3D%3D%22x%22&empty=',
        entity: '7',
        authorization: 'Bearer a+/=',
      };
      expect(received).toEqual([
        { ...shared, method: 'POST', length: '22', body: '{"name":"Pérez 😀"}' },
        { ...shared, method: 'DELETE', length: undefined, body: '' },
      ]);
    });

    it.each([200, 204, 304, 400, 401, 404, 429, 500, 599])('takes %i for an answer', async (status) => {
      await using server = await startHttpServer((_request, response) => {
        response.writeHead(status, { 'x-request-id': 'r1' }).end();
      });
      const answer = await overNetwork()(outgoing({ url: server.origin }));
      expect([answer.status, answer.headers['x-request-id'], answer.body.byteLength]).toEqual([
        status,
        'r1',
        0,
      ]);
    });

    it('gives the body byte for byte', async () => {
      const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
      await using server = await startHttpServer((_request, response) => response.end(bytes));
      const { body } = await overNetwork()(outgoing({ url: server.origin }));
      expect(Buffer.from(bytes).equals(body)).toBe(true);
    });

    it.each([301, 302, 303, 307, 308])('does not follow a redirect: %i', async (status) => {
      const asked: (string | undefined)[] = [];
      await using server = await startHttpServer(({ url }, response) => {
        asked.push(url);
        response.writeHead(status, { location: '/elsewhere' }).end();
      });
      const answer = await overNetwork()(outgoing({ url: `${server.origin}/here` }));
      expect([answer.status, asked]).toEqual([status, ['/here']]);
    });

    it('does not send again what failed', async () => {
      let asked = 0;
      await using server = await startHttpServer(({ socket }) => {
        asked += 1;
        socket.destroy();
      });
      await expect(overNetwork()(outgoing({ url: server.origin }))).rejects.toBeInstanceOf(Error);
      expect(asked).toBe(1);
    });
  });

  describe('a body that never ends', () => {
    it.each([
      ['before its head', (response: ServerResponse) => void response],
      ['after its head', (response: ServerResponse) => response.flushHeaders()],
      ['after its first byte', (response: ServerResponse) => response.write('{')],
    ])('is given up at the deadline when it stalls %s, and the connection is cut', async (_when, begin) => {
      const cut = Promise.withResolvers<void>();
      await using server = await startHttpServer((_request, response) => {
        response.on('close', cut.resolve);
        begin(response);
      });
      const start = performance.now();
      const client = clientOver(overNetwork(), { baseUrl: new URL(server.origin) });
      await expect(client(read, createCall(AbortSignal.timeout(100)))).rejects.toMatchObject({
        code: 'PROVIDER_UNAVAILABLE',
      });
      // Nothing else would end it. A machine that is busy with something else may take a while.
      expect(performance.now() - start).toBeLessThan(10_000);
      await cut.promise;
    });

    it('leaves a write unknown', async () => {
      const call = new AbortController();
      await using server = await startHttpServer((_request, response) => {
        response.write('{');
        setTimeout(() => call.abort(new DOMException('Too late.', 'TimeoutError')), 50);
      });
      const client = clientOver(overNetwork(), { baseUrl: new URL(server.origin) });
      await expect(client(write, createCall(call.signal))).rejects.toMatchObject({
        code: 'OUTCOME_UNKNOWN',
      });
    });
  });

  describe('the size of a body', () => {
    it('may be as large as is allowed and no larger', async () => {
      await using fitting = await startHttpServer(bodyOf(1000));
      await using larger = await startHttpServer(bodyOf(1001));
      const exchange = overNetwork(1000);
      expect((await exchange(outgoing({ url: fitting.origin }))).body.byteLength).toBe(1000);
      await expect(exchange(outgoing({ url: larger.origin }))).rejects.toThrow(BodyTooLargeError);
    });

    it('of 200 MB is refused after a few, and the connection is cut', async () => {
      const poured = Promise.withResolvers<number>();
      await using server = await startHttpServer((_request, response) => {
        void pour(response, 200 * megabyte).then(poured.resolve);
      });
      await expect(overNetwork()(outgoing({ url: server.origin }))).rejects.toThrow(BodyTooLargeError);
      expect(await poured.promise).toBeLessThan(50 * megabyte);
    });

    it('counts what is unpacked, not what was sent', async () => {
      const packed = gzipSync(Buffer.alloc(8 * megabyte));
      await using server = await startHttpServer((_request, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
      });
      expect(packed.byteLength).toBeLessThan(megabyte);
      await expect(overNetwork()(outgoing({ url: server.origin }))).rejects.toThrow(BodyTooLargeError);
    });

    it('makes a read a bad response and leaves a write unknown', async () => {
      await using server = await startHttpServer(bodyOf(1001));
      const client = clientOver(overNetwork(1000), { baseUrl: new URL(server.origin) });
      await expect(client(read, createCall())).rejects.toMatchObject({ code: 'PROVIDER_BAD_RESPONSE' });
      await expect(client(write, createCall())).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    });
  });

  describe('a port without a listener', () => {
    it('is unavailability, for a write too', async () => {
      const { origin, [Symbol.asyncDispose]: close } = await startHttpServer(() => undefined);
      await close();
      const client = clientOver(overNetwork(), { baseUrl: new URL(origin) });
      await expect(client(write, createCall())).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    });
  });
});
