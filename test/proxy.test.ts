import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, type Socket } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runCommand, serveCommand } from './support/command-line.ts';
import { fileWith, monriAccount } from './support/configuration.ts';

/** A proxy on a socket. It notes what it is asked for, and leads nowhere. */
const asked: string[] = [];
const proxy = createServer((request, response) => {
  asked.push(`${request.method} ${new URL(request.url ?? '').host}`);
  response.writeHead(502).end();
});
proxy.on('connect', (request: IncomingMessage, socket: Socket) => {
  asked.push(`CONNECT ${request.url}`);
  socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
});

let address: string;
let folder: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  folder = mkdtempSync(join(tmpdir(), 'vaultgraph-proxy-'));
  // A host that does not exist: only the proxy can reach it.
  const account = monriAccount({}, { baseUrl: 'https://provider.invalid' });
  const file = fileWith([account], {
    limits: { requestTimeoutMs: 5000 },
    server: { port: 0 },
    store: { type: 'memory' },
    shutdown: { delayMs: 0 },
  });
  writeFileSync(join(folder, 'config.json'), JSON.stringify(file));
});
beforeEach(() => void asked.splice(0));
afterAll(() => {
  proxy.closeAllConnections();
  proxy.close();
  rmSync(folder, { recursive: true });
});

const doctor = ['doctor', '--config', 'config.json'];

describe('calls to a provider', () => {
  it.each(['HTTPS_PROXY', 'https_proxy'])('go through the proxy that %s names', async (name) => {
    const { status, output } = await runCommand(doctor, { folder, environment: { [name]: address } });
    expect(new Set(asked)).toEqual(new Set(['CONNECT provider.invalid:443']));
    expect([status, output.includes('PROVIDER_UNAVAILABLE')]).toEqual([1, true]);
  });

  it.each(['provider.invalid', '.invalid', '*'])('go past it to the hosts in NO_PROXY: %s', async (hosts) => {
    const { status } = await runCommand(doctor, {
      folder,
      environment: { HTTPS_PROXY: address, NO_PROXY: hosts },
    });
    expect([status, asked]).toEqual([1, []]);
  });

  it('go through none if none is named', async () => {
    await runCommand(doctor, { folder });
    expect(asked).toEqual([]);
  });

  it('go through it while the graph is served', async () => {
    const environment = { HTTPS_PROXY: address };
    const { url, stop } = await serveCommand(['serve', '--config', 'config.json'], { folder, environment });
    const query = '{ customers(first: 1) { sources { status } } }';
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect((await response.json()).data.customers.sources).toEqual([{ status: 'FAILED' }]);
    expect(asked).toContain('CONNECT provider.invalid:443');
    expect(await stop('SIGTERM')).toBe(0);
  });

  it('to this machine go straight there', async () => {
    const environment = { HTTP_PROXY: address, HTTPS_PROXY: address };
    const { status } = await runCommand(['doctor', '--sandbox'], { folder, environment });
    expect([status, asked]).toEqual([0, []]);
  });
});
