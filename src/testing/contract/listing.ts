import { describe, expect, it } from 'vitest';
import { isSupported } from '../../domain/capability.ts';
import type { Customer } from '../../domain/customer.ts';
import type { CustomerFilter, CustomerFilterField, CustomerFilterText, Page } from '../../domain/page.ts';
import { verb, type Account } from '../../gateway/account.ts';
import { readAll } from '../support/pages.ts';
import { seeded } from '../support/subject.ts';
import { connectTo, createCall, noFilter } from '../support/vault.ts';
import type { Subject, Tables } from '../support/subject.ts';

/** Lists what a filter leaves. */
function lister(account: Account, filter: CustomerFilter = noFilter) {
  const list = verb(account, 'LIST_CUSTOMERS', 'listCustomers');
  return (from: string | null, limit: number): Promise<Page<Customer | null>> =>
    list({ from, limit }, filter, createCall());
}

/** A customer as a list has it that leaves some keys unread. */
function without(customer: Customer | null, unread: Customer['unread']): unknown {
  return { ...customer, ...Object.fromEntries(unread.map((key) => [key, null])), unread };
}

function filtering(definition: Subject) {
  const capability = definition.abilities.LIST_CUSTOMERS;
  const filters = isSupported(capability) ? (capability.filters ?? []) : [];
  return filters.map((field) => ({ definition, field }));
}

interface Condition {
  readonly filter: CustomerFilter;
  readonly matches: (customer: Customer) => boolean;
}

/** A filter made from customers, so that it finds some of them. */
type Conditions = Readonly<Record<CustomerFilterField, (customers: readonly Customer[]) => Condition>>;

const conditions: Conditions = {
  EMAIL: byText('email', ({ email }) => email),
  MERCHANT_REFERENCE: byText('merchantReference', ({ reference }) => reference),
  FIRST_NAME: byText('firstName', ({ firstName }) => firstName),
  LAST_NAME: byText('lastName', ({ lastName }) => lastName),
  COMPANY: byText('company', ({ company }) => company),
  PHONE: byText('phone', ({ phone }) => phone),
  TAX_IDENTIFIER: byText('taxIdentifier', detail('taxIdentifier')),
  COMPANY_REGISTRATION_NUMBER: byText('companyRegistrationNumber', detail('companyRegistrationNumber')),
  CREATED_AT: byTime('createdFrom', 'createdBefore', ({ createdAt }) => createdAt),
  UPDATED_AT: byTime('updatedFrom', 'updatedBefore', ({ updatedAt }) => updatedAt),
};

/** A field of one provider is in the details under the name of its input field. */
function detail(name: string): (customer: Customer) => string | null {
  return ({ details }) => Object.entries(details).find(([key]) => key === name)?.[1] ?? null;
}

function byText(name: CustomerFilterText, read: (customer: Customer) => string | null) {
  return (customers: readonly Customer[]): Condition => {
    const wanted = customers.map(read).findLast((text) => text !== null) ?? null;
    return { filter: { ...noFilter, [name]: wanted }, matches: (customer) => read(customer) === wanted };
  };
}

function byTime(
  from: 'createdFrom' | 'updatedFrom',
  before: 'createdBefore' | 'updatedBefore',
  read: (customer: Customer) => Date | null,
) {
  return (customers: readonly Customer[]): Condition => {
    const times = customers.map((customer) => read(customer)?.getTime() ?? 0).toSorted((a, b) => a - b);
    const start = new Date(times[Math.floor(times.length / 4)] ?? 0);
    const end = new Date(times[Math.floor(times.length / 2)] ?? 0);
    const matches = (customer: Customer) => {
      const time = read(customer);
      return time !== null && time >= start && time < end;
    };
    return { filter: { ...noFilter, [from]: start, [before]: end }, matches };
  };
}

const longAgo = new Date('1999-01-01T00:00:00Z');

/** For each filter field, a filter that finds no customer. */
const findsNone: Readonly<Record<CustomerFilterField, Partial<CustomerFilter>>> = {
  EMAIL: { email: 'unknown@example.com' },
  MERCHANT_REFERENCE: { merchantReference: 'unknown' },
  FIRST_NAME: { firstName: 'Unknown' },
  LAST_NAME: { lastName: 'Unknown' },
  COMPANY: { company: 'Unknown d.o.o.' },
  PHONE: { phone: '+0 000' },
  TAX_IDENTIFIER: { taxIdentifier: '0' },
  COMPANY_REGISTRATION_NUMBER: { companyRegistrationNumber: '0' },
  CREATED_AT: { createdBefore: longAgo },
  UPDATED_AT: { updatedBefore: longAgo },
};

export function listingPromises({ accountsThat, providersThat }: Tables): void {
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
    it('gives every customer exactly once if they fill several of the largest pages', async () => {
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
      expect(pages.map((page) => page.items[0]?.item?.key)).toEqual(
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

    it('is empty if there are no customers', async () => {
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

      it('gives nothing if none matches', async () => {
        const filter = { ...noFilter, ...findsNone[field] };
        expect(await readAll(lister(seeded(definition), filter), 2)).toEqual([]);
      });

      it.skipIf(field.endsWith('_AT'))('reads a value that is written like a query as a text', async () => {
        const [name = ''] = Object.keys(findsNone[field]);
        const filter = { ...noFilter, [name]: 'x","y");id=in=("\\' };
        expect(await readAll(lister(seeded(definition), filter), 2)).toEqual([]);
      });
    },
  );
}
