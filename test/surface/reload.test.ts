import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { serveCommand } from '../support/command-line.ts';
import { fileWith, monriAccount } from '../support/configuration.ts';
import { metricLines, valueOf } from '../support/metrics.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'vaultgraph-reload-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const server = { port: 0, adminPort: 0 };

function write(changes: Record<string, unknown>, account: Record<string, unknown> = monriAccount()): void {
  const shutdown = { delayMs: 0, timeoutMs: 2000 };
  const config = fileWith([account], { server, store: { type: 'memory' }, shutdown, ...changes });
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
}

async function start() {
  return serveCommand(['serve', '--config', 'config.json'], { folder });
}

async function ask(url: string, query: string) {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) })).json();
}

const waitFor = (check: () => unknown) => vi.waitFor(check, { timeout: 60_000, interval: 100 });

const accounts = '{ providerAccounts { key } }';

/** A provider that answers on demand. */
async function slowProvider() {
  const waiting: (() => void)[] = [];
  const provider = createServer((_request, response) => {
    waiting.push(() => response.setHeader('content-type', 'application/json').end('{"data":[]}'));
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  const { port } = provider.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    arrivals: () => waiting.length,
    answer: () => waiting.forEach((answer) => answer()),
    close: () => provider.close(),
  };
}

describe('SIGHUP', () => {
  it('serves new requests by the new configuration, while those that run end on the old one', async () => {
    const provider = await slowProvider();
    write({}, monriAccount({ key: 'old' }, { baseUrl: provider.url }));
    const served = await start();
    const running = ask(served.url, '{ customers(first: 1) { sources { account { key } } } }');
    await waitFor(() => expect(provider.arrivals()).toBe(1));
    write({}, monriAccount({ key: 'new' }));
    served.signal('SIGHUP');
    await waitFor(async () =>
      expect((await ask(served.url, accounts)).data.providerAccounts).toEqual([{ key: 'new' }]),
    );
    provider.answer();
    expect((await running).data.customers.sources).toEqual([{ account: { key: 'old' } }]);
    expect(await served.stop('SIGTERM')).toBe(0);
    expect(await served.errors()).toBe('');
    provider.close();
  });

  it('refuses a configuration with a mistake as a whole, says so, and keeps the old one', async () => {
    write({}, monriAccount({ key: 'old' }));
    const served = await start();
    write({ limits: { depth: -1 } }, monriAccount({ key: 'new' }));
    served.signal('SIGHUP');
    await waitFor(() => expect(served.complaints()).toContain('limits.depth'));
    const fixed = { log: { level: 'warn' }, server: { ...server, host: 'localhost' } };
    write(fixed, monriAccount({ key: 'new' }));
    served.signal('SIGHUP');
    await waitFor(() => expect(served.complaints()).toContain('log.level'));
    expect(served.complaints()).toContain(
      'server.host: cannot change while the process runs; start it anew.',
    );
    expect((await ask(served.url, accounts)).data.providerAccounts).toEqual([{ key: 'old' }]);
    const lines = metricLines(await (await fetch(served.metricsUrl ?? '')).text());
    expect(valueOf(lines, 'vaultgraph_config_reloads_total', { outcome: 'refused' })).toBe(2);
    expect(valueOf(lines, 'vaultgraph_config_last_reload_accepted', {})).toBe(0);
    expect(await served.stop('SIGTERM')).toBe(0);
    const logged = served
      .output()
      .split('\n')
      .filter((line) => line.includes('"configuration"'));
    expect(logged.map((line) => JSON.parse(line))).toMatchObject(
      Array.from({ length: 2 }, () => ({ level: 'error', outcome: 'refused' })),
    );
  });
});

describe('the port for operators', () => {
  it('answers metrics and probes, shows the state of the store and the accounts, and nothing else', async () => {
    write({}, monriAccount());
    const served = await start();
    const at = async (path: string) => fetch(new URL(path, served.metricsUrl ?? ''));
    expect((await at('/livez')).status).toBe(200);
    expect(await (await at('/readyz')).json()).toEqual({ status: 'ready' });
    expect(await (await at('/readyz?verbose')).json()).toEqual({
      status: 'ready',
      store: 'UP',
      accounts: [
        {
          tenant: 'acme',
          account: 'monri-hr',
          provider: 'MONRI',
          status: 'UNKNOWN',
          lastSuccessAt: null,
          retryAt: null,
        },
      ],
    });
    const page = await at('/metrics');
    expect(page.headers.get('content-type')).toContain('text/plain');
    expect([(await at('/graphql')).status, (await fetch(new URL('/metrics', served.url))).status]).toEqual([
      404, 404,
    ]);
    expect(await served.stop('SIGTERM')).toBe(0);
  });
});
