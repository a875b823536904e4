import { describe, expect, it } from 'vitest';
import { scopes } from '../src/access/caller.ts';
import { definitions } from '../src/providers/definitions.ts';
import { fileWith, mistakesOf, monriAccount } from './support/configuration.ts';

const noSuchSetting = 'there is no such setting; remove it or correct its name.';

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

  it('in usage reports are a token of another kind, an internal address, and nothing to report on', () => {
    const usageReports = { token: 'hvo1/x', target: 'acme/vault/production' };
    const mistakesIn = (changes: object) =>
      mistakesOf(fileWith([monriAccount()], { usageReports: { ...usageReports, ...changes } })).filter(
        ({ path }) => path.startsWith('usageReports'),
      );
    expect(mistakesIn({})).toEqual([
      {
        path: 'usageReports',
        message: 'has no effect without documents.manifest, because it concerns trusted documents alone.',
      },
    ]);
    const changes = { token: 'old-token', endpoint: 'https://10.0.0.1/usage' };
    expect(mistakesIn(changes).map(({ path }) => path)).toEqual([
      'usageReports.token',
      'usageReports',
      'usageReports.endpoint',
    ]);
    expect(JSON.stringify(mistakesIn(changes))).not.toContain('old-token');
  });

  it('of one kind hide none of another', () => {
    const accounts = [
      monriAccount({ environment: 'PROD', nickname: 'm' }, { merchantKey: { env: 'NONE' } }),
      monriAccount({ provider: 'MONRY' }, { baseUrl: 'http://ipg.monri.com', authenticityToken: 7 }),
    ];
    const json = fileWith(accounts, {
      server: { port: 'x', host: '0.0.0.0', hosst: '' },
      idKey: 'short',
      documents: { manifest: 'none/manifest.json' },
      access: {
        anonymous: { tenant: 'acme', scopes: [], scope: '*' },
        apiKeys: [{ sha256: 'x', tenant: 'other', scopes: ['vault:nope'] }],
        jwt: { issuer: 'i', audience: '' },
      },
      store: { type: 'sqlite', path: 'none/vaultgraph.db', pathh: '' },
      audit: { type: 'file', path: 'none/audit.jsonl' },
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
      'access: no caller could be authenticated; add `apiKeys`, `jwt`, or for test accounts on this machine `anonymous`.',
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
