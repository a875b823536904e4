import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
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
    expect(served.complaints()).toContain('server.host: cannot change while the process runs; restart it.');
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

describe('a cache, once the configuration was read again', () => {
  interface AccountFile {
    readonly key: string;
    readonly settings: object;
  }

  it('gives what it had, but nothing of other credentials, and nothing if it is switched off', async () => {
    let calls = 0;
    const sandbox = await startSandbox({
      customers: 2,
      decorate: (answer, provider) => (request) => {
        if (provider === 'MONRI') calls += 1;
        return answer(request);
      },
    });
    const [{ accounts: found }] = sandbox.config['tenants'] as readonly [
      { accounts: readonly AccountFile[] },
    ];
    const [one, another] = ['monri-1', 'monri-2'].map((key) => found.find((account) => account.key === key));
    const [customerId = ''] =
      sandbox.emulators
        .find(({ provider }) => provider === 'MONRI')
        ?.emulator.accounts('')[0]
        ?.customerKeys() ?? [];
    const on = { cache: { ttlSeconds: 300 } };
    write({}, { ...one, ...on });
    const served = await start();
    const read = async () => {
      const before = calls;
      const by = `providerCustomerId: { provider: MONRI, account: "monri-1", customerId: "${customerId}" }`;
      const { data } = await ask(
        served.url,
        `{ customer(by: { ${by} }) { id } providerAccounts { displayName } }`,
      );
      return {
        isFound: data.customer !== null,
        calls: calls - before,
        name: data.providerAccounts[0].displayName,
      };
    };
    const reload = async (name: string, account: object): Promise<void> => {
      write({}, { ...one, ...account, displayName: name });
      served.signal('SIGHUP');
      await waitFor(async () => expect((await read()).name).toBe(name));
    };
    expect([(await read()).calls, (await read()).calls]).toEqual([1, 0]);
    await reload('the same', on);
    expect(await read()).toMatchObject({ isFound: true, calls: 0 });
    await reload('another', { ...on, settings: another?.settings });
    expect(await read()).toMatchObject({ isFound: false, calls: 1 });
    await reload('off', {});
    expect(await read()).toMatchObject({ isFound: true, calls: 1 });
    expect(await served.stop('SIGTERM')).toBe(0);
    await sandbox.close();
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
