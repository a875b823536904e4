import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimOf, dayMs, leaseMs, start } from '../../../test/support/claims.ts';
import { freePort } from '../../../test/support/free-port.ts';
import { median } from '../../../test/support/median.ts';
import { patientMs, startRedis, type RunningRedis } from '../../../test/support/redis.ts';
import { createMemoryStore } from '../memory.ts';
import type { OutcomeStore } from '../store.ts';
import { connectRedis, type RedisConnection } from './connection.ts';
import { createRedisStore } from './store.ts';

const second = claimOf({ owner: 'second' });
const given = { state: 'given' };
const running = { state: 'running', print: 'print' };
const done = { state: 'done', print: 'print', outcome: 'what became of it' };

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function redisWith(settings: Readonly<Record<string, string>> = {}): Promise<RunningRedis> {
  const redis = await startRedis(settings);
  closing.push(redis.close);
  return redis;
}

async function connect(url: string): Promise<RedisConnection> {
  const connection = await connectRedis(url);
  closing.push(connection.close);
  return connection;
}

/** How long something takes until it is refused, to be asked more often if this machine is busy with something else. */
function refusalOf(ask: () => Promise<unknown>): () => Promise<number> {
  const take = async (): Promise<number> => {
    const begin = performance.now();
    await expect(ask()).rejects.toBeInstanceOf(Error);
    return performance.now() - begin;
  };
  return async () => median([await take(), await take(), await take()]);
}

