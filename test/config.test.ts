import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '../src/access/caller.ts';
import { parseConfig, readConfig } from '../src/config.ts';
import { ConfigError } from '../src/config/mistake.ts';
import type { Secret } from '../src/domain/secret.ts';
import { definitions } from '../src/providers/definitions.ts';
import { fileWith, idKey, mistakesOf, monriAccount } from './support/configuration.ts';

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

const noSuchSetting = 'there is no such setting; remove it or correct its name.';

describe('what is left out', () => {
  it('has the documented values', () => {
    expect(parseConfig(fileWith([]), {})).toEqual({
      server: { host: '127.0.0.1', port: 4000, graphiql: true, cors: { origins: [] } },
      limits: {
        requestTimeoutMs: 10_000,
        maxCost: 2000,
        budget: { points: 60_000, perSeconds: 60 },
        depth: 15,
        aliases: 30,
        tokens: 2000,
        bodyBytes: 102_400,
        concurrency: 64,
        queue: 256,
      },
      shutdown: { delayMs: 2000, timeoutMs: 10_000 },
      access: { anonymous: { tenant: 'acme', scopes: ['*'] }, apiKeys: [] },
      store: { type: 'sqlite', path: './vaultgraph.db' },
      audit: { type: 'stdout' },
      tenants: [{ id: 'acme', accounts: [] }],
    });
  });

  it('leaves what is beside it alone', () => {
    const { limits, server } = parseConfig(
      fileWith([], { limits: { budget: { points: 5 }, depth: 3 }, server: { port: 0 } }),
      {},
    );
    expect([limits.budget, limits.depth, limits.aliases]).toEqual([{ points: 5, perSeconds: 60 }, 3, 30]);
    expect(server).toEqual({ host: '127.0.0.1', port: 0, graphiql: true, cors: { origins: [] } });
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
  it('describes accounts of every provider', () => {
    const accounts = [...definitions.values()].flatMap(({ code, emulate }) =>
      emulate({ accounts: 2 })
        .accounts('http://127.0.0.1:4101')
        .map(({ settings }, index) => ({
          key: `${code}-${index}`,
          provider: code,
          environment: 'SANDBOX',
          settings,
        })),
    );
    const file = written('all.json', JSON.stringify(fileWith(accounts)));
    const [tenant] = readConfig(file, {}).tenants;
    expect(tenant?.accounts.map(({ key, provider }) => [key, provider])).toEqual(
      accounts.map(({ key, provider }) => [key, provider]),
    );
  });

  it.each([
    ['that is not there', () => join(folder, 'none.json'), 'cannot be read (ENOENT).'],
    ['that is a folder', () => folder, 'cannot be read (EISDIR).'],
    ['that is no JSON', () => written('broken.json', '{"idKey": "key_live_1",}'), 'is not JSON.'],
    ['that is empty', () => written('empty.json', ''), 'is not JSON.'],
    ['that is null', () => written('null.json', 'null'), 'must be a JSON object.'],
    ['that is a list', () => written('list.json', '[]'), 'must be a JSON object.'],
  ])('%s is refused', (_what, make, message) => {
    expect(() => readConfig(make(), {})).toThrow(new ConfigError([{ path: '', message }]));
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

describe('a key', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const spki = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const sec1 = privateKey.export({ type: 'sec1', format: 'pem' }).toString();

  it.each([
    ['of the right kind', pkcs8, null],
    ['of another format', sec1, 'must be a private key in PEM, as PKCS#8'],
    ['that is cut off', pkcs8.slice(0, 60), 'must be a private key in PEM, as PKCS#8'],
    ['that is public', spki, 'must be a private key in PEM, as PKCS#8'],
  ])('%s, to sign with at bankingservice.ai', (_what, key, message) => {
    const settings = { profileId: 'p', tokenUrl: 'https://login.example/token', clientId: 'c' };
    const account = { key: 'b', provider: 'BANKING_SERVICE', environment: 'SANDBOX' };
    const json = fileWith([{ ...account, settings: { ...settings, privateKey: { env: 'PEM' } } }]);
    expect(mistakesOf(json, { PEM: key })).toEqual(
      message === null
        ? []
        : [
            {
              path: 'tenants[0].accounts[0].settings.privateKey',
              message: expect.stringContaining(message),
            },
          ],
    );
  });

  it.each([
    ['of the right kind', spki, []],
    ['that is private', pkcs8, ['access.jwt.publicKey']],
    ['that is none', 'no key', ['access.jwt.publicKey']],
  ])('%s, to verify tokens with', (_what, key, paths) => {
    const jwt = { issuer: 'i', audience: 'a', algorithms: ['ES256'], publicKey: key };
    expect(mistakesOf(fileWith([], { access: { jwt } })).map(({ path }) => path)).toEqual(paths);
  });
});

describe('a file that the configuration names', () => {
  const writable = (code: string): string =>
    `cannot be opened for writing (${code}); name a file in a folder that is there and may be written to.`;

  it.each([
    ['ENOENT', () => join(folder, 'none', 'kept')],
    ['ENOTDIR', () => join(written('a-file', ''), 'kept')],
    ['EISDIR', () => folder],
  ])('is one that can be written: %s', (code, make) => {
    const changes = { store: { type: 'sqlite', path: make() }, audit: { type: 'file', path: make() } };
    expect(mistakesOf(fileWith([], changes))).toEqual([
      { path: 'store.path', message: writable(code) },
      { path: 'audit.path', message: writable(code) },
    ]);
  });

  it('is not made by looking', () => {
    const store = { type: 'sqlite', path: join(folder, 'new.db') };
    const audit = { type: 'file', path: join(folder, 'new.jsonl') };
    expect(mistakesOf(fileWith([], { store, audit }))).toEqual([]);
    expect(readdirSync(folder).filter((name) => name.startsWith('new'))).toEqual([]);
  });

  it.each([
    ['is there', () => join(folder, 'none.json'), 'cannot be read (ENOENT); name a file that can.'],
    ['is a manifest', () => written('words.json', '["x"]'), 'must be a JSON object of documents'],
    ['is JSON', () => written('cut.json', '{'), 'must be a JSON object of documents'],
    ['keeps its hashes', () => written('hash.json', `{"${'0'.repeat(64)}": "{ a }"}`), 'Generate it anew.'],
  ])('for trusted documents %s', (_what, make, message) => {
    expect(mistakesOf(fileWith([], { documents: { manifest: make() } }))).toEqual([
      { path: 'documents.manifest', message: expect.stringContaining(message) },
    ]);
  });

  it('for trusted documents becomes the documents', () => {
    const manifest = written('manifest.json', '{}');
    expect(parseConfig(fileWith([], { documents: { manifest } }), {}).documents?.manifest).toEqual(new Map());
  });
});

describe('the JSON Schema of the file', () => {
  it('may be named in it', () => {
    expect(mistakesOf(fileWith([], { $schema: './vaultgraph.schema.json' }))).toEqual([]);
  });
});

describe('mistakes', () => {
  it('in what the file says are reported all at once, each at its place', () => {
    const json = {
      ...fileWith([
        monriAccount({ environment: 'PROD', nickname: 'm' }, { merchantkey: 'key_live_1', merchantKey: 7 }),
        { key: 'v', provider: 'VERIFONE', environment: 'SANDBOX', settings: { entityId: 'e' } },
        monriAccount({ key: 'x', provider: 'STRIPE' }),
      ]),
      server: { port: 70_000, hosst: '127.0.0.1' },
      limits: { depth: 0, maxCost: 1.5 },
      store: { type: 'postgres' },
      secretes: {},
    };
    expect(mistakesOf(json).map(({ path }) => path)).toEqual([
      'server.port',
      'server.hosst',
      'limits.maxCost',
      'limits.depth',
      'store.type',
      'tenants[0].accounts[0].environment',
      'tenants[0].accounts[0].settings.merchantKey',
      'tenants[0].accounts[0].settings.merchantkey',
      'tenants[0].accounts[0].nickname',
      'tenants[0].accounts[1].settings.baseUrl',
      'tenants[0].accounts[1].settings.userId',
      'tenants[0].accounts[1].settings.apiKey',
      'tenants[0].accounts[2].provider',
      'secretes',
    ]);
  });

  it('in what belongs together are reported all at once', () => {
    const accounts = [
      monriAccount(
        { environment: 'LIVE' },
        { merchantKey: { env: 'NONE' }, baseUrl: 'http://ipg.monri.com' },
      ),
      monriAccount(),
    ];
    const access = { anonymous: { tenant: 'other', scopes: [] } };
    expect(mistakesOf(fileWith(accounts, { access })).map(({ path }) => path)).toEqual([
      'tenants[0].accounts[0].settings.merchantKey',
      'tenants[0].accounts[0].settings.authenticityToken',
      'tenants[0].accounts[1].settings.merchantKey',
      'tenants[0].accounts[1].settings.authenticityToken',
      'tenants[0].accounts[0].settings.baseUrl',
      'tenants[0].accounts[1].key',
      'idKey',
      'access.anonymous',
      'access.anonymous.tenant',
    ]);
  });

  it('of one kind hide none of another', () => {
    const accounts = [
      monriAccount({ environment: 'PROD', nickname: 'm' }, { merchantKey: { env: 'NONE' } }),
      monriAccount({ provider: 'MONRY' }, { baseUrl: 'http://ipg.monri.com', authenticityToken: 7 }),
    ];
    const json = fileWith(accounts, {
      server: { port: 'x', host: '0.0.0.0', hosst: '' },
      idKey: 'short',
      documents: { manifest: join(folder, 'none.json') },
      access: {
        anonymous: { tenant: 'acme', scopes: [], scope: '*' },
        apiKeys: [{ sha256: 'x', tenant: 'other', scopes: ['vault:nope'] }],
        jwt: { issuer: 'i', audience: '' },
      },
      store: { type: 'sqlite', path: join(folder, 'none', 'vaultgraph.db'), pathh: '' },
      audit: { type: 'file', path: join(folder, 'none', 'audit.jsonl') },
    });
    expect(mistakesOf(json).map(({ path }) => path)).toEqual([
      'server.port',
      'server.hosst',
      'documents.manifest',
      'access.anonymous.scope',
      'access.apiKeys[0].sha256',
      'access.apiKeys[0].scopes[0]',
      'access.jwt.audience',
      'store.pathh',
      'tenants[0].accounts[0].environment',
      'tenants[0].accounts[0].nickname',
      'tenants[0].accounts[1].provider',
      'idKey',
      'tenants[0].accounts[0].settings.merchantKey',
      'tenants[0].accounts[1].settings.baseUrl',
      'tenants[0].accounts[1].key',
      'access.anonymous',
      'access.apiKeys[0].tenant',
      'access.jwt',
      'store.path',
      'audit.path',
    ]);
  });

  it('that follow from another are not reported beside it', () => {
    const live = monriAccount(
      { environment: 'LIVE' },
      { merchantKey: { env: 'KEY' }, authenticityToken: { env: 'KEY' } },
    );
    const jwt = { issuer: 'i', audience: 'a', jwksUri: 'nowhere' };
    const json = fileWith([live], { idKey: 7, access: { jwt, apiKeys: 7 } });
    expect(mistakesOf(json, { KEY: 'key' }).map(({ path }) => path)).toEqual([
      'idKey',
      'access.apiKeys',
      'access.jwt.jwksUri',
    ]);
    const nameless = fileWith([], { tenants: [{ id: ' ', accounts: [] }] });
    expect(mistakesOf(nameless).map(({ path }) => path)).toEqual(['tenants[0].id']);
  });

  it('are said in words for people', () => {
    const { key: _key, ...keyless } = monriAccount({ limits: { queue: -1, concurrency: 1.5 } });
    const { provider: _provider, ...unnamed } = monriAccount();
    const json = fileWith([keyless, unnamed, monriAccount({ provider: 'X' }, { merchantKey: undefined })], {
      server: { port: 70_000, host: '', graphiql: 'yes' },
      limits: 7,
      access: { anonymous: { tenant: 'acme', scopes: ['vault:nope'] } },
      tenantz: [],
    });
    expect(mistakesOf(json).map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'server.host: must not be empty.',
      'server.port: must be 65535 or less.',
      'server.graphiql: must be true or false.',
      'limits: must be a JSON object.',
      `access.anonymous.scopes[0]: must be one of *, ${scopes.join(', ')}.`,
      'tenants[0].accounts[0].key: is missing; it must be a text.',
      'tenants[0].accounts[0].limits.concurrency: must be a whole number.',
      'tenants[0].accounts[0].limits.queue: must be 0 or more.',
      `tenants[0].accounts[1].provider: is missing; it must be one of ${[...definitions.keys()].join(', ')}.`,
      `tenants[0].accounts[2].provider: must be one of ${[...definitions.keys()].join(', ')}.`,
      `tenantz: ${noSuchSetting}`,
      'tenants[0].accounts[2].key: another account of the tenant has this key already.',
    ]);
    expect(mistakesOf({}).map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'tenants: is missing; it must be a list.',
      'access: nobody could come in; add `apiKeys`, `jwt`, or for test accounts on this machine `anonymous`.',
    ]);
  });

  it.each([
    ['at the top', { acces: {} }, 'acces'],
    ['in the server', { server: { graphql: true } }, 'server.graphql'],
    ['in cors', { server: { cors: { origin: [] } } }, 'server.cors.origin'],
    ['in the limits', { limits: { budget: { seconds: 1 } } }, 'limits.budget.seconds'],
    [
      'in the access',
      { access: { anonymous: { tenant: 'acme', scopes: [], scope: '*' } } },
      'access.anonymous.scope',
    ],
    ['in a secret', { idKey: { env: 'ID_KEY', name: 'x' } }, 'idKey.name'],
  ])('are unknown keys %s', (_where, changes, path) => {
    expect(mistakesOf(fileWith([monriAccount()], changes))).toEqual([{ path, message: noSuchSetting }]);
  });

  it('never hold a value', () => {
    const value = 'key_live_0123456789';
    const settings = { merchantKey: value, authenticityToken: { env: 'SHORT' } };
    const files = [
      fileWith([monriAccount({ environment: 'LIVE' }, settings)], { idKey: value }),
      fileWith([monriAccount({}, { ...settings, baseUrl: `https://:${value}@ipg.monri.com` })], {
        idKey: value,
      }),
      fileWith([monriAccount({}, { baseUrl: value, merchantKey: [value] })], {
        idKey: { env: 7, file: value },
      }),
      fileWith([monriAccount({ key: `${value} `, environment: value, provider: value })], { store: value }),
      fileWith([monriAccount()], { idKey: { env: 'SHORT' }, server: { host: value, port: value } }),
    ];
    for (const file of files) {
      const mistakes = mistakesOf(file, { SHORT: value });
      expect(mistakes).not.toEqual([]);
      expect(JSON.stringify(mistakes)).not.toContain(value);
    }
  });
});
