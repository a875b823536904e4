import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { accessFor } from '../support/keys.ts';

const trusted =
  'query Trusted($first: Int! = 1) { customers(accounts: ["monri-1"], first: $first) { nodes { provider } } }';
const hash = createHash('sha256').update(trusted).digest('hex');
const manifest = join(mkdtempSync(join(tmpdir(), 'vaultgraph-')), 'documents.json');
const prefixed = 'query Prefixed { viewer { tenant } }';
const prefixedHash = createHash('sha256').update(prefixed).digest('hex');
writeFileSync(manifest, JSON.stringify({ [hash]: trusted, [`sha256:${prefixedHash}`]: prefixed }));

let graph: RunningGraph;
beforeAll(async () => {
  const keys = accessFor({ explorer: ['*'], application: ['vault:customer:read'] });
  graph = await startGraph({ ...keys, documents: { manifest } });
});
afterAll(() => graph.close());

async function ask(body: object, key = 'explorer', headers: Record<string, string> = {}) {
  const arrivals = graph.watch();
  const response = await graph.send(body, {
    accept: 'application/graphql-response+json',
    'x-api-key': key,
    ...headers,
  });
  const { data, errors, extensions } = await response.json();
  return {
    status: response.status,
    headers: response.headers,
    data,
    errors,
    extensions,
    sent: arrivals.length,
  };
}

function aliased(count: number): string {
  return `{ ${Array.from({ length: count }, (_item, index) => `a${index}: viewer { tenant }`).join(' ')} }`;
}