describe('a Redis is refused', () => {
  it.each([
    ['appendonly', 'no'],
    ['appendfsync', 'everysec'],
    ['maxmemory-policy', 'allkeys-lru'],
  ])('if %s is %s, with one reason', async (setting, value) => {
    const redis = await redisWith({ [setting]: value });
    const refused = connectRedis(redis.url);
    await expect(refused).rejects.toMatchObject({
      name: 'UnfitRedisError',
      reasons: [expect.stringMatching(new RegExp(`^${setting} must be \\w+: [^.]+\\.$`))],
    });
  });

  it('if its settings cannot be read', async () => {
    const redis = await redisWith({ user: 'default on nopass ~* +@all -config' });
    await expect(connectRedis(redis.url)).rejects.toThrow('its settings cannot be read');
  });

  it('if it is not there, once there was time for it to come', async () => {
    const url = `redis://127.0.0.1:${await freePort()}`;
    await expect(connectRedis(url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('if it was restarted with settings that lose outcomes', async () => {
    const redis = await redisWith();
    const store = createRedisStore(await connect(redis.url), '', patientMs);
    await store.claim(claimOf());
    const client = (await connect(redis.url)).client;
    // Like a Redis that was restarted with other settings: what counts is that the connection is new.
    await client.configSet('appendfsync', 'everysec');
    await client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
    await expect.poll(() => store.claim(second).catch(String)).toMatch('appendfsync must be always');
    await client.configSet('appendfsync', 'always');
    await expect.poll(() => store.claim(second).catch(String)).toEqual(running);
  });
});

describe('stores on one Redis', () => {
  let redis: RunningRedis;
  let one: OutcomeStore;
  let other: OutcomeStore;
  beforeEach(async () => {
    redis = await redisWith();
    one = createRedisStore(await connect(redis.url), 'a:', patientMs);
    other = createRedisStore(await connect(redis.url), 'a:', patientMs);
  });

  it('see each other’s steps at once, and nothing of another prefix', async () => {
    expect(await one.claim(claimOf())).toEqual(given);
    expect(await other.claim(second)).toEqual(running);
    expect(await other.markSent('key', 'second')).toBe(false);
    await one.finish('key', 'first', 'what became of it');
    expect(await other.claim(second)).toEqual(done);
    const third = createRedisStore(await connect(redis.url), 'b:', patientMs);
    expect(await third.claim(second)).toEqual(given);
  });

  it('give each of many keys once', async () => {
    const claims = Array.from({ length: 200 }, (_, index) =>
      claimOf({ key: `${index % 10}`, owner: `${index}` }),
    );
    const claimed = await Promise.all(claims.map((claim, index) => (index % 2 ? one : other).claim(claim)));
    expect(claimed.filter(({ state }) => state === 'given')).toHaveLength(10);
  });

  it('let Redis delete what is older than a day', async () => {
    await one.claim(claimOf());
    await one.markSent('key', 'first');
    await one.finish('key', 'first', 'x');
    const { client } = await connect(redis.url);
    expect(await client.keys('*')).toEqual(['a:outcome:key']);
    const left = await client.pTTL('a:outcome:key');
    expect(left).toBeGreaterThan(dayMs - 60_000);
    expect(left).toBeLessThanOrEqual(dayMs);
  });

  it('keep everything that was acknowledged when Redis is killed', async () => {
    await one.claim(claimOf({ key: 'claimed' }));
    await one.claim(claimOf({ key: 'sent' }));
    await one.markSent('sent', 'first');
    await one.claim(claimOf({ key: 'done' }));
    await one.finish('done', 'first', 'what became of it');
    await redis.kill();
    await redis.start();
    const later = { ...second, now: start + leaseMs };
    await expect.poll(() => other.claim({ ...later, key: 'done' }).catch(String)).toEqual(done);
    expect(await other.claim({ ...later, key: 'sent' })).toEqual({ state: 'unknown', print: 'print' });
    expect(await other.claim({ ...second, key: 'claimed' })).toEqual(running);
  });

  it('answer as the store in memory does, whatever is done in whatever order', async () => {
    const who = { key: fc.constantFrom('a', 'b'), owner: fc.constantFrom('first', 'second', 'third') };
    const step = fc.record({
      ...who,
      verb: fc.constantFrom('claim', 'claim', 'markSent', 'markUnknown', 'release', 'finish'),
      // Less than a day altogether: when the old is deleted is each store's own affair.
      laterMs: fc.constantFrom(0, 0, 1, leaseMs - 1, leaseMs),
      print: fc.constantFrom('print', 'another'),
      mayRepeat: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const memory = createMemoryStore();
        const prefix = randomUUID();
        let now = start;
        for (const { verb, laterMs, owner, print, mayRepeat, ...each } of steps) {
          now += laterMs;
          const key = `${prefix}${each.key}`;
          const take = async (store: OutcomeStore): Promise<unknown> => {
            if (verb === 'claim') return store.claim(claimOf({ key, owner, now, print, mayRepeat }));
            return verb === 'finish' ? store.finish(key, owner, 'outcome') : store[verb](key, owner);
          };
          expect(await take(one)).toEqual(await take(memory));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a store whose Redis', () => {
  let redis: RunningRedis;
  let connection: RedisConnection;
  let store: OutcomeStore;
  /** The same, for what is to succeed however busy this machine is. */
  let patient: OutcomeStore;
  beforeEach(async () => {
    redis = await redisWith();
    connection = await connect(redis.url);
    store = createRedisStore(connection, '');
    patient = createRedisStore(connection, '', patientMs);
    await patient.claim(claimOf({ key: 'sent before' }));
  });

  it('is unreachable refuses before a write within 250 milliseconds, and recovers by itself', async () => {
    await redis.kill();
    await expect.poll(refusalOf(() => store.claim(claimOf()))).toBeLessThan(250);
    await expect.poll(refusalOf(() => store.markSent('sent before', 'first'))).toBeLessThan(250);
    await redis.start();
    await expect.poll(() => store.claim(claimOf()).catch(String)).toEqual(given);
    await expect.poll(() => store.markSent('sent before', 'first').catch(String)).toBe(true);
  });

  it('is unreachable for a moment loses nothing', async () => {
    await redis.kill();
    const finishing = patient.finish('sent before', 'first', 'what became of it');
    await redis.start();
    await finishing;
    expect(await patient.claim({ ...second, key: 'sent before' })).toEqual(done);
  });

  it('does not answer refuses within 250 milliseconds, and the key is free when it answers again', async () => {
    redis.pause();
    await expect.poll(refusalOf(() => store.claim(claimOf()))).toBeLessThan(250);
    redis.resume();
    await expect.poll(() => store.claim(second)).toEqual(given);
  });

  it('is a machine that vanished is connected to again', async () => {
    const before = await connection.client.sendCommand(['CLIENT', 'ID']);
    redis.pause();
    const begin = performance.now();
    while (performance.now() - begin < 1_600) {
      await expect.poll(refusalOf(() => store.claim(claimOf({ key: randomUUID() })))).toBeLessThan(250);
    }
    redis.resume();
    await expect.poll(() => store.claim(second).catch(String)).toEqual(given);
    await expect.poll(() => store.markSent('sent before', 'first').catch(String)).toBe(true);
    expect(await connection.client.sendCommand(['CLIENT', 'ID'])).not.toBe(before);
  });

  it.each(['pause', 'kill'] as const)(
    'is away once a key is claimed refuses and gives the claim up within 250 milliseconds: %s',
    async (how) => {
      await redis[how]();
      const giveUp = async (): Promise<void> => {
        await expect(store.markSent('sent before', 'first')).rejects.toBeInstanceOf(Error);
        await store.release('sent before', 'first');
      };
      await expect.poll(refusalOf(giveUp)).toBeLessThan(250);
    },
  );

  it('does not answer is closed all the same', async () => {
    redis.pause();
    await store.claim(claimOf()).catch(() => undefined);
    await store.close();
    await expect.poll(refusalOf(() => store.claim(claimOf()))).toBeLessThan(250);
  });
});
