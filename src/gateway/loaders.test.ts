import { describe, expect, it } from 'vitest';
import { accountWith, customerWith } from '../../test/support/account.ts';
import { createCall } from '../testing/support/vault.ts';
import type { Customer } from '../domain/customer.ts';
import { ProviderError } from '../domain/errors.ts';
import type { PaymentMethod } from '../domain/payment-method.ts';
import type { Vault } from '../port.ts';
import { createLoaders } from './loaders.ts';

const origin = { provider: 'MONRI', account: 'monri-hr' };

function find(name: string): Customer | null {
  return name.startsWith('no') ? null : customerWith(name);
}

/** An account that knows every customer whose key does not begin with `no`, and what it was asked. */
function account({ batches = false, key = 'monri-hr' } = {}) {
  const asked: unknown[] = [];
  const vault: Vault = {
    getCustomer: async (name) => {
      asked.push(name);
      return find(name);
    },
    getCustomerByReference: async (reference) => {
      asked.push({ reference });
      return customerWith(`of ${reference}`, { reference });
    },
    listPaymentMethods: async (customerKey, page) => {
      asked.push({ customerKey, ...page });
      return { items: [], hasMore: false, total: null };
    },
    getPaymentMethod: async (customerKey, name) => {
      asked.push({ customerKey, name });
      return null as PaymentMethod | null;
    },
  };
  const many: Partial<Vault> = {
    getCustomers: async (names) => {
      asked.push([...names]);
      // In another order than asked for, and without those it lacks.
      return names.toReversed().flatMap((name) => find(name) ?? []);
    },
  };
  return { ...accountWith(key, { ...vault, ...(batches ? many : {}) }), asked };
}

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `c${index}`);

describe('customers of an account that reads many at once', () => {
  it('are asked for fifty at a time, each once', async () => {
    const vaulted = account({ batches: true });
    const { customer } = createLoaders(createCall()).of(vaulted);
    const found = await Promise.all([...names(120), ...names(120)].map((name) => customer(name)));
    expect(found.map((each) => each?.key)).toEqual([...names(120), ...names(120)]);
    expect(vaulted.asked).toEqual([names(50), names(100).slice(50), names(120).slice(100)]);
  });

  it('are null if there are none, the others in their places', async () => {
    const { customer } = createLoaders(createCall()).of(account({ batches: true }));
    const found = await Promise.all(['a', 'no1', 'b', 'no2'].map((name) => customer(name)));
    expect(found.map((each) => each?.key ?? null)).toEqual(['a', null, 'b', null]);
  });

  it('are read singly if there is one', async () => {
    const vaulted = account({ batches: true });
    const { customer } = createLoaders(createCall()).of(vaulted);
    expect((await customer('a'))?.key).toBe('a');
    expect(vaulted.asked).toEqual(['a']);
  });

  it('fail together if their batch fails, and others do not', async () => {
    const failure = new ProviderError('PROVIDER_UNAVAILABLE', origin);
    const failing = accountWith('monri-hr', {
      getCustomers: async (keys) => {
        if (keys.includes('c0')) throw failure;
        return keys.map((name) => customerWith(name));
      },
    });
    const { customer } = createLoaders(createCall()).of(failing);
    const results = await Promise.allSettled(names(60).map((name) => customer(name)));
    expect(results.map((result) => (result.status === 'rejected' ? result.reason : null))).toEqual([
      ...names(50).map(() => failure),
      ...names(10).map(() => null),
    ]);
  });
});

describe('customers one of which cannot be read', () => {
  it('are read one by one, and that one fails alone', async () => {
    const failure = new ProviderError('PROVIDER_BAD_RESPONSE', origin);
    const odd = accountWith('monri-hr', {
      getCustomers: () => Promise.reject(failure),
      getCustomer: async (name) => {
        if (name === 'c1') throw failure;
        return name === 'c2' ? null : customerWith(name);
      },
    });
    const { customer } = createLoaders(createCall()).of(odd);
    const results = await Promise.allSettled(names(4).map((name) => customer(name)));
    expect(
      results.map((result) => (result.status === 'rejected' ? result.reason : (result.value?.key ?? null))),
    ).toEqual(['c0', failure, null, 'c3']);
  });
});

describe('customers of any other account', () => {
  it('are read one by one, each once', async () => {
    const vaulted = account();
    const { customer } = createLoaders(createCall()).of(vaulted);
    const found = await Promise.all(['a', 'b', 'a', 'no', 'a'].map((name) => customer(name)));
    expect(found.map((each) => each?.key ?? null)).toEqual(['a', 'b', 'a', null, 'a']);
    expect(vaulted.asked).toEqual(['a', 'b', 'no']);
  });

  it('do not wait for each other', async () => {
    const slow = Promise.withResolvers<null>();
    const vaulted = accountWith('monri-hr', {
      getCustomer: (name) => (name === 'slow' ? slow.promise : Promise.resolve(customerWith(name))),
    });
    const { customer } = createLoaders(createCall()).of(vaulted);
    const [waiting, quick] = [customer('slow'), customer('quick')];
    expect((await quick)?.key).toBe('quick');
    slow.resolve(null);
    expect(await waiting).toBeNull();
  });
});

