import { describe, expect, it } from 'vitest';
import { createAccountCache, type AccountCacheOptions } from '../../gateway/cache/account-cache.ts';
import type { Fetch } from '../../http/fetch.ts';
import type { Vault } from '../../port.ts';
import { createMemoryCache } from '../../store/memory-cache.ts';
import { isTokenRequest, writes, verbsOf, type Ask } from '../support/asking.ts';
import { customersPerAccount, unlike, type Subject, type Tables } from '../support/subject.ts';
import { connectTo, createCachedCall, createCall } from '../support/vault.ts';

const ttlMs = 60_000;

/** An account with a cache whose clock stands, its twin at another tenant, and how many requests have reached the provider. */
function cached(definition: Subject) {
  const emulator = definition.emulate({ customers: customersPerAccount });
  const clock = { ms: 0 };
  const asked = { count: 0 };
  const fetch: Fetch = async (request) => {
    if (!isTokenRequest(request)) asked.count += 1;
    return emulator.fetch(request);
  };
  const store = createMemoryCache({ now: () => clock.ms });
  const secrets = [Buffer.alloc(32, 1)] as const;
  const connect = (changes: Partial<AccountCacheOptions> = {}) =>
    connectTo(definition, emulator, {
      fetch,
      cacheOf: (account, fingerprint) =>
        createAccountCache({ store, secrets, tenant: 'acme', account, ttlMs, fingerprint, ...changes }),
    });
  const account = connect();
  const requestsFor = async (read: () => Promise<unknown>): Promise<number> => {
    const before = asked.count;
    await read();
    return asked.count - before;
  };
  const { vault, customerKeys } = account;
  return { vault, connect, clock, requestsFor, key: customerKeys()[0] ?? '' };
}

/** Every read by key, of a customer who has a payment method if the provider lists them. */
const reads = {
  getCustomer: (vault, key, call) => vault.getCustomer(key, call),
  getCustomers: (vault, key, call) => vault.getCustomers?.([key], call),
  listPaymentMethods: (vault, key, call) => vault.listPaymentMethods?.(key, { from: null, limit: 5 }, call),
  getPaymentMethod: async (vault, key, call) => {
    const page = await vault.listPaymentMethods?.(key, { from: null, limit: 5 }, createCall());
    return vault.getPaymentMethod?.(key, page?.items[0]?.item?.key ?? '', call);
  },
} satisfies Partial<Record<keyof Vault, Ask>>;

const person = { firstName: 'Ana', lastName: 'Horvat', email: 'ana.horvat@example.com' };

/** Every write of a customer who is there; a person registers under a reference, which becomes the key. */
const writesOfOne = {
  updateCustomer: writes.updateCustomer,
  deleteCustomer: writes.deleteCustomer,
  deletePaymentMethod: writes.deletePaymentMethod,
  registerPaymentMethod: writes.registerPaymentMethod,
  createRegistrationLink: (vault, key, call) =>
    vault.createRegistrationLink?.({ merchantReference: key, ...person }, 15, call),
  attachCustomerToPayment: (vault, key, call) =>
    vault.attachCustomerToPayment?.('payment', { merchantReference: key, ...person }, call),
} satisfies Partial<Record<keyof Vault, Ask>>;

/** The first customer for which a read returns something. */
async function keyFor(vault: Vault, keys: readonly string[], ask: Ask): Promise<string> {
  for (const key of keys) {
    const value = await ask(vault, key, createCall());
    const items = value && typeof value === 'object' && 'items' in value ? value.items : value;
    if (items && (!Array.isArray(items) || items.length > 0)) return key;
  }
  throw new Error('No customer has what is read.');
}

export function cachingPromises({ providers }: Tables): void {
  describe.each(providers)('a cache of an account at $code', (definition) => {
    const byKey = verbsOf(definition, reads);

    it.each(byKey)('answers a second read in full, and says how old it is: $verb', async ({ verb, ask }) => {
      const { vault, connect, clock } = cached(definition);
      const key = await keyFor(vault, connect().customerKeys(), ask);
      const first = createCachedCall();
      const value = await ask(vault, key, first);
      clock.ms += 12_000;
      const second = createCachedCall();
      expect(await ask(vault, key, second)).toStrictEqual(value);
      expect([first.hits, first.seen.length > 0]).toEqual([[], true]);
      expect([second.seen, second.hits]).toEqual([
        [],
        [
          expect.objectContaining({
            operation: verb === 'getCustomers' ? 'getCustomer' : verb,
            ageMs: 12_000,
            restMs: 48_000,
          }),
        ],
      ]);
    });

    it.each(byKey)('answers only until its time is over: $verb', async ({ ask }) => {
      const { vault, connect, clock } = cached(definition);
      const key = await keyFor(vault, connect().customerKeys(), ask);
      await ask(vault, key, createCachedCall());
      clock.ms = ttlMs - 1;
      const inTime = createCachedCall();
      await ask(vault, key, inTime);
      clock.ms = ttlMs;
      const late = createCachedCall();
      await ask(vault, key, late);
      expect([inTime.hits.length, late.hits.length, late.seen.length > 0]).toEqual([1, 0, true]);
    });

    it.each(byKey)('answers no call that does not allow it: $verb', async ({ ask }) => {
      const { vault, connect } = cached(definition);
      const key = await keyFor(vault, connect().customerKeys(), ask);
      await ask(vault, key, createCachedCall());
      for (const call of [createCall(), { ...createCachedCall(), afresh: true as const }]) {
        await ask(vault, key, call);
        expect(call.seen.length).toBeGreaterThan(0);
      }
    });

    it.each(verbsOf(definition, writesOfOne))(
      'answers nothing from before a write: $verb',
      async ({ ask }) => {
        const { vault, connect, key, requestsFor } = cached(definition);
        const [, other = ''] = connect().customerKeys();
        const read = (which: string) => vault.getCustomer(which, createCachedCall()).catch(() => null);
        await read(key);
        await read(other);
        expect(await requestsFor(() => read(key))).toBe(0);
        await ask(vault, key, createCall())?.catch(() => null);
        expect(await requestsFor(() => read(key))).toBeGreaterThan(0);
        expect(await requestsFor(() => read(other))).toBe(0);
      },
    );

    it('gives nothing to another tenant, to other credentials, nor under another secret', async () => {
      const { vault, connect, key, requestsFor } = cached(definition);
      await vault.getCustomer(key, createCachedCall());
      const others = [
        { tenant: 'umbrella' },
        { account: 'another' },
        { fingerprint: () => 'of other credentials' },
        { secrets: [Buffer.alloc(32, 2)] as const },
      ];
      for (const changes of others) {
        const read = () => connect(changes).vault.getCustomer(key, createCachedCall());
        expect(await requestsFor(read)).toBeGreaterThan(0);
      }
      expect(await requestsFor(() => connect().vault.getCustomer(key, createCachedCall()))).toBe(0);
    });

    it('keeps nothing of what is not there', async () => {
      const { vault, connect, key, requestsFor } = cached(definition);
      const unknown = unlike(key, connect().customerKeys());
      const read = () => vault.getCustomer(unknown, createCachedCall());
      expect(await read()).toBeNull();
      expect(await requestsFor(read)).toBeGreaterThan(0);
    });

    it('keeps nothing of a failure', async () => {
      const { vault, key, requestsFor } = cached(definition);
      const aborted = { ...createCachedCall(), signal: AbortSignal.abort() };
      await expect(vault.getCustomer(key, aborted)).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
      expect(await requestsFor(() => vault.getCustomer(key, createCachedCall()))).toBeGreaterThan(0);
    });
  });
}
