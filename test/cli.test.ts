import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, findBreakingChanges } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operations } from '../src/domain/capability.ts';
import { firstQuery } from '../src/sandbox/example-queries.ts';
import { startSandbox } from '../src/sandbox/index.ts';
import { printGraph } from '../src/schema/print.ts';
import { runCommand, serveCommand } from './support/command-line.ts';
import { fileWith, monriAccount } from './support/configuration.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'vaultgraph-cli-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: readonly string[]) {
  return runCommand(args, { folder });
}

/** Writes a configuration file and gives its path. */
function written(name: string, config: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(config));
  return path;
}

/** A loopback port where nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function ask(url: string, query: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
}

describe('vaultgraph keygen', () => {
  it('prints 32 new bytes in base64url', async () => {
    const [one, two] = await Promise.all([run('keygen'), run('keygen')]);
    expect([one.status, one.errors]).toEqual([0, '']);
    expect(one.output).toMatch(/^[\w-]{43}\n$/);
    expect(Buffer.from(one.output.trim(), 'base64url')).toHaveLength(32);
    expect(two.output).not.toBe(one.output);
  });
});

describe('vaultgraph schema', () => {
  it('prints the committed contract', async () => {
    const { status, output } = await run('schema');
    expect(status).toBe(0);
    expect(output).toBe(readFileSync(join(import.meta.dirname, '../schema.graphql'), 'utf8'));
  });

  it('prints the same types without directives that only a supergraph knows', async () => {
    const { status, output } = await run('schema', '--client');
    expect(status).toBe(0);
    expect(new Set(output.match(/@\w+/g))).toEqual(new Set(['@oneOf', '@specifiedBy']));
    expect(output).not.toMatch(/^(?:directive|schema|extend) /m);
    const contract = buildSchema(printGraph(), { assumeValidSDL: true });
    const client = buildSchema(output);
    expect([findBreakingChanges(contract, client), findBreakingChanges(client, contract)]).toEqual([[], []]);
  });

  it('prints a JSON Schema of the configuration file, which takes what may be written and nothing else', async () => {
    const { status, output } = await run('schema', '--config');
    expect(status).toBe(0);
    const printed = JSON.parse(output);
    expect(printed).toMatchObject({ $schema: expect.stringContaining('json-schema.org'), type: 'object' });
    expect(printed.required).toEqual(['tenants']);
    const file = z.fromJSONSchema(printed);
    const accepted = [
      fileWith([monriAccount()]),
      fileWith([monriAccount({}, { merchantKey: { env: 'KEY' } })]),
    ];
    const refused = [
      fileWith([monriAccount({ nickname: 'm' })]),
      fileWith([{}]),
      { ...fileWith([]), more: 1 },
      [],
    ];
    expect(accepted.map((json) => file.safeParse(json).success)).toEqual([true, true]);
    expect(refused.map((json) => file.safeParse(json).success)).toEqual([false, false, false, false]);
  });
});

describe('vaultgraph doctor', () => {
  it('finds every account of the sandbox in order, and says of each operation whether it can', async () => {
    const { status, output, errors } = await run('doctor', '--sandbox');
    expect([status, errors]).toEqual([0, '']);
    const accounts = output.trimEnd().split('\n\n');
    expect(accounts.map((account) => account.split(' ')[0])).toEqual([
      'bamboo',
      'banking-service',
      'monri-1',
      'monri-2',
      'verifone-1',
      'verifone-2',
    ]);
    for (const account of accounts) {
      const [, ...lines] = account.split('\n').map((line) => line.trim().split(/\s+/));
      expect(lines.slice(0, 3)).toEqual([
        ['configured', 'yes'],
        ['reachable', 'yes'],
        ['authorised', 'yes'],
      ]);
      const answers = lines.slice(3);
      expect(answers.map(([operation]) => operation)).toEqual([...operations]);
      // A sentence follows every no, and a yes where there is something to know.
      expect(
        answers.filter(([, answer]) => answer !== 'yes' && answer !== 'yes:' && answer !== 'no:'),
      ).toEqual([]);
    }
  });

  it('fails where a provider is not there, and says so of that account alone', async () => {
    const sandbox = await startSandbox({ customers: 1 });
    const [{ accounts }] = sandbox.config['tenants'] as [{ accounts: readonly { provider: string }[] }];
    const monri = accounts.find(({ provider }) => provider === 'MONRI') ?? {};
    const dead = monriAccount({ key: 'dead' }, { baseUrl: `http://127.0.0.1:${await freePort()}` });
    const { status, output } = await run('doctor', '--config', written('dead.json', fileWith([monri, dead])));
    await sandbox.close();
    expect(status).toBe(1);
    const [healthy = '', failing = ''] = output.split('\n\n');
    expect(healthy).toMatch(/reachable {3}yes\n.*authorised {2}yes\n/);
    expect(healthy).not.toContain('problem');
    expect(failing.split('\n').slice(0, 5)).toEqual([
      'dead (Monri Payments, SANDBOX, tenant acme)',
      '  configured  yes',
      '  reachable   no',
      '  authorised  unknown',
      '  problem     PROVIDER_UNAVAILABLE: The provider could not be reached or did not answer in time.',
    ]);
  });

  it('fails where a provider refuses the credentials', async () => {
    const sandbox = await startSandbox({ customers: 1 });
    const baseUrl = sandbox.emulators.find(({ provider }) => provider === 'MONRI')?.origin;
    const file = written('refused.json', fileWith([monriAccount({}, { baseUrl })]));
    const { status, output } = await run('doctor', '--config', file);
    await sandbox.close();
    expect(status).toBe(1);
    expect(output).toMatch(/reachable {3}yes\n {2}authorised {2}no\n {2}problem {5}PROVIDER_UNAUTHORIZED: /);
    expect(output).not.toContain('merchant key');
  });
});

describe('vaultgraph serve', () => {
  it('refuses a bad file with all its mistakes and without a secret', async () => {
    const accounts = [
      monriAccount({ environment: 'LIVE' }, { merchantKey: 'key_live_1', baseUrl: 'http://ipg.monri.com' }),
      monriAccount({}, { authenticityToken: { env: 'NOT_THERE' } }),
    ];
    const file = written('bad.json', fileWith(accounts, { idKey: 'key_live_1' }));
    const { status, output, errors } = await run('serve', '--config', file);
    expect([status, output]).toEqual([2, '']);
    expect(errors.split('\n').map((line) => line.split(': ')[0])).toEqual([
      'The configuration cannot be used:',
      '  idKey',
      '  tenants[0].accounts[0].settings.merchantKey',
      '  tenants[0].accounts[0].settings.authenticityToken',
      '  tenants[0].accounts[1].settings.merchantKey',
      '  tenants[0].accounts[1].settings.authenticityToken',
      '  tenants[0].accounts[0].settings.baseUrl',
      '  tenants[0].accounts[1].key',
      '  idKey',
      '  access.anonymous',
      '',
    ]);
    expect(errors).not.toContain('key_live_1');
  });

  it('wants to be told which file', async () => {
    const { status, errors } = await run('serve');
    expect([status, errors]).toEqual([
      2,
      'The configuration cannot be used:\n  the file: name it with --config FILE or VAULTGRAPH_CONFIG.\n',
    ]);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'serves what the environment names until %s, and ends well',
    async (signal) => {
      const config = fileWith([monriAccount()], { server: { port: 0 }, store: { type: 'memory' } });
      const environment = { VAULTGRAPH_CONFIG: written('good.json', config) };
      const { url, stop } = await serveCommand(['serve'], { folder, environment });
      const answers = await Promise.all([
        fetch(new URL('/livez', url)),
        fetch(new URL('/readyz', url)),
        ask(url, '{ providerAccounts { key } }'),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(await answers[2].json()).toMatchObject({ data: { providerAccounts: [{ key: 'monri-hr' }] } });
      expect(await stop(signal)).toBe(0);
      await expect(fetch(new URL('/livez', url))).rejects.toThrow('fetch failed');
    },
  );
});

describe('vaultgraph sandbox', () => {
  it('answers the query it prints with customers of all providers, at the port it is given', async () => {
    const port = await freePort();
    const { url, output, stop } = await serveCommand(['sandbox', '--port', String(port)], { folder });
    expect(url).toBe(`http://localhost:${port}/graphql`);
    const answer = await (await ask(url, firstQuery)).json();
    expect(answer.errors).toBeUndefined();
    const accounts: readonly { key: string; customers: { nodes: readonly unknown[] } }[] =
      answer.data.providerAccounts;
    expect(accounts.map(({ key, customers }) => [key, customers.nodes.length])).toEqual([
      ['bamboo', 0],
      ['banking-service', 3],
      ['monri-1', 3],
      ['monri-2', 3],
      ['verifone-1', 3],
      ['verifone-2', 3],
    ]);
    expect(answer.data.bamboo).toMatchObject({ email: 'juan.perez@gmail.com' });
    expect(output()).toContain(firstQuery);
    expect(await stop('SIGTERM')).toBe(0);
  });

  it('says that a port is taken, and ends', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const { status, errors } = await run('sandbox', '--port', String(port));
    taken.close();
    expect(status).toBe(2);
    expect(errors).toContain(`127.0.0.1:${port}`);
  });
});

describe('vaultgraph', () => {
  it.each([
    [[], 0],
    [['--help'], 0],
    [['frobnicate'], 2],
    [['toString'], 2],
  ])('given %j tells what it can do, with status %i', async (args, expected) => {
    const { status, errors } = await run(...args);
    expect(status).toBe(expected);
    for (const command of ['serve', 'sandbox', 'doctor', 'schema', 'keygen']) {
      expect(errors).toContain(`vaultgraph ${command}`);
    }
  });

  it('refuses an option it does not have', async () => {
    const { status, errors } = await run('doctor', '--sandbocks');
    expect([status, errors]).toEqual([2, expect.stringContaining('--sandbocks')]);
  });
});
