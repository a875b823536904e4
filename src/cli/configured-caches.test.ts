import { expect, it } from 'vitest';
import { fileWith, monriAccount } from '../../test/support/configuration.ts';
import { parseConfig } from '../config/config.ts';
import { createMemoryCache } from '../store/memory-cache.ts';
import { configuredCaches } from './configured-caches.ts';
import { createLazyCache } from './lazy-cache.ts';

const configWith = (cache?: object) =>
  parseConfig(fileWith([monriAccount(cache ? { cache } : {})], { store: { type: 'memory' } }), {});

function lazy() {
  let opened = 0;
  const cache = createLazyCache(() => {
    opened += 1;
    return { store: createMemoryCache() };
  });
  const cacheBy = (config: ReturnType<typeof configWith>) =>
    configuredCaches(config, [Buffer.alloc(32, 1)], cache)('acme', 'monri-hr', () => 'same');
  return { cacheBy, opened: () => opened };
}

it('no store is opened, and there is no cache, unless an account has one', () => {
  const { cacheBy, opened } = lazy();
  expect(cacheBy(configWith())).toBeUndefined();
  expect(opened()).toBe(0);
  expect(cacheBy(configWith({ ttlSeconds: 30 }))?.ttlMs).toBe(30_000);
  expect(opened()).toBe(1);
});

it('what is written while a cache is switched off is not in it when it is back', async () => {
  const { cacheBy } = lazy();
  const on = configWith({ ttlSeconds: 30 });
  const before = cacheBy(on);
  await (await before?.look('key', 'entry'))?.keep?.('old');
  const off = cacheBy(configWith());
  expect((await off?.look('key', 'entry'))?.found).toBeNull();
  await off?.writing('key', { deadline: Infinity }, () => Promise.resolve());
  expect((await cacheBy(on)?.look('key', 'entry'))?.found).toBeNull();
  await (await cacheBy(on)?.look('key', 'entry'))?.keep?.('new');
  expect((await cacheBy(on)?.look('key', 'entry'))?.found?.value).toBe('new');
});
