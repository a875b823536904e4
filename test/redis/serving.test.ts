import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandHere } from '../support/command-here.ts';
import { runCommand, serveCommand } from '../support/command-line.ts';
import { freePort } from '../support/free-port.ts';
import { fileWith, mistakesOf, monriAccount } from '../support/configuration.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { startRedis, type RunningRedis } from '../support/redis.ts';

let redis: RunningRedis;
let folder: string;
beforeAll(async () => {
  redis = await startRedis();
  folder = mkdtempSync(join(tmpdir(), 'vaultgraph-redis-'));
});
afterAll(async () => {
  await redis.close();
  rmSync(folder, { recursive: true });
});

function written(name: string, config: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(config));
  return path;
}

describe('store.type redis', () => {
  const url = 'store.url';
  const address =
    'must be an address such as redis://redis.internal:6379 or rediss://user:password@redis.internal:6379.';

  it.each([
    ['no address', { type: 'redis' }, url, ''],
    ['an address of something else', { type: 'redis', url: 'http://redis.internal' }, url, address],
    ['no host', { type: 'redis', url: 'redis:' }, url, address],
    ['a variable that is not set', { type: 'redis', url: { env: 'REDIS_URL' } }, url, 'REDIS_URL'],
    ['a prefix with a space', { type: 'redis', url: 'redis://a', prefix: 'a b' }, 'store.prefix', 'letters'],
    ['a path', { type: 'redis', url: 'redis://a', path: './x.db' }, 'store.path', 'no such setting'],
  ])('is refused with %s', (_what, store, path, message) => {
    const wanted = expect.stringContaining(message);
    expect(mistakesOf(fileWith([], { store }))).toEqual([{ path, message: wanted }]);
  });

  it('takes its address from the environment, and never as a text beside LIVE accounts', () => {
    const store = { type: 'redis', url: { env: 'REDIS_URL' } };
    expect(mistakesOf(fileWith([], { store }), { REDIS_URL: 'rediss://u:p@redis.internal:6380/1' })).toEqual(
      [],
    );
    const live = fileWith([monriAccount({ environment: 'LIVE' })], { store: { ...store, url: 'redis://a' } });
    expect(mistakesOf(live)).toContainEqual({
      path: url,
      message: expect.stringContaining('must not be written into the file'),
    });
  });
});

describe('serve and doctor', () => {
  it('refuse a Redis that loses outcomes, with a sentence for each reason', async () => {
    const unfit = await startRedis({ appendfsync: 'everysec', 'maxmemory-policy': 'allkeys-lru' });
    const file = written('unfit.json', fileWith([], { store: { type: 'redis', url: unfit.url } }));
    const [served, examined] = await Promise.all(
      ['serve', 'doctor'].map((command) => commandHere([command, '--config', file], { folder })),
    );
    await unfit.close();
    expect(served).toMatchObject({ status: 2, output: '' });
    expect(served?.errors).toMatch(
      /^The configuration cannot be used:\n {2}store\.url: appendfsync must be always: .*\n {2}store\.url: maxmemory-policy must be noeviction: .*\n$/,
    );
    expect(examined?.status).toBe(1);
    expect(examined?.output).toMatch(
      /^store \(redis\)\n {2}configured {2}yes\n {2}reachable {3}yes\n {2}durable {5}no\n {2}problem {5}appendfsync must be always: .*\n {2}problem {5}maxmemory-policy must/,
    );
  });

  it('refuse a Redis that is not there, without its credentials', async () => {
    const port = await freePort();
    const store = { type: 'redis', url: `redis://user:pass-word@127.0.0.1:${port}` };
    const file = written('gone.json', fileWith([], { store }));
    const [served, examined] = await Promise.all(
      ['serve', 'doctor'].map((command) => commandHere([command, '--config', file], { folder })),
    );
    expect(served?.status).toBe(2);
    expect(served?.errors).toContain('store.url: Redis cannot be used (ECONNREFUSED); check the address');
    expect(examined?.status).toBe(1);
    expect(examined?.output).toMatch(/reachable {3}no\n {2}durable {5}unknown\n {2}problem .*ECONNREFUSED/);
    expect(JSON.stringify([served, examined])).not.toContain('pass-word');
  });

  it('accept a Redis that keeps what it acknowledges, and stop', async () => {
    const server = { port: 0 };
    const shutdown = { delayMs: 0 };
    const store = { type: 'redis', url: redis.url };
    const file = written('fit.json', fileWith([], { store, server, shutdown }));
    const examined = await runCommand(['doctor', '--config', file], { folder });
    expect(examined).toMatchObject({ status: 0, errors: '' });
    expect(examined.output).toMatch(/^store \(redis\)\n.*\n {2}reachable {3}yes\n {2}durable {5}yes\n/);
    const serving = await serveCommand(['serve', '--config', file], { folder });
    expect(await serving.stop('SIGTERM')).toBe(0);
  });
});

describe('a graph whose Redis is away', () => {
  let graph: RunningGraph;
  beforeAll(async () => void (graph = await startGraph({ store: { type: 'redis', url: redis.url } })));
  afterAll(() => graph.close());

  const customer = { firstName: 'Ana', lastName: 'Horvat', email: 'ana@example.com' };
  const create = async (idempotencyKey: string | null) => {
    const input = { provider: 'VERIFONE', account: 'verifone-1', customer, idempotencyKey };
    const query = `mutation ($input: CreateCustomerInput!) {
      createCustomer(input: $input) { type: __typename ... on VaultError { code retryable } }
    }`;
    const begin = performance.now();
    const { data } = await (await graph.send({ query, variables: { input } })).json();
    return { ms: performance.now() - begin, outcome: data.createCustomer };
  };
  const success = { type: 'CreateCustomerSuccess' };

  it('refuses keyed writes within 250 milliseconds and sends nothing, reads on, and goes on when it is back', async () => {
    expect((await create('before')).outcome).toEqual(success);
    await redis.kill();
    const sent = graph.watch();
    const refusal = async (): Promise<number> => {
      const { ms, outcome } = await create('while-away');
      expect(outcome).toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: true });
      return ms;
    };
    for (let trial = 0; trial < 4; trial += 1) await refusal();
    // Later if this machine is busy with something else.
    await expect.poll(refusal).toBeLessThan(250);
    expect(sent).toEqual([]);
    const read = await graph.send({ query: '{ customers(first: 1) { nodes { id } } }' });
    expect((await read.json()).data.customers.nodes).toHaveLength(1);
    expect((await create(null)).outcome).toEqual(success);
    await redis.start();
    await expect.poll(async () => (await create('while-away')).outcome).toEqual(success);
  });
});

it('loads the client of Redis only if it is used', () => {
  const program = `
    import { createRequire } from 'node:module';
    await import('./src/index.ts');
    await import('./src/cli/open-store.ts');
    const { cache } = createRequire(import.meta.url);
    process.stdout.write(String(Object.keys(cache).filter((path) => path.includes('@redis')).length));`;
  const run = (text: string) =>
    execFileSync(process.execPath, ['--input-type=module', '--eval', text], { encoding: 'utf8' });
  expect(run(program)).toBe('0');
  // A program that loads it is found out.
  expect(Number(run(`await import('@redis/client');${program}`))).toBeGreaterThan(0);
});
