import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../src/cli/open-store.ts';
import { assertShareable } from '../src/cli/workers.ts';
import { parseConfig } from '../src/config/config.ts';
import { ConfigError } from '../src/config/mistake.ts';
import { fileWith, idKey, mistakesOf, monriAccount } from './support/configuration.ts';

const path = 'tenants[0].accounts[0].cache';
const fileOf = (cache: unknown, changes = {}) => fileWith([monriAccount({ cache })], changes);

it.each([
  ['no time', {}, `${path}.ttlSeconds`],
  ['no seconds', { ttlSeconds: 0 }, `${path}.ttlSeconds`],
  ['a part of a second', { ttlSeconds: 0.5 }, `${path}.ttlSeconds`],
  ['more than five minutes', { ttlSeconds: 301 }, `${path}.ttlSeconds`],
  ['a text', { ttlSeconds: '30' }, `${path}.ttlSeconds`],
  ['another setting', { ttlSeconds: 30, store: 'redis' }, `${path}.store`],
  ['true', true, path],
])('a cache is refused with %s', (_what, cache, at) => {
  expect(mistakesOf(fileOf(cache)).map((mistake) => mistake.path)).toEqual([at]);
});

it('a cache is taken with every store, and needs an idKey if it is in Redis', () => {
  const cache = { ttlSeconds: 300 };
  const redis = { type: 'redis', url: 'redis://127.0.0.1' };
  for (const store of [{ type: 'memory' }, { type: 'sqlite' }])
    expect(mistakesOf(fileOf(cache, { store }))).toEqual([]);
  expect(mistakesOf(fileOf(cache, { store: redis }))).toEqual([
    { path: 'idKey', message: expect.stringContaining('is missing') },
  ]);
  expect(mistakesOf(fileOf(cache, { store: redis, idKey }))).toEqual([]);
});

it('a cache is refused with workers, unless it is in Redis', () => {
  const config = (store: object) =>
    parseConfig(fileOf({ ttlSeconds: 30 }, { idKey, store, audit: { type: 'none' } }), {});
  const mistakes = [{ path, message: expect.stringContaining('needs store.type redis with --workers') }];
  const refusal = expect.objectContaining({ mistakes });
  expect(() => assertShareable(config({ type: 'sqlite' }))).toThrow(refusal);
  expect(() => assertShareable(config({ type: 'redis', url: 'redis://127.0.0.1' }))).not.toThrow();
});

it('a second process may use the same database, but have no cache', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-cache-'));
  const store = { type: 'sqlite', path: join(folder, 'outcomes.db') };
  const config = parseConfig(fileOf({ ttlSeconds: 30 }, { store }), {});
  const [one, other] = [await openStore(config), await openStore(config)];
  one.cache.open();
  expect(() => other.cache.open()).toThrow(ConfigError);
  one.cache.close();
  expect(() => other.cache.open()).not.toThrow();
  other.cache.close();
  await Promise.all([one.store.close(), other.store.close()]);
  rmSync(folder, { recursive: true });
});
