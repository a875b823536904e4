import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccountCache } from '../../src/gateway/cache/account-cache.ts';
import { anyCacheTurns, runCacheSteps } from '../../src/gateway/cache/interleaving.testing.ts';
import { cacheStorePromises } from '../../src/store/cache-store.testing.ts';
import { connectRedis, type RedisConnection } from '../../src/store/redis/connection.ts';
import { createRedisCache } from '../../src/store/redis/cache-store.ts';
import { connectTo, createCachedCall, createCall } from '../../src/testing/support/vault.ts';
import { withCaches } from '../support/cached.ts';
import { idKey } from '../support/configuration.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { providers } from '../support/providers.ts';
import { startRedis, type RunningRedis } from '../support/redis.ts';

/** For tests of what is answered, not of when. */
const patientMs = { look: 10_000, keep: 10_000, change: 10_000 };

let redis: RunningRedis;
let connection: RedisConnection;
beforeAll(async () => {
  redis = await startRedis();
  connection = await connectRedis(redis.url);
});
afterAll(async () => {
  await connection.close();
  await redis.close();
});

describe('a cache in Redis', () => {
  cacheStorePromises(() => ({
    store: createRedisCache(connection, 'promises:', patientMs),
    pass: (ms) => sleep(ms + 2),
  }));

  it('keeps every promise of two processes, whatever happens in whichever order', async () => {
    let everHit = 0;
    const store = createRedisCache(connection, 'steps:', patientMs);
    await fc.assert(
      fc.asyncProperty(anyCacheTurns, async (turns) => {
        const given = { store, account: randomUUID(), ttlMs: 60_000, instances: 2 as const };
        const { wrong, hits } = await runCacheSteps(turns, given);
        everHit += hits;
        expect(wrong).toEqual([]);
      }),
      { numRuns: 150 },
    );
    expect(everHit).toBeGreaterThan(0);
  });

  it('holds no value of a record any more once a write of it has begun, and each only for its time', async () => {
    const store = createRedisCache(connection, 'gone:', patientMs);
    const place = { account: 'account', record: 'record' };
    const { ticket } = await store.look(place, 'name', 1_000);
    await store.keep(place, 'name', { value: 'sealed', ticket: ticket ?? '', ttlMs: 5_000 });
    const keys = await connection.client.keys('gone:*');
    expect(keys.toSorted()).toEqual(['gone:cache:record:name', 'gone:cache:record:names']);
    for (const key of keys) expect(await connection.client.pTTL(key)).toBeLessThanOrEqual(5_000);
    await store.begin(['record'], 'writer', 1_000);
    const left = await connection.client.keys('gone:*');
    expect(left).toEqual(['gone:cache:record']);
    expect(await connection.client.pTTL('gone:cache:record')).toBeGreaterThan(300_000);
  });

  it('has at most 64 values of a record', async () => {
    const store = createRedisCache(connection, 'many:', patientMs);
    const place = { account: 'account', record: 'record' };
    for (let count = 1; count <= 65; count += 1) {
      const { ticket } = await store.look(place, String(count), 1_000);
      await store.keep(place, String(count), { value: 'sealed', ticket: ticket ?? '', ttlMs: 5_000 });
    }
    expect((await connection.client.keys('many:*')).toSorted()).toEqual([
      'many:cache:record:65',
      'many:cache:record:names',
    ]);
  });
});

describe.each(providers)('two processes with a cache in one Redis at $code', (definition) => {
  it('give what the other one has read, and never what the other one has made wrong', async () => {
    const emulator = definition.emulate({ customers: 2 });
    const connect = () => {
      const store = createRedisCache(connection, `two-${definition.code}:`, patientMs);
      const usual = { secrets: [Buffer.alloc(32, 1)] as const, tenant: 'acme', ttlMs: 60_000, store };
      return connectTo(definition, emulator, {
        cacheOf: (account, fingerprint) => createAccountCache({ ...usual, account, fingerprint }),
      });
    };
    const [one, other] = [connect(), connect()];
    const [key = ''] = one.customerKeys();
    const read = async () => {
      const call = createCachedCall();
      const customer = await other.vault.getCustomer(key, call);
      return { customer, calls: call.seen.length, hits: call.hits.length };
    };
    const first = await one.vault.getCustomer(key, createCachedCall());
    await expect.poll(async () => (await read()).hits).toBe(1);
    expect(await read()).toStrictEqual({ customer: first, calls: 0, hits: 1 });
    const person = { firstName: 'Ana', lastName: 'Horvat', email: 'new@example.com' };
    const { updateCustomer, createRegistrationLink } = one.vault;
    await (updateCustomer
      ? updateCustomer(key, person, createCall())
      : createRegistrationLink?.({ merchantReference: key, ...person }, 15, createCall()));
    const after = await read();
    expect([after.calls > 0, after.hits, after.customer?.email]).toEqual([true, 0, person.email]);
  });
});

