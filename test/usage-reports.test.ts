import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../src/sandbox/index.ts';
import { runCommand, serveCommand } from './support/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-usage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const trusted = `query Trusted($first: Int!) {
  found: customers(first: $first, filter: { email: "ana.horvat@example.com" }, accounts: ["monri-1"]) { nodes { id } }
}`;
const refused = 'query Refused { customers(first: 1, accounts: ["no-account-of-ours"]) { nodes { id } } }';
const untrusted = 'query JuanPerez { providerAccounts { key } }';

const hashOf = (document: string): string => createHash('sha256').update(document).digest('hex');
writeFileSync(
  join(folder, 'manifest.json'),
  JSON.stringify(Object.fromEntries([trusted, refused].map((document) => [hashOf(document), document]))),
);

interface Report {
  readonly request: IncomingMessage;
  readonly body: string;
}

/** Plays the registry, on a socket. Answers with a status, or not at all. */
async function startRegistry(status: number | null) {
  const reports: Report[] = [];
  const registry = createServer((request, response) => {
    void text(request).then((body) => {
      reports.push({ request, body });
      if (status !== null) response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    registry.closeAllConnections();
    registry.close();
  });
  const { port } = registry.address() as AddressInfo;
  return { reports, endpoint: `http://127.0.0.1:${port}/usage` };
}

const token = 'hvo1/not-a-real-token';
const modules = join(folder, 'modules');

/** Writes a configuration file of a sandbox that runs, and gives what is in it. */
async function write(usageReports: object | undefined) {
  const sandbox = await startSandbox({ customers: 1 });
  closing.push(sandbox.close);
  const config = {
    ...sandbox.config,
    server: { port: 0, adminPort: 0 },
    documents: { manifest: './manifest.json' },
    ...(usageReports && { usageReports }),
  };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  return config;
}

async function serveWith(usageReports: object | undefined) {
  const config = await write(usageReports);
  rmSync(modules, { force: true });
  const hook = new URL('support/record-modules.ts', import.meta.url).href;
  const environment = { NODE_OPTIONS: `--import ${hook}`, LOADED_MODULES: modules };
  const served = await serveCommand(['serve', '--config', 'config.json'], { folder, environment });
  const ask = async (query: string, variables = {}): Promise<string> => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ query, variables });
    return (await fetch(served.url, { method: 'POST', headers, body })).text();
  };
  const metrics = async (): Promise<string> => (await fetch(served.metricsUrl ?? '')).text();
  return { ...served, config, ask, metrics };
}

function isHiveLoaded(): boolean {
  return existsSync(modules) && readFileSync(modules, 'utf8').includes('/@graphql-hive/');
}

describe('usage reports', () => {
  it('report trusted documents to the registry, without a literal, a variable or a word of an error', async () => {
    const { reports, endpoint } = await startRegistry(200);
    const { ask, output, stop } = await serveWith({ token, target: 'acme/vault/production', endpoint });
    expect(await ask(trusted, { first: 7 })).toContain('"found"');
    await ask(trusted, { first: 7 });
    await ask(refused);
    await ask(untrusted);
    expect(reports).toEqual([]);
    // What is left is sent before the process ends.
    expect(await stop('SIGTERM')).toBe(0);
    const [{ request, body } = { request: null, body: '{}' }, ...more] = reports;
    expect(more).toEqual([]);
    expect(request?.url).toBe('/usage/acme/vault/production');
    expect(request?.headers.authorization).toBe(`Bearer ${token}`);
    const report = JSON.parse(body);
    expect(report.size).toBe(3);
    expect(
      Object.values<{ operationName: string }>(report.map).map(({ operationName }) => operationName),
    ).toEqual(['Trusted', 'Refused']);
    expect(Object.values<{ fields: string[] }>(report.map)[0]?.fields).toEqual(
      expect.arrayContaining([
        'Query.customers',
        'Query.customers.filter',
        'CustomerConnection.nodes',
        'Customer.id',
      ]),
    );
    expect(report.operations.map(({ execution }: { execution: { ok: boolean } }) => execution.ok)).toEqual([
      true,
      true,
      false,
    ]);
    for (const { execution } of report.operations) {
      expect(execution.duration).toBeGreaterThan(100_000);
      expect(Object.keys(execution).toSorted()).toEqual(['duration', 'errorsTotal', 'ok']);
    }
    expect(JSON.stringify(Object.values(report.map))).not.toMatch(/ana|horvat|-account-|juan|monri|7/i);
    expect(output()).not.toContain(token);
  });

  it.each<[string, number | null]>([
    ['answers with 500', 500],
    ['refuses the token', 401],
    ['does not answer', null],
  ])('change nothing if the registry %s', async (_what, status) => {
    const { endpoint } = await startRegistry(status);
    const { ask, errors, output, stop } = await serveWith({
      token,
      target: 'acme/vault/production',
      endpoint,
    });
    expect(await ask(trusted, { first: 1 })).not.toContain('"errors"');
    expect(await stop('SIGTERM')).toBe(0);
    expect(await errors()).toBe('');
    expect(output()).toMatch(/"status":(?:500|401|null),"outcome":"failed","msg":"usage report"/);
    expect(output()).not.toContain('"msg":"defect"');
  });

  it('are counted, and stay as they are while the process runs', async () => {
    const { reports, endpoint } = await startRegistry(200);
    const usageReports = { token, target: 'acme/vault/production', endpoint };
    const { ask, metrics, config, signal, complaints, stop } = await serveWith(usageReports);
    await Promise.all(Array.from({ length: 1_000 }, () => ask(trusted, { first: 1 })));
    await expect.poll(() => reports.length).toBeGreaterThan(0);
    const count = async () => /usage_reports_total\{outcome="sent"\} (\d+)\n/.exec(await metrics())?.[1];
    await expect.poll(async () => (await count()) === String(reports.length)).toBe(true);
    const changed = { ...config, usageReports: { ...usageReports, target: 'acme/vault/staging' } };
    writeFileSync(join(folder, 'config.json'), JSON.stringify(changed));
    signal('SIGHUP');
    await expect.poll(complaints).toContain('usageReports: cannot change while the process runs');
    expect(await stop('SIGTERM')).toBe(0);
    expect(isHiveLoaded()).toBe(true);
  });

  it('have their library loaded only if they are asked for', async () => {
    const without = await serveWith(undefined);
    await without.ask(trusted, { first: 1 });
    expect(await without.stop('SIGTERM')).toBe(0);
    expect(isHiveLoaded()).toBe(false);
  });

  it('say what to install if their library is not there', async () => {
    await write({ token, target: 'acme/vault/production' });
    writeFileSync(join(folder, 'without.mjs'), withoutHive);
    const environment = { NODE_OPTIONS: `--import ${pathToFileURL(join(folder, 'without.mjs')).href}` };
    const { status, errors } = await runCommand(['serve', '--config', 'config.json'], {
      folder,
      environment,
    });
    expect(status).toBe(2);
    expect(errors).toContain('npm install @graphql-hive/core');
  });
});

/** Has Node find every package but one. */
const withoutHive = `
  import { registerHooks } from 'node:module';
  registerHooks({
    resolve(name, context, next) {
      if (!name.startsWith('@graphql-hive/')) return next(name, context);
      throw Object.assign(new Error('It is not installed.'), { code: 'ERR_MODULE_NOT_FOUND' });
    },
  });
`;
