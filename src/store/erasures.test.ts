import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { patientMs, startRedis, type RunningRedis } from '../../test/support/redis.ts';
import type { ErasureStore, NewErasure, Taking } from './erasures.ts';
import { createMemoryStore } from './memory.ts';
import { connectRedis } from './redis/connection.ts';
import { createRedisStore } from './redis/store.ts';
import { createSqliteStore } from './sqlite.ts';
import type { OutcomeStore } from './store.ts';

const now = Date.UTC(2026, 10, 20, 12);
const leaseMs = 1_000;
const keepMs = 60_000;

let redis: RunningRedis;
beforeAll(async () => void (redis = await startRedis()));
afterAll(() => redis.close());

function erasureOf(changes: Partial<NewErasure> = {}): NewErasure {
  return { tenant: 'acme', name: 'one', head: 'head', tasks: ['a', 'b'], now, keepMs, ...changes };
}

function taking(changes: Partial<Taking> = {}): Taking {
  return { tenant: 'acme', owner: 'first', now, leaseMs, ...changes };
}

const taskAt = (place: number, name = 'one') => ({ tenant: 'acme', name, place });

describe.each([
  ['memory', () => Promise.resolve(createMemoryStore())],
  ['SQLite', () => Promise.resolve(createSqliteStore(':memory:'))],
  ['Redis', async () => createRedisStore(await connectRedis(redis.url), `${randomUUID()}:`, patientMs)],
])('a store of erasures in %s', (_name, open) => {
  let outcomes: OutcomeStore;
  let store: ErasureStore;
  beforeEach(async () => {
    outcomes = await open();
    if (!outcomes.erasures) throw new Error('It keeps no erasures.');
    store = outcomes.erasures;
  });
  afterEach(() => outcomes.close());

  it('keeps an erasure with its tasks in their order, once', async () => {
    expect(await store.begin(erasureOf())).toBe(true);
    expect(await store.begin(erasureOf({ head: 'other', tasks: ['c'] }))).toBe(false);
    expect(await store.read({ ...taskAt(0), now })).toEqual({
      head: 'head',
      tasks: [
        { text: 'a', due: now },
        { text: 'b', due: now },
      ],
    });
  });

  it('knows nothing of other names, nor of other tenants, nor after the time', async () => {
    await store.begin(erasureOf());
    expect(await store.read({ tenant: 'acme', name: 'two', now })).toBeNull();
    expect(await store.read({ tenant: 'other', name: 'one', now })).toBeNull();
    expect(await store.read({ tenant: 'acme', name: 'one', now: now + keepMs - 1 })).not.toBeNull();
    expect(await store.begin(erasureOf({ tenant: 'other', tasks: ['c'] }))).toBe(true);
    expect(await store.take(taking({ tenant: 'third' }))).toEqual({ task: null, nextDue: null });
  });

  it('gives each due task to one owner, the one that has been due longest first', async () => {
    await store.begin(erasureOf({ now: now - 10 }));
    await store.begin(erasureOf({ name: 'two', tasks: ['c'], now: now - 20 }));
    expect(await store.take(taking())).toEqual({ task: taskAt(0, 'two'), text: 'c' });
    const others = [await store.take(taking()), await store.take(taking())];
    expect(others).toContainEqual({ task: taskAt(0), text: 'a' });
    expect(others).toContainEqual({ task: taskAt(1), text: 'b' });
    expect(await store.take(taking())).toEqual({ task: null, nextDue: now + leaseMs });
  });

  it('gives one task to one of many that ask at once', async () => {
    await store.begin(erasureOf({ tasks: ['a'] }));
    const asked = Array.from({ length: 50 }, (_, owner) => store.take(taking({ owner: `owner ${owner}` })));
    const taken = (await Promise.all(asked)).filter(({ task }) => task !== null);
    expect(taken).toHaveLength(1);
  });

  it('gives no task before it is due, and says when the next is', async () => {
    await store.begin(erasureOf({ tasks: ['a'], now: now + 1 }));
    expect(await store.take(taking())).toEqual({ task: null, nextDue: now + 1 });
    expect(await store.take(taking({ now: now + 1 }))).toMatchObject({ text: 'a' });
  });

  it('keeps what its owner gives, also after the lease if no other took it', async () => {
    await store.begin(erasureOf({ tasks: ['a'] }));
    await store.take(taking());
    expect(await store.keep(taskAt(0), 'first', { text: 'sent', due: now + leaseMs })).toBe(true);
    expect(await store.take(taking({ owner: 'second' }))).toEqual({ task: null, nextDue: now + leaseMs });
    expect(await store.keep(taskAt(0), 'first', { text: 'later', due: now + 5 })).toBe(true);
    expect(await store.take(taking({ owner: 'second', now: now + 5 }))).toMatchObject({ text: 'later' });
  });

  it('gives a task whose owner has disappeared to another, and takes nothing from the first then', async () => {
    await store.begin(erasureOf({ tasks: ['a'] }));
    await store.take(taking());
    await store.keep(taskAt(0), 'first', { text: 'sent', due: now + leaseMs });
    const second = taking({ owner: 'second', now: now + leaseMs });
    expect(await store.take(second)).toEqual({ task: taskAt(0), text: 'sent' });
    expect(await store.keep(taskAt(0), 'first', { text: 'too late', due: null })).toBe(false);
    expect(await store.keep(taskAt(0), 'second', { text: 'done', due: null })).toBe(true);
    expect(await store.read({ ...taskAt(0), now })).toMatchObject({ tasks: [{ text: 'done', due: null }] });
  });

  it('gives no owner a task that is done', async () => {
    await store.begin(erasureOf({ tasks: ['a'] }));
    await store.take(taking());
    await store.keep(taskAt(0), 'first', { text: 'done', due: null });
    expect(await store.take(taking({ now: now + keepMs - 1 }))).toEqual({ task: null, nextDue: null });
  });

  it('keeps nothing of a task that there is not', async () => {
    expect(await store.keep(taskAt(0), 'first', { text: 'x', due: null })).toBe(false);
    await store.begin(erasureOf({ tasks: ['a'] }));
    await store.take(taking());
    expect(await store.keep(taskAt(1), 'first', { text: 'x', due: null })).toBe(false);
  });
});