describe('a record that was read some other way', () => {
  it('is not asked for again if it is whole', async () => {
    const vaulted = account();
    const { customer, prime } = createLoaders(createCall()).of(vaulted);
    const listed = customerWith('a');
    prime(listed);
    expect(await customer('a')).toBe(listed);
    expect(vaulted.asked).toEqual([]);
  });

  it('is asked for again if it is not', async () => {
    const vaulted = account();
    const { customer, prime } = createLoaders(createCall()).of(vaulted);
    prime(customerWith('a', { unread: ['reference'] }));
    expect((await customer('a'))?.unread).toEqual([]);
    expect(vaulted.asked).toEqual(['a']);
  });

  it('may have been found by its reference', async () => {
    const vaulted = account();
    const { customer, customerByReference } = createLoaders(createCall()).of(vaulted);
    const [found, again] = await Promise.all([customerByReference('r1'), customerByReference('r1')]);
    expect([found?.key, again?.key, (await customer('of r1'))?.key]).toEqual(['of r1', 'of r1', 'of r1']);
    expect(vaulted.asked).toEqual([{ reference: 'r1' }]);
  });

  it('is asked for again once it is forgotten', async () => {
    const vaulted = account();
    const { customer, prime, forget, customerByReference } = createLoaders(createCall()).of(vaulted);
    prime(customerWith('a'));
    await customerByReference('r1');
    forget('a');
    await customer('a');
    await customerByReference('r1');
    expect(vaulted.asked).toEqual([{ reference: 'r1' }, 'a', { reference: 'r1' }]);
  });
});

describe('payment methods', () => {
  it('are asked for once for each customer and page', async () => {
    const vaulted = account();
    const { paymentMethods } = createLoaders(createCall()).of(vaulted);
    const page = { from: null, limit: 5 };
    await Promise.all([
      paymentMethods('a', page),
      paymentMethods('a', { ...page }),
      paymentMethods('b', page),
      paymentMethods('a', { from: '5', limit: 5 }),
    ]);
    expect(vaulted.asked).toEqual([
      { customerKey: 'a', from: null, limit: 5 },
      { customerKey: 'b', from: null, limit: 5 },
      { customerKey: 'a', from: '5', limit: 5 },
    ]);
  });

  it('are asked for once for each key', async () => {
    const vaulted = account();
    const { paymentMethod } = createLoaders(createCall()).of(vaulted);
    await Promise.all([paymentMethod('a', 'b'), paymentMethod('a', 'b'), paymentMethod('a","b', '')]);
    expect(vaulted.asked).toEqual([
      { customerKey: 'a', name: 'b' },
      { customerKey: 'a","b', name: '' },
    ]);
  });

  it('are refused in the provider’s own words if it has none', async () => {
    const because = 'Tokens belong to no customer.';
    const refusing = accountWith(
      'monri-hr',
      {},
      { LIST_PAYMENT_METHODS: { support: 'UNSUPPORTED', because } },
    );
    const { paymentMethods } = createLoaders(createCall()).of(refusing);
    await expect(paymentMethods('a', { from: null, limit: 5 })).rejects.toMatchObject({
      code: 'UNSUPPORTED_OPERATION',
      message: because,
      operation: 'LIST_PAYMENT_METHODS',
      origin,
    });
  });
});

describe('requests', () => {
  it('share nothing, not even for the same account', async () => {
    const vaulted = account({ batches: true });
    const [one, two] = [createLoaders(createCall()).of(vaulted), createLoaders(createCall()).of(vaulted)];
    await Promise.all([one.customer('a'), two.customer('a'), one.customer('b'), two.customer('b')]);
    expect(vaulted.asked).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it('ask each account for itself', async () => {
    const [first, second] = [account(), account({ key: 'monri-rs' })];
    const loaders = createLoaders(createCall());
    await Promise.all([loaders.of(first).customer('a'), loaders.of(second).customer('a')]);
    expect([first.asked, second.asked]).toEqual([['a'], ['a']]);
    expect(loaders.of(first)).toBe(loaders.of(first));
  });

  it('hand their call on', async () => {
    const calls: unknown[] = [];
    const call = createCall();
    const vaulted = accountWith('monri-hr', {
      getCustomer: async (_name, given) => {
        calls.push(given);
        return null;
      },
    });
    await createLoaders(call).of(vaulted).customer('a');
    expect(calls).toEqual([call]);
    expect(calls[0]).toBe(call);
  });
});
