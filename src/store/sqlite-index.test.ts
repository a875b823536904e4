import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { entry, indexStorePromises, listedIn, token } from '../../test/support/index-store-promises.ts';
import { createSqliteIndexStore } from './sqlite-index.ts';
import { findByTokenQuery, openIndexDatabase } from './sqlite-index-schema.ts';

const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-index-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an index in memory', () => {
  indexStorePromises(() => Promise.resolve(createSqliteIndexStore(':memory:')));
});

describe('an index in a file', () => {
  it('is looked up by the token, not read from its beginning', () => {
    const database = openIndexDatabase(join(folder, 'plan.index'));
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${findByTokenQuery}`).all('', '', '', 1);
    const steps = plan
      .map(({ detail }) => String(detail))
      .filter((detail) => /^(?:SEARCH|SCAN)/.test(detail));
    expect(steps[0]).toMatch(/^SEARCH token USING PRIMARY KEY \(token=\?\)/);
    expect(steps.filter((detail) => detail.startsWith('SCAN'))).toEqual([]);
    database.close();
  });

  it('is there when the file is opened again, and in every process that opens it', async () => {
    const path = join(folder, 'shared.index');
    const [one, other] = [createSqliteIndexStore(path), createSqliteIndexStore(path)];
    await one.put('one', [entry(1, 10)], listedIn(1));
    expect(await other.find('one', [token(10)], '', 10)).toHaveLength(1);
    expect(await one.lease('one', 'a', 0, 100)).toBe(true);
    expect(await other.lease('one', 'b', 0, 100)).toBe(false);
    await Promise.all([one.close(), other.close()]);
    expect((await createSqliteIndexStore(path).state('one')).size).toBe(1);
  });

  it('waits for a process that is writing, and changes nothing if that takes too long', async () => {
    const path = join(folder, 'busy.index');
    const store = createSqliteIndexStore(path, 30);
    const blocking = new DatabaseSync(path);
    blocking.exec('BEGIN IMMEDIATE');
    await expect(store.put('one', [entry(1, 10)], listedIn(1))).rejects.toThrow('locked');
    const patient = createSqliteIndexStore(path, 10_000).put('one', [entry(2, 10)], listedIn(1));
    setTimeout(() => blocking.exec('ROLLBACK'), 20);
    await patient;
    expect((await store.state('one')).size).toBe(1);
  });
});
