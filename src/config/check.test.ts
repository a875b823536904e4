import { describe, expect, it } from 'vitest';
import { fileWith, idKey, mistakesOf, monriAccount } from '../../test/support/configuration.ts';

const sandbox = { environment: 'SANDBOX' };
const live = { environment: 'LIVE' };
const kept = { merchantKey: { env: 'KEY' }, authenticityToken: { env: 'KEY' } };
const environment = { KEY: 'key_1', ID_KEY: idKey };

describe('a secret', () => {
  const message =
    'must not be written into the file while an account is LIVE; use {"env": …} or {"file": …}.';

  it('may be written into the file if every account is a test account', () => {
    const accounts = [monriAccount(), monriAccount({ key: 'monri-rs' })];
    expect(mistakesOf(fileWith(accounts, { idKey }))).toEqual([]);
  });

  it('is nowhere in the file if one account is live, not even at the test accounts', () => {
    const tenants = [
      { id: 'acme', accounts: [monriAccount(live, { merchantKey: { env: 'KEY' } })] },
      { id: 'other', accounts: [monriAccount(sandbox)] },
    ];
    const file = fileWith([], { tenants, idKey: [idKey, { env: 'ID_KEY' }] });
    expect(mistakesOf(file, environment)).toEqual([
      { path: 'idKey[0]', message },
      { path: 'tenants[0].accounts[0].settings.authenticityToken', message },
      { path: 'tenants[1].accounts[0].settings.merchantKey', message },
      { path: 'tenants[1].accounts[0].settings.authenticityToken', message },
      {
        path: 'access.anonymous',
        message: 'is allowed only if server.host is this machine and every account is SANDBOX.',
      },
    ]);
  });
});

describe('a name', () => {
  it('is given to one tenant, and within it to one account', () => {
    const accounts = [monriAccount(), monriAccount({ key: 'monri-rs' }), monriAccount()];
    const tenants = [
      { id: 'acme', accounts },
      { id: 'acme', accounts: [] },
    ];
    expect(mistakesOf(fileWith([], { tenants }))).toEqual([
      { path: 'tenants[1].id', message: 'another tenant has this id already.' },
      { path: 'tenants[0].accounts[2].key', message: 'another account of the tenant has this key already.' },
    ]);
  });

  it('of an account may be another tenant’s too', () => {
    const tenants = ['acme', 'other'].map((id) => ({ id, accounts: [monriAccount()] }));
    expect(mistakesOf(fileWith([], { tenants }))).toEqual([]);
  });

  it.each(['', ' ', '-a', 'a b', 'a/b', 'ü', 'x'.repeat(64)])('is not %j', (key) => {
    const message = 'must be letters, digits, dots, dashes: 63 at most.';
    expect(mistakesOf(fileWith([monriAccount({ key })]))).toEqual([
      { path: 'tenants[0].accounts[0].key', message },
    ]);
  });
});

describe('the id key', () => {
  const message = 'must be 32 bytes or more in base64url, as `vaultgraph keygen` prints it.';

  it.each([
    ['31 bytes', Buffer.alloc(31, 7).toString('base64url'), [{ path: 'idKey', message }]],
    ['32 bytes in another alphabet', Buffer.alloc(32, 0xfb).toString('base64'), [{ path: 'idKey', message }]],
    ['a sentence', 'correct horse battery staple correct horse', [{ path: 'idKey', message }]],
    ['32 bytes', idKey, []],
    ['48 bytes', Buffer.alloc(48, 7).toString('base64url'), []],
    ['a list', [idKey, idKey], []],
    ['a list with a weak one', [idKey, 'short'], [{ path: 'idKey[1]', message }]],
    ['a weak one kept elsewhere', { env: 'KEY' }, [{ path: 'idKey', message }]],
    ['nothing', undefined, []],
  ])('is 32 bytes or more, each if there are several: %s', (_what, key, mistakes) => {
    expect(mistakesOf(fileWith([monriAccount()], { idKey: key }), environment)).toEqual(mistakes);
  });

  it('is needed if an account is live', () => {
    expect(mistakesOf(fileWith([monriAccount(live, kept)]), environment)).toContainEqual({
      path: 'idKey',
      message:
        'is missing; write {"env": "VAULTGRAPH_ID_KEY"} and set it to what `vaultgraph keygen` prints.',
    });
  });
});

describe('callers without a credential', () => {
  const onlyHere = {
    path: 'access.anonymous',
    message: 'is allowed only if server.host is this machine and every account is SANDBOX.',
  };

  it.each(['127.0.0.1', 'localhost', '::1'])('are accepted at %s', (host) => {
    expect(mistakesOf(fileWith([monriAccount()], { server: { host } }))).toEqual([]);
  });

  it.each(['0.0.0.0', '::', '10.0.0.1', 'graph.example.com'])('are not accepted at %s', (host) => {
    expect(mistakesOf(fileWith([monriAccount()], { server: { host } }))).toEqual([onlyHere]);
  });

  it('are not accepted for live accounts', () => {
    const file = fileWith([monriAccount(live, kept)], { idKey: { env: 'ID_KEY' } });
    expect(mistakesOf(file, environment)).toEqual([onlyHere]);
  });

  it('belong to a tenant of the file', () => {
    const access = { anonymous: { tenant: 'other', scopes: [] } };
    expect(mistakesOf(fileWith([monriAccount()], { access }))).toEqual([
      { path: 'access.anonymous.tenant', message: 'names no tenant of this file.' },
    ]);
  });
});

describe('a file without a way to authenticate', () => {
  it.each([undefined, {}])('is refused: access is %j', (access) => {
    expect(mistakesOf(fileWith([monriAccount()], { access })).map(({ path }) => path)).toEqual(['access']);
  });
});

describe('the issuer of shoppers’ tokens', () => {
  const issuer = { issuer: 'https://id.example.com', audience: 'vaultgraph', secret: 'a shared secret' };

  it('needs its own audience', () => {
    const file = fileWith([monriAccount()], { access: { jwt: issuer, shoppers: issuer } });
    const message = 'must differ from that of access.jwt: a token is a shopper’s or it is not.';
    expect(mistakesOf(file)).toEqual([{ path: 'access.shoppers.audience', message }]);
  });

  it('has keys as that of access.jwt', () => {
    const shoppers = { ...issuer, jwksUri: 'http://id.example.com/keys' };
    const file = fileWith([monriAccount()], { access: { shoppers } });
    expect(mistakesOf(file)).toMatchObject([
      { path: 'access.shoppers' },
      { path: 'access.shoppers.jwksUri' },
    ]);
  });
});