describe('a graph with caches in Redis', () => {
  let own: RunningRedis;
  let graph: RunningGraph;
  beforeAll(async () => {
    own = await startRedis();
    const store = { type: 'redis', url: own.url };
    graph = await startGraph({ idKey, store }, { customers: 3, adapt: (config) => withCaches(config) });
  });
  afterAll(async () => {
    await graph.close();
    await own.close();
  });

  const whole = `{ customers(accounts: ["monri-1"], first: 1) { nodes {
    id email phone firstName lastName fullName paymentMethods { nodes { id instrument { ... on CardInstrument { last4 maskedNumber } } } }
  } } }`;
  const byKey = `query($id: ID!) { node(id: $id) { id ... on Customer { email phone } } }`;
  const update = `mutation($id: ID!, $key: String) { updateCustomer(input: { id: $id, patch: { email: "new@example.com" }, idempotencyKey: $key }) {
    type: __typename ... on VaultError { code retryable }
  } }`;
  const ask = async (query: string, variables = {}) => {
    const sent = graph.watch();
    const { data } = await (await graph.send({ query, variables })).json();
    return { data, calls: sent.length };
  };

  it('puts nothing into Redis that can be read, beside what is sealed', async () => {
    const { data } = await ask(whole);
    const [customer] = data.customers.nodes;
    await ask(byKey, { id: customer.id });
    await expect.poll(async () => (await ask(byKey, { id: customer.id })).calls).toBe(0);
    await ask(update, { id: customer.id });
    await ask(byKey, { id: customer.id });
    const { client, close } = await connectRedis(own.url);
    const dumped: string[] = [];
    for (const key of await client.keys('*')) {
      const read = {
        string: () => client.get(key),
        hash: () => client.hGetAll(key),
        set: () => client.sMembers(key),
      };
      const type = (await client.type(key)) as keyof typeof read;
      const value: unknown = await read[type]();
      dumped.push(key, JSON.stringify(value));
      dumped.push(
        ...JSON.stringify(value)
          .split(/[^\w-]/)
          .map((part) => Buffer.from(part, 'base64url').toString('latin1')),
      );
    }
    await close();
    const [method] = customer.paymentMethods.nodes;
    const personal = [
      customer.email,
      customer.phone,
      customer.firstName,
      customer.lastName,
      customer.fullName,
      customer.id,
      method?.instrument?.maskedNumber,
      graph.keysOf('MONRI')[0],
      'new@example.com',
      'monri-1',
    ].filter((text) => typeof text === 'string' && text.length > 2);
    expect(personal.length).toBeGreaterThan(5);
    expect(personal.filter((text) => dumped.some((part) => part.includes(text)))).toEqual([]);
    expect(dumped.filter((key) => key.startsWith('vaultgraph:cache:')).length).toBeGreaterThan(2);
  });

  it('reads on while Redis is away, refuses changes with nothing sent, and goes on when it is back', async () => {
    const { data } = await ask(whole);
    const [{ id }] = data.customers.nodes;
    await ask(byKey, { id });
    await expect.poll(async () => (await ask(byKey, { id })).calls).toBe(0);
    await own.kill();
    const read = await ask(byKey, { id });
    expect([read.data.node.id, read.calls]).toEqual([id, 1]);
    for (const key of [null, 'while-away']) {
      const refused = await ask(update, { id, key });
      expect(refused.data.updateCustomer).toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: true });
      expect(refused.calls).toBe(0);
    }
    await own.start();
    await expect
      .poll(async () => (await ask(update, { id })).data.updateCustomer.type)
      .toBe('UpdateCustomerSuccess');
    expect((await ask(byKey, { id })).data.node.email).toBe('new@example.com');
    await expect.poll(async () => (await ask(byKey, { id })).calls).toBe(0);
  });
});
