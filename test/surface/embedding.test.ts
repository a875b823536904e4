import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { createServerAdapter } from '@whatwg-node/server';
import { describe, expect, it } from 'vitest';
import { options } from '../../examples/tenant.ts';
import { createServer as createGraph } from '../../src/index.ts';

/** Serves on a loopback port until it is disposed of. */
async function listening(handle: (request: IncomingMessage, response: ServerResponse) => unknown) {
  const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function ask(url: string, body = JSON.stringify({ query: '{ viewer { tenant } }' })) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body });
  return { status: response.status, ...(await response.json()) };
}

describe('the graph in a Node server', () => {
  it('answers', async () => {
    await using server = await listening(createServerAdapter(await createGraph(options)));
    expect((await ask(server.url)).data).toEqual({ viewer: { tenant: 'acme' } });
  });

  it('answers behind a parser that has read the body already', async () => {
    const graph = createServerAdapter(await createGraph(options));
    await using server = await listening(async (request: IncomingMessage & { body?: unknown }, response) => {
      request.body = await json(request);
      await graph(request, response);
    });
    expect((await ask(server.url)).data).toEqual({ viewer: { tenant: 'acme' } });
  });

  it('refuses an empty body', async () => {
    await using server = await listening(createServerAdapter(await createGraph(options)));
    const { status, errors } = await ask(server.url, '');
    expect([status, errors[0].message]).toEqual([400, 'The body must be JSON.']);
  });
});
