import { expect, it } from 'vitest';
import { accountWith } from '../../test/support/account.ts';
import type { PaymentMethod } from '../domain/payment-method.ts';
import { createMemoryCache } from '../store/memory-cache.ts';
import { requestScopeOf } from '../testing/support/request-scope.ts';
import { createCachedCall, createCall } from '../testing/support/vault.ts';
import { createAccountCache } from './cache/account-cache.ts';
import { cachingReads } from './cache/caching-reads.ts';
import { digest } from './ids.ts';
import { createLoaders } from './loaders.ts';
import { readPaymentMethod } from './reading.ts';

it('a payment method is not looked for without end if a list says that more follows and gives nothing', async () => {
  let pages = 0;
  const account = accountWith('monri-hr', {
    listPaymentMethods: async () => {
      pages += 1;
      return { items: [], hasMore: true, total: null };
    },
  });
  const reading = readPaymentMethod(requestScopeOf([account]), account, 'c-1', 'unknown');
  await expect(reading).rejects.toMatchObject({ code: 'PROVIDER_BAD_RESPONSE' });
  expect(pages).toBeLessThan(11);
});

function methodWith(key: string): PaymentMethod {
  const unknown = { reference: null, description: null, token: null };
  const times = { createdAt: null, updatedAt: null, retainedUntil: null };
  const instrument = { kind: 'other', providerKind: 'wallet' } as const;
  return { key, customerKey: 'c-1', status: 'ACTIVE', instrument, metadata: {}, ...unknown, ...times };
}

/** An account whose provider lists payment methods by a list alone, with a cache or without. */
function listing(hasCache: boolean) {
  const provider = { pages: 0, keys: ['first'] };
  const listed = accountWith('monri-hr', {
    listPaymentMethods: async () => {
      provider.pages += 1;
      const items = provider.keys.map((key) => ({ item: methodWith(key), cursor: key }));
      return { items, hasMore: false, total: items.length };
    },
  });
  const cache = createAccountCache({
    store: createMemoryCache(),
    secrets: [Buffer.alloc(32, 1)],
    tenant: 'acme',
    account: listed.key,
    ttlMs: 60_000,
    fingerprint: () => 'same',
  });
  const cached = { cache, account: listed.key, onRead: () => undefined };
  const account = hasCache ? { ...listed, cache, vault: cachingReads(listed.vault, cached) } : listed;
  const find = async (key: string) => {
    const loaders = createLoaders(createCachedCall());
    const scope = { loaders, freshLoaders: createLoaders(createCall()) };
    return (await readPaymentMethod(scope, account, 'c-1', digest(key)))?.method.key ?? null;
  };
  return { provider, find };
}

it('a payment method is found that is newer than the list in a cache', async () => {
  const { provider, find } = listing(true);
  expect([await find('first'), await find('first'), provider.pages]).toEqual(['first', 'first', 1]);
  provider.keys.push('second');
  expect([await find('second'), provider.pages]).toEqual(['second', 2]);
});

it('a payment method that is not there is looked for once, if the account has no cache', async () => {
  const { provider, find } = listing(false);
  expect([await find('unknown'), provider.pages]).toEqual([null, 1]);
});
