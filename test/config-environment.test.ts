import { describe, expect, it } from 'vitest';
import { parseConfig } from '../src/config/config.ts';
import { fileWith, mistakesOf, monriAccount } from './support/configuration.ts';

describe('a value of the environment', () => {
  it('stands for any setting that is no secret, read as its type', () => {
    const account = monriAccount(
      { environment: { env: 'MODE' }, displayName: { env: 'NAME' }, limits: { queue: { env: 'QUEUE' } } },
      { baseUrl: { env: 'BASE_URL' }, merchantKey: { env: 'KEY' } },
    );
    const file = fileWith([account], {
      server: {
        port: { env: 'MY_PORT' },
        graphiql: { env: 'GRAPHIQL' },
        cors: { origins: { env: 'ORIGINS' } },
      },
      log: { level: { env: 'LEVEL' } },
      store: { type: 'memory' },
    });
    const config = parseConfig(file, {
      MODE: 'SANDBOX',
      NAME: '4711',
      QUEUE: '7',
      BASE_URL: 'https://ipgtest.monri.com',
      KEY: 'key',
      MY_PORT: '8080\n',
      GRAPHIQL: 'false',
      ORIGINS: 'https://a.example.com, https://b.example.com',
      LEVEL: 'warn',
    });
    expect(config.server).toMatchObject({
      port: 8080,
      graphiql: false,
      cors: { origins: ['https://a.example.com', 'https://b.example.com'] },
    });
    expect(config.log.level).toBe('warn');
    expect(config.tenants[0]?.accounts[0]).toMatchObject({
      environment: 'SANDBOX',
      displayName: '4711',
      limits: { queue: 7 },
    });
  });

  it('that is missing or of another type is reported once, at its place, without its value', () => {
    const file = fileWith([], {
      server: { port: { env: 'MY_PORT' }, host: { env: 'HOST' }, cors: { origins: { env: 'ORIGINS' } } },
      limits: { depth: { env: 'DEPTH' } },
    });
    const mistakes = mistakesOf(file, { MY_PORT: 'key_live_1', ORIGINS: 'key_live_1', HOST: ' ' });
    expect(mistakes).toEqual([
      { path: 'server.host', message: 'set the environment variable HOST.' },
      { path: 'limits.depth', message: 'set the environment variable DEPTH.' },
      { path: 'server.port', message: 'must be a number.' },
      { path: 'server.cors.origins[0]', message: expect.stringMatching(/^must be an origin/) },
    ]);
  });

  it('takes no place of a whole part', () => {
    expect(mistakesOf(fileWith([], { limits: { env: 'LIMITS' } }), { LIMITS: '{}' })).toEqual([
      { path: 'limits.env', message: 'there is no such setting; remove it or correct its name.' },
    ]);
  });
});

describe('a text', () => {
  it('loses the spaces around it, wherever it stands', () => {
    const account = monriAccount(
      { key: ' monri-hr ', displayName: 'Monri Croatia\n' },
      { merchantKey: 'key\r\n' },
    );
    const file = fileWith([account], {
      server: { path: ' /api/graphql', cors: { origins: [' https://shop.example.com '] } },
      access: {
        jwt: {
          issuer: 'https://id.example.com ',
          audience: '\tvaultgraph',
          jwksUri: ' https://id.example.com/keys',
        },
      },
    });
    const { server, access, tenants } = parseConfig(file, {});
    expect(server).toMatchObject({ path: '/api/graphql', cors: { origins: ['https://shop.example.com'] } });
    expect(access.jwt).toMatchObject({ issuer: 'https://id.example.com', audience: 'vaultgraph' });
    expect(access.jwt?.jwksUri?.href).toBe('https://id.example.com/keys');
    expect(tenants[0]?.accounts[0]).toMatchObject({ key: 'monri-hr', displayName: 'Monri Croatia' });
  });
});

describe('PORT', () => {
  it.each([
    ['counts if the file names no port', {}, '8080', 8080],
    ['counts less than the file', { server: { port: 9 } }, '8080', 9],
    ['may be missing', {}, undefined, 4000],
    ['may be empty', {}, '', 4000],
  ])('%s', (_what, changes, port, expected) => {
    expect(parseConfig(fileWith([], changes), { PORT: port }).server.port).toBe(expected);
  });

  it('must be one', () => {
    expect(mistakesOf(fileWith([]), { PORT: 'tcp://10.0.0.1:80' })).toEqual([
      { path: 'server.port', message: 'must be a number.' },
    ]);
  });
});

describe('server.path', () => {
  it.each(['/graphql', '/api/graphql', '/v1/vault.graph', '/g'])('may be %s', (path) => {
    expect(parseConfig(fileWith([], { server: { path } }), {}).server.path).toBe(path);
  });

  it.each([
    '',
    '/',
    'graphql',
    '/graphql/',
    '/a//b',
    '/a?b',
    '/a#b',
    '/:id',
    '/a/../b',
    '/a/*',
    '/livez',
    '/readyz',
    '/export',
    '/.well-known/jwks.json',
  ])('may not be %j', (path) => {
    expect(mistakesOf(fileWith([], { server: { path } })).map((mistake) => mistake.path)).toContain(
      'server.path',
    );
  });
});

it.each([
  [{ server: { adminHost: '127.0.0.1' } }, 'server.adminHost'],
  [{ server: { trustedProxies: ['10.0.0.0/33'] } }, 'server.trustedProxies[0]'],
  [{ server: { trustedProxies: ['proxy.internal'] } }, 'server.trustedProxies[0]'],
  [{ log: { level: 'trace' } }, 'log.level'],
])('a setting without effect is refused: %j', (changes, path) => {
  expect(mistakesOf(fileWith([], changes)).map((mistake) => mistake.path)).toEqual([path]);
});
