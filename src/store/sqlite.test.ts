import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimOf, dayMs, start } from '../../test/support/claims.ts';
import { createSqliteStore } from './sqlite.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outcomes-'));
  path = join(folder, 'outcomes.db');
});
afterEach(() => rm(folder, { recursive: true }));

const second = claimOf({ owner: 'second' });

describe('two stores of one file', () => {
  it('see each other’s steps at once', async () => {
    const [one, other] = [createSqliteStore(path), createSqliteStore(path)];
    expect(await one.claim(claimOf())).toEqual({ state: 'given' });
    expect(await other.claim(second)).toEqual({ state: 'running', print: 'print' });
    expect(await other.markSent('key', 'second')).toBe(false);
    await one.finish('key', 'first', 'what became of it');
    expect(await other.claim(second)).toEqual({
      state: 'done',
      print: 'print',
      outcome: 'what became of it',
    });
    await Promise.all([one.close(), other.close()]);
  });

  it('give each of many keys once', async () => {
    const stores = [createSqliteStore(path), createSqliteStore(path)];
    const claims = Array.from({ length: 40 }, (_, index) => ({ store: index % 2, key: `key ${index % 10}` }));
    const claimed = await Promise.all(
      claims.map(async ({ store, key }, index) => stores[store]?.claim(claimOf({ key, owner: `${index}` }))),
    );
    expect(claimed.filter((one) => one?.state === 'given')).toHaveLength(10);
    await Promise.all(stores.map((store) => store.close()));
  });
});

describe('a store in a file', () => {
  it.each([
    ['claimed', { state: 'running', print: 'print' }],
    ['sent', { state: 'running', print: 'print' }],
    ['done', { state: 'done', print: 'print', outcome: 'what became of it' }],
  ])('still has what is %s when it is opened again', async (state, met) => {
    const before = createSqliteStore(path);
    await before.claim(claimOf());
    if (state !== 'claimed') await before.markSent('key', 'first');
    if (state === 'done') await before.finish('key', 'first', 'what became of it');
    await before.close();
    const after = createSqliteStore(path);
    expect(await after.claim(second)).toEqual(met);
    await after.close();
  });

  it('deletes what is older than a day', async () => {
    const store = createSqliteStore(path);
    for (const key of ['a', 'b', 'c']) await store.claim(claimOf({ key }));
    await store.claim(claimOf({ key: 'd', now: start + dayMs }));
    await store.close();
    const database = new DatabaseSync(path);
    expect(
      database
        .prepare('SELECT key FROM outcome')
        .all()
        .map(({ key }) => key),
    ).toEqual(['d']);
    database.close();
  });

  it('has a write-ahead log', async () => {
    const store = createSqliteStore(path);
    const database = new DatabaseSync(path);
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    database.close();
    await store.close();
  });

  it('rejects soon while another process holds the file, and changes nothing', async () => {
    const store = createSqliteStore(path);
    await store.claim(claimOf({ key: 'sent before' }));
    const blocker = new DatabaseSync(path);
    blocker.exec('BEGIN IMMEDIATE');
    const begin = performance.now();
    await expect(store.claim(claimOf())).rejects.toThrow('database is locked');
    // SQLite's own wait, which it has while it opens the file, lasts 5 seconds.
    expect(performance.now() - begin).toBeLessThan(4_500);
    await expect(store.markSent('sent before', 'first')).rejects.toThrow('database is locked');
    await expect(store.finish('sent before', 'first', 'x')).rejects.toThrow('database is locked');
    await expect(store.release('sent before', 'first')).rejects.toThrow('database is locked');
    await expect(store.markUnknown('sent before', 'first')).rejects.toThrow('database is locked');
    blocker.exec('COMMIT');
    blocker.close();
    expect(await store.claim(claimOf())).toEqual({ state: 'given' });
    expect(await store.claim(claimOf({ key: 'sent before', owner: 'second' }))).toEqual({
      state: 'running',
      print: 'print',
    });
    await store.close();
  });

  it('waits for another process that holds the file, without stopping this one', async () => {
    // Less than SQLite's own wait of 5 seconds, which would stop everything and leave no patience.
    const store = createSqliteStore(path, { before: 4_000, after: 4_000 });
    const blocker = new DatabaseSync(path);
    blocker.exec('BEGIN IMMEDIATE');
    const keys = ['a', 'b', 'c', 'd'];
    const claiming = Promise.all(keys.map((key) => store.claim(claimOf({ key }))));
    for (let turns = 0; turns < 10; turns += 1) await sleep(5);
    blocker.exec('COMMIT');
    expect(await claiming).toEqual(keys.map(() => ({ state: 'given' })));
    blocker.close();
    await store.close();
  });

  it('waits longer to keep an outcome than to claim a key', async () => {
    const store = createSqliteStore(path, { before: 50, after: 20_000 });
    await store.claim(claimOf());
    await store.markSent('key', 'first');
    const blocker = new DatabaseSync(path);
    blocker.exec('BEGIN IMMEDIATE');
    const finishing = store.finish('key', 'first', 'x');
    await expect(store.claim(claimOf({ key: 'another' }))).rejects.toThrow('database is locked');
    blocker.exec('COMMIT');
    await finishing;
    expect(await store.claim(second)).toEqual({ state: 'done', print: 'print', outcome: 'x' });
    blocker.close();
    await store.close();
  });

  it('rejects every step once it is closed', async () => {
    const store = createSqliteStore(path);
    await store.close();
    await expect(store.claim(claimOf())).rejects.toThrow('database is not open');
    await expect(store.markSent('key', 'first')).rejects.toThrow(/finalized|not open/);
    await expect(store.finish('key', 'first', 'x')).rejects.toThrow(/finalized|not open/);
    await expect(store.release('key', 'first')).rejects.toThrow(/finalized|not open/);
    await expect(store.markUnknown('key', 'first')).rejects.toThrow(/finalized|not open/);
  });
});
