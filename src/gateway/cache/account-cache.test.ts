import { describe, expect, it } from 'vitest';
import { customerWith } from '../../../test/support/account.ts';
import type { CacheStore } from '../../store/cache-store.ts';
import { createMemoryCache } from '../../store/memory-cache.ts';
import { createAccountCache, type AccountCacheOptions } from './account-cache.ts';

const secret = Buffer.alloc(32, 1);
const other = Buffer.alloc(32, 2);
const terms = { deadline: Infinity };

function cacheWith(store: CacheStore, changes: Partial<AccountCacheOptions> = {}) {
  const usual = { tenant: 'acme', account: 'monri-hr', ttlMs: 60_000, fingerprint: () => 'same' };
  return createAccountCache({ store, secrets: [secret], ...usual, ...changes });
}

/** A store, and every text that is given to it. */
function seen() {
  const memory = createMemoryCache();
  const texts: string[] = [];
  const noting =
    <Asked extends readonly unknown[], Answer>(step: (...asked: Asked) => Answer) =>
    (...asked: Asked): Answer => {
      texts.push(JSON.stringify(asked));
      return step(...asked);
    };
  const store: CacheStore = {
    look: noting(memory.look),
    keep: noting(memory.keep),
    begin: noting(memory.begin),
    end: noting(memory.end),
  };
  return { store, texts };
}

const customer = customerWith('key-of-ana', { email: 'ana.horvat@example.com', phone: '+385911234567' });

async function keep(cache: ReturnType<typeof cacheWith>, value: unknown = customer): Promise<void> {
  const { keep: keepIt } = await cache.look('key-of-ana', 'entry');
  await keepIt?.(value);
}

const valueIn = async (cache: ReturnType<typeof cacheWith>) =>
  (await cache.look('key-of-ana', 'entry')).found?.value ?? null;

describe('what a cache gives to its store', () => {
  it('is a record as it was, with its dates, and reveals nothing of it or of whose it is', async () => {
    const { store, texts } = seen();
    const cache = cacheWith(store);
    const dated = { ...customer, createdAt: new Date(0), metadata: { vip: true } };
    await keep(cache, dated);
    expect(await valueIn(cache)).toStrictEqual(dated);
    await cache.writing('key-of-ana', terms, () => Promise.resolve());
    await cache.forget();
    const inside = texts.flatMap((text) =>
      [...text.matchAll(/"([\w-]+)"/g)].map(([, part = '']) =>
        Buffer.from(part, 'base64url').toString('latin1'),
      ),
    );
    const given = [...texts, ...inside].join('\n').toLowerCase();
    const words = ['horvat', 'example.com', '385911234567', 'key-of', '"ana', 'acme', 'monri', 'getcustomer'];
    expect(words.filter((word) => given.includes(word))).toEqual([]);
    expect(texts.length).toBeGreaterThan(5);
  });

  it('is another text each time, although the record is the same', async () => {
    const { store, texts } = seen();
    const cache = cacheWith(store);
    await keep(cache);
    await cache.forget();
    await keep(cache);
    const values = texts.flatMap((text) => /"value":"([^"]+)"/.exec(text)?.[1] ?? []);
    expect([values.length, new Set(values).size]).toEqual([2, 2]);
  });

  it('opens as nothing if it was changed, or kept for something else', async () => {
    const memory = createMemoryCache();
    const taken: string[] = [];
    const store: CacheStore = {
      ...memory,
      keep: (place, name, kept) => {
        taken.push(kept.value);
        return memory.keep(place, name, { ...kept, value: taken[0] ?? '' });
      },
    };
    const cache = cacheWith(store);
    await keep(cache);
    expect(await valueIn(cache)).toStrictEqual(customer);
    const another = await cache.look('key-of-ana', 'another');
    await another.keep?.(customer);
    expect((await cache.look('key-of-ana', 'another')).found).toBeNull();
    taken[0] = `${taken[0]?.slice(0, -2)}AA`;
    await cache.forget();
    await keep(cache);
    expect(await valueIn(cache)).toBeNull();
  });

  it('is nothing of what is too large, or no plain data', async () => {
    for (const value of ['x'.repeat(64 * 1024), { call: () => 1 }]) {
      const { store, texts } = seen();
      await keep(cacheWith(store), value);
      expect(texts.filter((text) => text.includes('"value"'))).toEqual([]);
    }
  });
});

describe('a write', () => {
  it('forgets under every secret, for those who have another one first', async () => {
    const store = createMemoryCache();
    const [old, both] = [cacheWith(store), cacheWith(store, { secrets: [other, secret] })];
    await keep(old);
    await both.writing('key-of-ana', terms, () => Promise.resolve());
    expect(await valueIn(old)).toBeNull();
    await keep(old);
    await both.forget();
    expect(await valueIn(old)).toBeNull();
  });

  it('forgets what was kept under other settings of the account, and in other letters', async () => {
    const store = createMemoryCache();
    const [one, another] = [cacheWith(store), cacheWith(store, { fingerprint: () => 'another' })];
    await keep(one);
    expect(await valueIn(another)).toBeNull();
    await another.writing('KEY-OF-ANA', terms, () => Promise.resolve());
    expect(await valueIn(one)).toBeNull();
  });

  it('is announced by a process that reads nothing from the cache', async () => {
    const store = createMemoryCache();
    const [one, silent] = [cacheWith(store), cacheWith(store, { ttlMs: 0 })];
    await keep(one);
    await keep(silent);
    expect(await valueIn(silent)).toBeNull();
    await silent.writing('key-of-ana', terms, () => Promise.resolve());
    expect(await valueIn(one)).toBeNull();
  });

  it('is not begun if others would not hear of it, and its own failure stays its own', async () => {
    const away = () => Promise.reject(new Error('away'));
    const memory = createMemoryCache();
    let begun = 0;
    const write = () => {
      begun += 1;
      return Promise.reject(new TypeError('its own'));
    };
    const unheard = cacheWith({ ...memory, begin: away });
    await expect(unheard.writing('key', terms, write)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(begun).toBe(0);
    const unended = cacheWith({ ...memory, end: away });
    await expect(unended.writing('key', terms, write)).rejects.toThrow('its own');
    expect([begun, (await unended.look('key', 'entry')).keep]).toEqual([1, null]);
  });
});

it('a cache whose store fails finds nothing and keeps nothing', async () => {
  const away = () => Promise.reject(new Error('away'));
  const cache = cacheWith({ look: away, keep: away, begin: away, end: away });
  expect(await cache.look('key', 'entry')).toEqual({ found: null, keep: null });
  await expect(cache.forget()).resolves.toBeUndefined();
});
