import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createKeeper } from '../../src/gateway/blind-index/keeper.ts';
import { verb } from '../../src/gateway/account.ts';
import { verifone } from '../../src/providers/verifone/index.ts';
import { connectRedis, type RedisConnection } from '../../src/store/redis/connection.ts';
import { createRedisIndexStore } from '../../src/store/redis/index-store.ts';
import { createCall } from '../../src/testing/support/vault.ts';
import { emulate } from '../support/emulate.ts';
import { indexStorePromises, entry, listedIn, token } from '../support/index-store-promises.ts';
import { build, indexed, keysIn, pagesOf, sourceAtEnd } from '../support/indexed.ts';
import { patientMs, startRedis, type RunningRedis } from '../support/redis.ts';

let redis: RunningRedis;
beforeAll(async () => void (redis = await startRedis()));
afterAll(() => redis.close());

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function connect(): Promise<RedisConnection> {
  const connection = await connectRedis(redis.url);
  closing.push(connection.close);
  return connection;
}

/** For tests of what a store answers, not of when. */
const patient = { read: patientMs.before, change: patientMs.after };

async function storeWith(prefix: string = randomUUID()) {
  return createRedisIndexStore(await connect(), prefix, patient);
}

describe('an index in Redis', () => {
  indexStorePromises(() => storeWith());

  it('deletes a space with everything in it, and nothing beside it', async () => {
    const prefix = 'a*[b]?c:';
    const { client } = await connect();
    const store = await storeWith(prefix);
    await store.lease('one', 'a', 0, 1);
    await store.put('one', [entry(1, 10, 11)], listedIn(1));
    await client.set('axbxc:index:{one}:mine', 'kept');
    expect(await store.find('one', [token(11)], '', 1)).toHaveLength(1);
    expect(await store.keepOnly([])).toBe(1);
    expect(await client.keys('a*c:index:*')).toEqual(['axbxc:index:{one}:mine']);
    await client.del('axbxc:index:{one}:mine');
  });

  it('holds nothing of a customer in any key or value', async () => {
    const prefix = randomUUID();
    const { client } = await connect();
    const emulator = emulate(verifone, { customers: 150 });
    const { account, parts, past } = indexed(verifone, emulator, { store: await storeWith(prefix) });
    const made = await verb(
      account,
      'CREATE_CUSTOMER',
      'createCustomer',
    )({ firstName: 'Canary', lastName: 'Personović', email: 'canary.person@example.com' }, createCall());
    await build(parts, 1);
    expect(keysIn(await pagesOf(account, { EMAIL: 'CANARY.person@example.com' }))).toEqual([made.key]);
    const keys = await client.keys(`${prefix}*`);
    expect(keys.length).toBeGreaterThan(100);
    const dumps = await Promise.all(
      keys.map(async (key) => {
        switch (await client.type(key)) {
          case 'hash':
            return JSON.stringify(await client.hGetAll(key));
          case 'zset':
            return JSON.stringify(await client.zRange(key, 0, -1));
          default:
            return JSON.stringify(await client.sMembers(key));
        }
      }),
    );
    const all = [...keys, ...dumps].join('\n').toLowerCase();
    const customers = await Promise.all(
      past.customerKeys().map((key) => past.vault.getCustomer(key, createCall())),
    );
    const canaries = customers
      .flatMap((one) => [one?.key, one?.email, one?.phone, one?.fullName, one?.firstName])
      .filter((text) => typeof text === 'string')
      // At least so long that they are in no sealed text by chance, as "Ana" is.
      .filter(({ length }) => length >= 5)
      .concat('canary', 'personovi', account.key);
    expect(canaries.length).toBeGreaterThan(400);
    expect(canaries.filter((text) => all.includes(text.toLowerCase()))).toEqual([]);
  });

  it('is not used while Redis is away, and a write succeeds all the same', async () => {
    const own = await startRedis();
    closing.push(own.close);
    const connection = await connectRedis(own.url);
    closing.push(connection.close);
    const store = createRedisIndexStore(connection, 'away:');
    const { account, parts } = indexed(verifone, emulate(verifone, { customers: 5 }), { store });
    await build(parts);
    expect(await account.index?.unusable()).toBeNull();
    await own.kill();
    expect(await account.index?.unusable()).toBe('AWAY');
    const { key } = await verb(
      account,
      'CREATE_CUSTOMER',
      'createCustomer',
    )({ firstName: 'Ana', lastName: 'Horvat', email: 'away@example.com' }, createCall());
    const pages = await pagesOf(account, { EMAIL: 'away@example.com' });
    expect(keysIn(pages)).toEqual([key]);
    expect(sourceAtEnd(pages)?.method).toBe('SCAN');
  });
});

describe('two processes on one Redis', () => {
  it('read a list once, and both find by it', async () => {
    const prefix = randomUUID();
    const emulator = emulate(verifone, { customers: 600 });
    const instances = await Promise.all(
      ['one', 'other'].map(async () => {
        const asked: string[] = [];
        const fetch: typeof emulator.fetch = (request) => {
          if (!request.url.includes('token')) asked.push(request.url);
          return emulator.fetch(request);
        };
        const made = indexed(verifone, { ...emulator, fetch }, { store: await storeWith(prefix) });
        return Object.assign(made, { asked });
      }),
    );
    for (const { parts } of instances) {
      const keeper = createKeeper(parts, {
        clock: {
          now: () => performance.now(),
          after: (ms, callBack) => {
            const timer = setTimeout(callBack, ms / 20);
            return () => clearTimeout(timer);
          },
        },
        requestTimeoutMs: 10_000,
        observe: () => undefined,
        defect: (error) => {
          throw error;
        },
      });
      closing.push(keeper.stop);
    }
    const size = () => Promise.all(instances.map(async ({ account }) => account.index?.status()));
    await expect
      .poll(async () => (await size()).map((status) => status?.completeSince instanceof Date))
      .toEqual([true, true]);
    expect((await size()).map((status) => status?.size)).toEqual([600, 600]);
    const alone = indexed(verifone, emulator);
    const steps = await build(alone.parts);
    const asked = instances.map((instance) => instance.asked.length);
    expect(Math.min(...asked)).toBe(0);
    expect(Math.max(...asked)).toBeLessThan(2 * steps);
    const key = alone.past.customerKeys()[300] ?? '';
    const email = (await alone.past.vault.getCustomer(key, createCall()))?.email ?? '';
    for (const { account } of instances) {
      const pages = await pagesOf(account, { EMAIL: email });
      expect(keysIn(pages)).toContain(key);
      expect(sourceAtEnd(pages)).toMatchObject({ method: 'INDEX', status: 'COMPLETE' });
    }
  });
});
