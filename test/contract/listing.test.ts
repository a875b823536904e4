import { describe, expect, it } from 'vitest';
import { isSupported } from '../../src/domain/capability.ts';
import type { Customer } from '../../src/domain/customer.ts';
import type { CustomerFilter, CustomerFilterField, Page } from '../../src/domain/page.ts';
import { verb, type Account } from '../../src/gateway/account.ts';
import type { ProviderDefinition } from '../../src/providers/define.ts';
import { readAll } from '../support/pages.ts';
import { accountsThat, providersThat, seeded } from '../support/providers.ts';
import { connectTo, createCall, noFilter } from '../support/vault.ts';

/** Lists what a filter leaves. */
function lister(account: Account, filter: CustomerFilter = noFilter) {
  const list = verb(account, 'LIST_CUSTOMERS', 'listCustomers');
  return (from: string | null, limit: number): Promise<Page<Customer>> =>
    list({ from, limit }, filter, createCall());
}

const bySize = accountsThat('LIST_CUSTOMERS').flatMap(({ code, account, definition }) =>
  [1, 7, 20, 100].map((size) => ({ code, account, definition, size })),
);

describe.each(bySize)(
  'listing $code, account $account, by pages of $size',
  ({ definition, account, size }) => {
    it('gives every customer exactly once, in the provider’s order', async () => {
      const { customerKeys, ...connected } = seeded(definition, account);
      const listed = await readAll(lister(connected), size);
      expect(listed.map(({ key }) => key)).toEqual(customerKeys());
    });
  },
);

describe.each(providersThat('LIST_CUSTOMERS'))('listing $code', (definition) => {
  it('gives every customer exactly once where they fill several of the largest pages', async () => {
    const { customerKeys, ...connected } = connectTo(definition, definition.emulate({ customers: 230 }));
    const listed = await readAll(lister(connected), 100);
    expect(listed.map(({ key }) => key)).toEqual(customerKeys());
    expect(listed).toHaveLength(230);
  });

  it('starts a page with the item whose cursor it is given', async () => {
    const { customerKeys, ...connected } = seeded(definition);
    const list = lister(connected);
    const { items } = await list(null, 30);
    const pages = await Promise.all([0, 1, 13, 29].map((index) => list(items[index]?.cursor ?? null, 3)));
    expect(pages.map((page) => page.items[0]?.item.key)).toEqual(
      [0, 1, 13, 29].map((index) => customerKeys()[index]),
    );
  });

  it('gives each customer as it is read by itself, apart from what a list leaves unread', async () => {
    const { vault, ...connected } = seeded(definition);
    const listed = await readAll(lister({ vault, ...connected }), 20);
    const whole = await Promise.all(listed.map(({ key }) => vault.getCustomer(key, createCall())));
    expect(listed).toEqual(whole.map((customer, index) => without(customer, listed[index]?.unread ?? [])));
  });

  it('counts all customers on every page, or on none', async () => {
    const { customerKeys, ...connected } = seeded(definition);
    const list = lister(connected);
    const { items, total } = await list(null, 7);
    const { total: later } = await list(items.at(-1)?.cursor ?? null, 7);
    expect([null, customerKeys().length]).toContain(total);
    expect(later).toBe(total);
  });

  it('is empty where there are no customers', async () => {
    const list = lister(connectTo(definition, definition.emulate()));
    expect(await list(null, 20)).toMatchObject({ items: [], hasMore: false });
  });
});

describe.each(providersThat('LIST_CUSTOMERS').flatMap(filtering))(
  'listing $definition.code by $field',
  ({ definition, field }) => {
    it('gives the customers that match, and all of them', async () => {
      const { vault, customerKeys, ...connected } = seeded(definition);
      const all = await Promise.all(customerKeys().map((key) => vault.getCustomer(key, createCall())));
      const customers = all.filter((customer) => customer !== null);
      const { filter, matches } = conditions[field](customers);
      const expected = customers.filter(matches).map(({ key }) => key);
      const listed = await readAll(lister({ vault, ...connected }, filter), 2);
      expect(expected.length).toBeGreaterThan(0);
      expect(listed.map(({ key }) => key)).toEqual(expected);
    });

    it('gives nothing where none matches', async () => {
      const { filter } = conditions[field]([nobody]);
      expect(await readAll(lister(seeded(definition), filter), 2)).toEqual([]);
    });
  },
);

/** A customer as a list has it that leaves some keys unread. */
function without(customer: Customer | null, unread: Customer['unread']): unknown {
  return { ...customer, ...Object.fromEntries(unread.map((key) => [key, null])), unread };
}

function filtering(definition: ProviderDefinition) {
  const capability = definition.abilities.LIST_CUSTOMERS;
  const filters = isSupported(capability) ? (capability.filters ?? []) : [];
  return filters.map((field) => ({ definition, field }));
}

/** What of a customer a filter looks at. */
type Filtered = Pick<Customer, 'email' | 'reference' | 'createdAt'>;

interface Condition {
  readonly filter: CustomerFilter;
  readonly matches: (customer: Filtered) => boolean;
}

const nobody: Filtered = {
  email: 'nobody@example.com',
  reference: 'nobody',
  createdAt: new Date('1999-01-01T00:00:00Z'),
};

/** A filter made from customers, so that it finds some of them. */
const conditions: Readonly<Record<CustomerFilterField, (customers: readonly Filtered[]) => Condition>> = {
  EMAIL: (customers) => {
    const email = customers.findLast((customer) => customer.email !== null)?.email ?? null;
    return { filter: { ...noFilter, email }, matches: (customer) => customer.email === email };
  },
  MERCHANT_REFERENCE: (customers) => {
    const merchantReference = customers.findLast(({ reference }) => reference !== null)?.reference ?? null;
    return {
      filter: { ...noFilter, merchantReference },
      matches: ({ reference }) => reference === merchantReference,
    };
  },
  CREATED_AT: (customers) => {
    const times = customers.map(({ createdAt }) => createdAt?.getTime() ?? 0).toSorted((a, b) => a - b);
    const createdFrom = new Date(times[Math.floor(times.length / 4)] ?? 0);
    const createdBefore = new Date(times[Math.floor(times.length / 2)] ?? 0);
    return {
      filter: { ...noFilter, createdFrom, createdBefore },
      matches: ({ createdAt }) => createdAt !== null && createdAt >= createdFrom && createdAt < createdBefore,
    };
  },
};
