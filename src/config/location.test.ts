import { describe, expect, it } from 'vitest';
import { fileWith, idKey, mistakesOf, monriAccount } from '../../test/support/configuration.ts';
import { isLoopback } from './location.ts';

const sandbox = { environment: 'SANDBOX' };
const live = { environment: 'LIVE' };
const kept = { merchantKey: { env: 'KEY' }, authenticityToken: { env: 'KEY' } };
const environment = { KEY: 'key_1', ID_KEY: idKey };

/** What is said of an address of the provider. */
function refusalOf(baseUrl: string, account: typeof live): string | null {
  const file = fileWith([monriAccount(account, { ...kept, baseUrl })], { idKey: { env: 'ID_KEY' } });
  const mistakes = mistakesOf(file, environment);
  const path = 'tenants[0].accounts[0].settings.baseUrl';
  return mistakes.find((mistake) => mistake.path === path)?.message ?? null;
}

describe('an address of a provider', () => {
  it.each([
    'https://ipg.monri.com',
    'https://ipg.monri.com:8443/base/path',
    'https://8.8.8.8',
    'https://172.15.255.255',
    'https://172.32.0.0',
    'https://100.63.255.255',
    'https://100.128.0.0',
    'https://[2606:4700::1111]',
    'https://localhost.example.com',
    'https://notlocalhost',
  ])('may be %s', (url) => {
    expect([refusalOf(url, sandbox), refusalOf(url, live)]).toEqual([null, null]);
  });

  it.each([
    'https://0.0.0.0',
    'https://10.0.0.1',
    'https://10.255.255.255',
    'https://100.64.0.1',
    'https://169.254.169.254',
    'https://172.16.0.1',
    'https://172.31.255.255',
    'https://192.168.0.1',
    'https://3232235777',
    'https://0xc0.0xa8.1.1',
    'https://[::]',
    'https://[fc00::1]',
    'https://[fdff:ffff::1]',
    'https://[fe80::1]',
    'https://[febf::1]',
    'https://[::ffff:10.0.0.1]',
    'https://[::ffff:127.0.0.1]',
    'https://[::ffff:169.254.169.254]',
  ])('is not in a private network: %s', (url) => {
    const message = 'must not be an address of a private network.';
    expect([refusalOf(url, sandbox), refusalOf(url, live)]).toEqual([message, message]);
  });

  it.each([
    'http://127.0.0.1:4101',
    'http://127.9.9.9',
    'https://localhost',
    'http://localhost:4101',
    'http://localhost.:4101',
    'http://monri.localhost',
    'http://[::1]:4101',
    'http://2130706433',
    'http://0x7f.1',
  ])('is on this machine for test accounts alone: %s', (url) => {
    expect([refusalOf(url, sandbox), refusalOf(url, live)]).toEqual([
      null,
      'must not be on this machine while the account is LIVE.',
    ]);
  });

  it('begins with https:// everywhere else', () => {
    const message = 'must begin with https://.';
    expect([refusalOf('http://ipgtest.monri.com', sandbox), refusalOf('http://8.8.8.8', live)]).toEqual([
      message,
      message,
    ]);
  });

  it.each([
    ['https://user@ipg.monri.com', 'must not hold a user or a password.'],
    ['https://:key_1@ipg.monri.com', 'must not hold a user or a password.'],
    ['http://user:key_1@localhost', 'must not hold a user or a password.'],
    ['https://ipg.monri.com/#here', 'must not have a fragment.'],
    ['ftp://ipg.monri.com', 'must be an address such as https://api.example.com.'],
    ['ipg.monri.com', 'must be an address such as https://api.example.com.'],
    ['', 'must be an address such as https://api.example.com.'],
  ])('has a host and a path, and nothing else: %s', (url, message) => {
    expect(refusalOf(url, sandbox)).toBe(message);
  });

  it('may also be where tokens are given out', () => {
    const account = {
      key: 'verifone-us',
      provider: 'VERIFONE',
      environment: 'SANDBOX',
      settings: {
        baseUrl: 'https://cst.test-gsc.vfims.com/oidc/customer-service',
        entityId: 'entity',
        tokenUrl: 'http://login.example/token',
        clientId: 'client',
        clientSecret: 'secret',
        scope: 'scope',
      },
    };
    expect(mistakesOf(fileWith([monriAccount(), account]))).toEqual([
      { path: 'tenants[0].accounts[1].settings.tokenUrl', message: 'must begin with https://.' },
    ]);
  });
});

describe('this machine', () => {
  it.each([
    ['localhost', true],
    ['LOCALHOST', true],
    ['localhost.', true],
    ['a.localhost', true],
    ['127.0.0.1', true],
    ['127.255.0.9', true],
    ['::1', true],
    ['0.0.0.0', false],
    ['::', false],
    ['', false],
    ['localhost.example.com', false],
    ['127.0.0.1.example.com', false],
    ['128.0.0.1', false],
  ])('is %s: %s', (host, isIt) => {
    expect(isLoopback(host)).toBe(isIt);
  });
});
