import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, findBreakingChanges } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { firstQuery } from '../src/sandbox/examples/reads.ts';
import { createIds } from '../src/gateway/ids.ts';
import { printGraph } from '../src/graph/print.ts';
import { commandHere } from './support/command-here.ts';
import { runCommand, serveCommand } from './support/command-line.ts';
import { freePort } from './support/free-port.ts';
import { fileWith, monriAccount } from './support/configuration.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'vaultgraph-cli-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: readonly string[]) {
  return commandHere(args, { folder });
}

/** Writes a configuration file and gives its path. */
function written(name: string, config: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(config));
  return path;
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
    const [one, two] = await Promise.all([run('keygen'), runCommand(['keygen'], { folder })]);
    expect([one.status, one.errors]).toEqual([0, '']);
    expect(one.output).toMatch(/^[\w-]{43}\n$/);
    expect(Buffer.from(one.output.trim(), 'base64url')).toHaveLength(32);
    expect(two.output).not.toBe(one.output);
  });
});

describe('vaultgraph schema', () => {
  it('prints the committed contract', async () => {
    const { status, output } = await runCommand(['schema'], { folder });
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

  it('prints a JSON Schema of an export', async () => {
    const { status, output } = await run('schema', '--export');
    expect(status).toBe(0);
    const schema = z.fromJSONSchema(JSON.parse(output));
    const exportedAt = '2026-11-27T12:00:00.000Z';
    const whole = { format: 'vaultgraph-export/1', exportedAt, records: [], problem: null };
    expect(schema.safeParse(whole).success).toBe(true);
    expect(schema.safeParse({ ...whole, more: 1 }).success).toBe(false);
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
      '  idKey',
      '  tenants[0].accounts[0].settings.merchantKey',
      '  tenants[0].accounts[0].settings.authenticityToken',
      '  tenants[0].accounts[1].settings.merchantKey',
      '  tenants[0].accounts[1].settings.authenticityToken',
      '  tenants[0].accounts[0].settings.baseUrl',
      '  tenants[0].accounts[1].key',
      '  access.anonymous',
      '',
    ]);
    expect(errors).not.toContain('key_live_1');
  });

  it('needs the name of a file', async () => {
    const { status, errors } = await run('serve');
    expect([status, errors]).toEqual([
      2,
      'The configuration cannot be used:\n  the file: name it with --config FILE or VAULTGRAPH_CONFIG.\n',
    ]);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'serves what the environment names until %s, and ends well',
    async (signal) => {
      const shutdown = { delayMs: 0 };
      const config = fileWith([monriAccount()], { server: { port: 0 }, store: { type: 'memory' }, shutdown });
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

describe('vaultgraph serve, when stopped', () => {
  it('is not ready, answers for as long as it was configured to, and ends at once at a second signal', async () => {
    const shutdown = { delayMs: 60_000 };
    const config = fileWith([monriAccount()], { server: { port: 0 }, store: { type: 'memory' }, shutdown });
    const file = written('slow.json', config);
    const { url, stop } = await serveCommand(['serve', '--config', file], { folder });
    const ended = stop('SIGTERM');
    await expect.poll(async () => (await fetch(new URL('/readyz', url))).status).toBe(503);
    expect((await ask(url, '{ providerAccounts { key } }')).status).toBe(200);
    // Ended by the signal, it has no status.
    expect(await Promise.all([ended, stop('SIGTERM')])).toEqual([null, null]);
  });
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
    expect(accounts.map(({ key, customers }) => [key, customers.nodes.length])).toEqual(
      expect.arrayContaining([
        ['bamboo', 0],
        ['banking-service', 2],
        ['monri-1', 2],
        ['monri-2', 2],
        ['verifone-1', 2],
        ['verifone-2', 2],
      ]),
    );
    expect(output()).toContain(firstQuery);
    expect(await stop('SIGTERM')).toBe(0);
  });

  it('says that a port is taken, and ends', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const { status, errors } = await runCommand(['sandbox', '--port', String(port)], { folder });
    taken.close();
    expect(status).toBe(2);
    expect(errors).toBe(
      `The port ${port} of 127.0.0.1 is taken. Choose another: \`--port\` of the sandbox, \`server.port\` or \`server.adminPort\` of a configuration file.\n`,
    );
  });
});

describe('vaultgraph rewrap', () => {
  const [one, two] = [1, 2].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer];
  const idKey = [two, one].map((key) => key.toString('base64url'));

  it('prints each stored id with the one of today, and the counts on standard error', async () => {
    const target = { type: 'Customer', account: 'monri-hr', key: '1' } as const;
    const [old, now] = [one, two].map((key) => createIds([key], 'acme').seal(target));
    const input = join(folder, 'ids');
    writeFileSync(input, `${old}\n${now}\nwords\n`);
    const config = written('keys.json', fileWith([], { idKey }));
    const { status, output, errors } = await runCommand(['rewrap', '--config', config, '--tenant', 'acme'], {
      folder,
      input,
    });
    expect([status, output]).toEqual([0, `${old}\t${now}\n${now}\t${now}\n`]);
    const counts =
      '1 replaced, 1 already of today, 0 of a key that is not configured, 1 no ids of the tenant';
    expect(errors).toBe(`${counts}\n`);
  });

  it('wants a tenant of the file', async () => {
    const config = written('keys.json', fileWith([], { idKey }));
    const { status, output, errors } = await run('rewrap', '--config', config, '--tenant', 'emca');
    expect([status, output, errors]).toEqual([2, '', '--tenant must name a tenant of the configuration.\n']);
  });
});

describe('vaultgraph', () => {
  const commands = ['serve', 'sandbox', 'doctor', 'schema', 'keygen', 'rewrap'];

  it.each([[], ['--help'], ['-h'], ['help'], ['keygen', '--help'], ['serve', '--config', 'c.json', '-h']])(
    'says what it can do when asked: %s %s',
    async (...args) => {
      const { status, output, errors } = await run(...args);
      expect([status, errors]).toEqual([0, '']);
      for (const command of commands) expect(output).toContain(`vaultgraph ${command}`);
    },
  );

  it.each(['frobnicate', 'toString', '--helpp'])('says it as a complaint of %s', async (name) => {
    const { status, output, errors } = await run(name);
    expect([status, output]).toEqual([2, '']);
    for (const command of commands) expect(errors).toContain(`vaultgraph ${command}`);
  });

  it('says which version it is', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(await runCommand(['--version'], { folder })).toEqual({
      status: 0,
      output: `${version}\n`,
      errors: '',
    });
  });

  it.each([
    ['doctor', '--sandbocks'],
    ['schema', 'graph'],
    ['keygen', 'again'],
    ['serve', 'config.json'],
  ])('%s refuses what it does not know: %s', async (...args) => {
    const { status, output, errors } = await run(...args);
    expect([status, output, errors]).toEqual([2, '', expect.stringContaining(args[1] ?? '')]);
  });

  it.each(['abc', '', '65536'])('starts no sandbox at port %j', async (port) => {
    expect(await run('sandbox', `--port=${port}`)).toEqual({
      status: 2,
      output: '',
      errors: '--port must be a number from 0 to 65535; 0 takes any that is free.\n',
    });
  });
});
