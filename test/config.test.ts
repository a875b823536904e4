import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig, readConfig } from '../src/config/config.ts';
import { ConfigError } from '../src/config/mistake.ts';
import type { Secret } from '../src/redaction/secret.ts';
import { definitions } from '../src/providers/definitions.ts';
import { fileWith, idKey, mistakesOf, monriAccount } from './support/configuration.ts';
import { emulate } from './support/emulate.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'vaultgraph-config-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a file and gives its path. */
function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** The merchant key that an account comes to have. */
function merchantKey(source: unknown, environment: Record<string, string> = {}): Secret {
  const config = parseConfig(fileWith([monriAccount({}, { merchantKey: source })]), environment);
  const settings = config.tenants[0]?.accounts[0]?.settings as { readonly merchantKey: Secret };
  return settings.merchantKey;
}

describe('what is left out', () => {
  it('has the documented values', () => {
    expect(parseConfig(fileWith([]), {})).toEqual({
      server: {
        host: '127.0.0.1',
        port: 4000,
        path: '/graphql',
        graphiql: true,
        cors: { origins: [], shopperOrigins: [] },
        trustedProxies: [],
      },
      log: { level: 'info' },
      limits: {
        requestTimeoutMs: 10_000,
        maxCost: 2000,
        budget: { points: 60_000, perSeconds: 60 },
        shopperBudget: { points: 3000, perSeconds: 60 },
        streams: { perCaller: 100, inAll: 2000, heartbeatSeconds: 15 },
        depth: 15,
        aliases: 30,
        tokens: 2000,
        bodyBytes: 102_400,
        concurrency: 64,
        queue: 8192,
      },
      shutdown: { delayMs: 2000, timeoutMs: 10_000 },
      access: { anonymous: { tenant: 'acme', scopes: ['*'] }, apiKeys: [], shopperTokens: false },
      console: false,
      store: { type: 'sqlite', path: './vaultgraph.db' },
      audit: { type: 'stdout', reads: false },
      providers: [],
      tenants: [{ id: 'acme', accounts: [] }],
      definitions,
    });
  });

  it('leaves what is beside it alone', () => {
    const { limits, server } = parseConfig(
      fileWith([], { limits: { budget: { points: 5 }, depth: 3 }, server: { port: 0 } }),
      {},
    );
    expect([limits.budget, limits.depth, limits.aliases]).toEqual([{ points: 5, perSeconds: 60 }, 3, 30]);
    expect(server).toMatchObject({ host: '127.0.0.1', port: 0, graphiql: true, cors: { origins: [] } });
  });

  it('is, for an account, its limits and the provider’s name', () => {
    const limited = monriAccount({ key: 'b', displayName: 'Monri Croatia', limits: { queue: 0 } });
    const [tenant] = parseConfig(fileWith([monriAccount(), limited]), {}).tenants;
    expect(tenant?.accounts.map(({ displayName, limits }) => [displayName, limits])).toEqual([
      [definitions.get('MONRI')?.title, {}],
      ['Monri Croatia', { queue: 0 }],
    ]);
  });
});

describe('a file', () => {
  it('describes accounts of every provider', async () => {
    const accounts = [...definitions.values()].flatMap(({ code }) =>
      emulate({ code }, { accounts: 2 })
        .accounts('http://127.0.0.1:4101')
        .map(({ settings }, index) => ({
          key: `${code}-${index}`,
          provider: code,
          environment: 'SANDBOX',
          settings,
        })),
    );
    const file = written('all.json', JSON.stringify(fileWith(accounts)));
    const [tenant] = (await readConfig(file, {})).tenants;
    expect(tenant?.accounts.map(({ key, provider }) => [key, provider])).toEqual(
      accounts.map(({ key, provider }) => [key, provider]),
    );
  });

  it.each([
    ['that is not there', () => join(folder, 'none.json'), 'cannot be read (ENOENT).'],
    ['that is a folder', () => folder, 'cannot be read (EISDIR).'],
    ['that is null', () => written('null.json', 'null'), 'must be a JSON object.'],
    ['that is a list', () => written('list.json', '[]'), 'must be a JSON object.'],
  ])('%s is refused', async (_what, make, message) => {
    await expect(readConfig(make(), {})).rejects.toThrow(new ConfigError([{ path: '', message }]));
  });
});

describe('a secret', () => {
  it('is a text, or comes from the environment or from a file, less the line break at its end', () => {
    const file = written('secret', 'from file\n');
    const sources = ['as text', { env: 'KEY' }, { file }];
    const secrets = sources.map((source) => merchantKey(source, { KEY: 'from environment' }));
    expect(secrets.map((secret) => secret.reveal())).toEqual(['as text', 'from environment', 'from file']);
    expect(JSON.stringify(secrets)).toBe('["[secret]","[secret]","[secret]"]');
  });

  it('that cannot be had is named with what to do', () => {
    const empty = written('blank', ' \n');
    const none = join(folder, 'none');
    const sources = [{ env: 'NONE' }, { env: 'EMPTY' }, { file: none }, { file: empty }, { file: folder }];
    const accounts = sources.map((merchant, index) =>
      monriAccount({ key: `m${index}` }, { merchantKey: merchant }),
    );
    const unreadable = 'it cannot be read or is empty.';
    expect(mistakesOf(fileWith(accounts), { EMPTY: '' })).toEqual(
      [
        'set the environment variable NONE.',
        'set the environment variable EMPTY.',
        `put the secret into the file ${none}; ${unreadable}`,
        `put the secret into the file ${empty}; ${unreadable}`,
        `put the secret into the file ${folder}; ${unreadable}`,
      ].map((message, index) => ({ path: `tenants[0].accounts[${index}].settings.merchantKey`, message })),
    );
  });

  it('of the id key comes from there too', () => {
    const config = parseConfig(fileWith([], { idKey: [{ env: 'ID_KEY' }, idKey] }), { ID_KEY: idKey });
    expect([config.idKey].flat().map((key) => key?.reveal())).toEqual([idKey, idKey]);
  });
});

describe('the example', () => {
  it('reads the variables that `.env.example` lists, and can be used once they are filled in', () => {
    const example = JSON.parse(readFileSync('vaultgraph.config.example.json', 'utf8'));
    const listed = [...readFileSync('.env.example', 'utf8').matchAll(/^(\w+)=$/gm)].map(([, name]) => name);
    expect(mistakesOf(example).map(({ message }) => message)).toEqual(
      listed.map((name) => `set the environment variable ${name}.`),
    );
    const { privateKey } = generateKeyPairSync('ed25519');
    const filled = {
      ...Object.fromEntries(listed.map((name) => [name, 'key'])),
      VAULTGRAPH_ID_KEY: idKey,
      BANKING_SERVICE_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    };
    expect(mistakesOf(example, filled)).toEqual([]);
  });

  it('comes with a script that reads `.env`', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const [, ...flags] = scripts.vaultgraph
      .replace('--import ./scripts/need-node.js ', '')
      .split(' ')
      .slice(0, -1);
    written('.env', 'VAULTGRAPH_ID_KEY="several\nlines"');
    const print = ['-p', 'process.env.VAULTGRAPH_ID_KEY'];
    expect(execFileSync(process.execPath, [...flags, ...print], { cwd: folder, encoding: 'utf8' })).toBe(
      'several\nlines\n',
    );
  });
});

describe('the JSON Schema of the file', () => {
  it('may be named in it', () => {
    expect(mistakesOf(fileWith([], { $schema: './vaultgraph.schema.json' }))).toEqual([]);
  });
});