describe('a document within its limits', () => {
  it.each([
    ['aliases', aliased(31), 'The operation has more than 30 aliases.'],
    [
      'levels',
      `{ providerAccounts ${'{ provider { accounts '.repeat(8)} { key } ${'} }'.repeat(8)} }`,
      'The operation has more than 15 levels.',
    ],
    [
      'fields at its root',
      `{ ${'viewer { tenant } '.repeat(41)} }`,
      'The operation has more than 40 fields at its root.',
    ],
    [
      'directives',
      `{ viewer ${'@include(if: true) '.repeat(21)} { tenant } }`,
      'The operation has more than 20 directives.',
    ],
  ])('is refused beyond its number of %s, fragments written out', async (_name, query, message) => {
    const { status, errors, sent } = await ask({ query });
    expect(status).toBe(400);
    expect(errors.map((error: { message: string }) => error.message)).toContain(message);
    expect(sent).toBe(0);
  });

  it('may use as much as it is granted', async () => {
    expect((await ask({ query: aliased(30) })).status).toBe(200);
  });

  it('is refused beyond its number of tokens', async () => {
    const { status, errors } = await ask({ query: `{ ${'viewer { tenant } '.repeat(600)} }` });
    expect([status, errors.length]).toEqual([400, 1]);
    expect(errors[0].message).toContain('2000 tokens');
  });

  it('is measured with its fragments written out, each measured once', async () => {
    const doubling = Array.from(
      { length: 40 },
      (_item, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`,
    ).join(' ');
    // The time of this thread, which is the server's too: the machine may be busy with something else.
    const start = process.threadCpuUsage();
    const { status } = await ask({
      query: `{ ...F0 } ${doubling} fragment F40 on Query { a: viewer { tenant } }`,
    });
    expect(status).toBe(400);
    expect(process.threadCpuUsage(start).user / 1000).toBeLessThan(1000);
  });

  it('may not bring a list of more than 200', async () => {
    const query =
      'query($keys: [String!]) { customers(accounts: ["monri-1"], first: 1) { nodes { metadata(keys: $keys) { key } } } }';
    const { errors, sent } = await ask({
      query,
      variables: { keys: Array.from({ length: 201 }, () => 'x') },
    });
    expect(errors[0].extensions).toMatchObject({
      code: 'INVALID_INPUT',
      issues: [{ path: ['keys'], code: 'TOO_LONG' }],
    });
    expect(sent).toBe(0);
  });
});

describe('a document that is not trusted', () => {
  it('runs only for those who may explore', async () => {
    const query = '{ viewer { tenant } }';
    expect((await ask({ query })).data).toEqual({ viewer: { tenant: 'sandbox' } });
    const { status, errors, sent } = await ask({ query }, 'application');
    expect([status, sent]).toEqual([403, 0]);
    expect(errors[0].extensions).toEqual({
      code: 'ACCESS_DENIED',
      requiredScopes: ['vault:explore'],
      retryable: false,
      requestId: expect.any(String),
    });
  });
});

describe('a trusted document', () => {
  const data = { customers: { nodes: [{ provider: 'MONRI' }] } };

  it.each([
    ['its text', { query: trusted }],
    ['its hash', { documentId: hash }],
    ['its hash after the name of the algorithm', { documentId: `sha256:${hash}` }],
    ['its hash among the extensions', { extensions: { persistedQuery: { version: 1, sha256Hash: hash } } }],
  ])('runs for everyone, named by %s', async (_name, body) => {
    expect((await ask(body, 'application')).data).toEqual(data);
  });

  it('runs by GET without further ado', async () => {
    const url = `${graph.url}?documentId=${hash}`;
    const response = await fetch(url, {
      headers: { 'x-api-key': 'application', accept: 'application/json' },
    });
    expect((await response.json()).data).toEqual(data);
  });

  it.each(['', 'sha256:'])(
    'may stand in the manifest after the name of the algorithm: %j',
    async (prefix) => {
      const { data: answered } = await ask({ documentId: `${prefix}${prefixedHash}` }, 'application');
      expect(answered).toEqual({ viewer: { tenant: 'sandbox' } });
    },
  );

  it('is unknown by any other hash', async () => {
    const { status, errors } = await ask({ documentId: '0'.repeat(64) }, 'application');
    expect([status, errors[0].extensions.code]).toEqual([400, 'INVALID_INPUT']);
  });
});

describe('the cost', () => {
  it('of a page of 100 customers with their payment methods is allowed', async () => {
    const query = '{ customers(first: 100) { nodes { paymentMethods { nodes { displayLabel } } } } }';
    const { data, extensions } = await ask({ query }, 'explorer', { 'x-vaultgraph-cost': '1' });
    expect(data.customers.nodes).toHaveLength(100);
    expect(extensions.cost).toMatchObject({ cost: 1120 });
  });

  it('is refused with what it is and what is allowed if it is too much, and nothing is sent', async () => {
    const query =
      '{ customers(first: 100) { nodes { paymentMethods(first: 100) { nodes { displayLabel } } } } }';
    const { status, errors, sent } = await ask({ query });
    expect([status, sent]).toEqual([400, 0]);
    expect(errors[0]).toMatchObject({
      message: 'The operation costs 2120 points; 2000 are allowed.',
      extensions: { code: 'INVALID_INPUT' },
    });
  });

  it('of what asks no provider is nothing', async () => {
    const query = '{ viewer { rateLimit { cost } } paymentProviders { capabilities { operation } } }';
    expect((await ask({ query })).data.viewer).toEqual({ rateLimit: { cost: 0 } });
  });
});

describe('a budget', () => {
  it('is each caller’s own, and refuses with the time to wait before anything runs', async () => {
    const limits = { budget: { points: 30, perSeconds: 3600 } };
    const poor = await startGraph({ ...accessFor({ one: ['*'], other: ['*'] }), limits });
    const spend = async (key: string) => {
      const arrivals = poor.watch();
      const query =
        '{ customer(by: { reference: { provider: BAMBOO, reference: "x" } }) { id } viewer { rateLimit { remaining } } }';
      const response = await poor.send(
        { query },
        { accept: 'application/graphql-response+json', 'x-api-key': key },
      );
      return { response, body: await response.json(), sent: arrivals.length };
    };
    const remaining = [];
    for (const key of ['one', 'one', 'one', 'other']) {
      remaining.push((await spend(key)).body.data.viewer.rateLimit.remaining);
    }
    expect(remaining).toEqual([20, 10, 0, 20]);
    const { response, body, sent } = await spend('one');
    expect([response.status, sent]).toEqual([429, 0]);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(3500);
    expect(body.errors[0].extensions).toMatchObject({ code: 'BUDGET_EXHAUSTED', retryable: true });
    await poor.close();
  });
});
