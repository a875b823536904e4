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

  it('are where the graph is and how people sign in, and are not kept by a browser', async () => {
    const response = await fetch(new URL('/console/settings.json', graph.url));
    expect([response.status, response.headers.get('cache-control'), await response.json()]).toEqual([
      200,
      'no-cache',
      { graph: '/api/graphql', signIn: { apiKey: true } },
    ]);
  });
});

describe('a file with a console', () => {
  it('needs a way to sign in', () => {
    const shoppers = { issuer: 'https://id.example.com', audience: 'shop', secret: 's'.repeat(32) };
    const file = fileWith(accounts, { console: true, access: { shoppers } });
    expect(mistakesOf(file)).toEqual([
      { path: 'console', message: 'is a page without a way to sign in; add access.apiKeys.' },
    ]);
    expect(mistakesOf({ ...file, console: false })).toEqual([]);
    expect(mistakesOf({ ...file, access: { apiKeys: [apiKey] } })).toEqual([]);
  });

  it('has nothing else at its place', () => {
    const at = (path: string) => mistakesOf(fileWith(accounts, { console: true, server: { path } }));
    const taken = { path: 'server.path', message: 'must not be /console or below it: the console is there.' };
    expect([at('/console'), at('/console/graphql'), at('/consoles')]).toEqual([[taken], [taken], []]);
  });
});
