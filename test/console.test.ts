import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileWith, mistakesOf, monriAccount } from './support/configuration.ts';
import { startGraph, type RunningGraph } from './support/graph.ts';

const apiKey = { sha256: 'a'.repeat(64), tenant: 'acme', scopes: [] };
const accounts = [monriAccount()];

describe('the settings of the console', () => {
  let graph: RunningGraph;
  beforeAll(async () => {
    const access = { apiKeys: [{ ...apiKey, tenant: 'sandbox' }] };
    graph = await startGraph({ console: true, access, server: { path: '/api/graphql' } }, { customers: 1 });
  });
  afterAll(async () => {
    await graph.close();
  });

  it('are where the graph and GraphiQL are and how people sign in, and are not kept by a browser', async () => {
    const response = await fetch(new URL('/console/settings.json', graph.url));
    expect([response.status, response.headers.get('cache-control'), await response.json()]).toEqual([
      200,
      'no-cache',
      { graph: '/api/graphql', graphiql: true, signIn: { apiKey: true, oidc: null } },
    ]);
  });
});

describe('a file with a console', () => {
  it('needs a way to sign in', () => {
    const shoppers = { issuer: 'https://id.example.com', audience: 'shop', secret: 's'.repeat(32) };
    const file = fileWith(accounts, { console: true, access: { shoppers } });
    expect(mistakesOf(file)).toEqual([
      {
        path: 'console',
        message: 'is a page without a way to sign in; add access.apiKeys, or console.oidc.',
      },
    ]);
    expect(mistakesOf({ ...file, console: false })).toEqual([]);
    expect(mistakesOf({ ...file, access: { apiKeys: [apiKey] } })).toEqual([]);
  });

  it('needs access.jwt for the tokens of an identity provider, whose addresses are held to the rules', () => {
    const oidc = { issuer: 'http://id.example.com', clientId: 'console', endpoints: ['https://10.0.0.1'] };
    const jwt = { issuer: 'https://id.example.com', audience: 'a', secret: 's'.repeat(32) };
    const file = fileWith(accounts, { console: { oidc } });
    expect(mistakesOf(file)).toEqual([
      { path: 'console.oidc.issuer', message: 'must begin with https://.' },
      { path: 'console.oidc.endpoints[0]', message: 'must not be an address of a private network.' },
      { path: 'console.oidc', message: 'needs access.jwt, which verifies the tokens that people come with.' },
    ]);
    const good = { ...oidc, issuer: 'https://id.example.com', endpoints: [] };
    expect(mistakesOf({ ...file, access: { jwt }, console: { oidc: good } })).toEqual([]);
  });

  it('has nothing else at its place', () => {
    const at = (path: string) => mistakesOf(fileWith(accounts, { console: true, server: { path } }));
    const taken = { path: 'server.path', message: 'must not be /console or below it: the console is there.' };
    expect([at('/console'), at('/console/graphql'), at('/consoles')]).toEqual([[taken], [taken], []]);
  });
});
