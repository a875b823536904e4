import { describe, expect, it } from 'vitest';
import { isSupported } from '../../domain/capability.ts';
import type { Customer } from '../../domain/customer.ts';
import { matchFields, type CustomerMatch, type MatchField } from '../../domain/customer-search.ts';
import { verb, type Account } from '../../gateway/account.ts';
import { findCustomers, type FoundPage } from '../../gateway/find/find.ts';
import { readAll } from '../support/pages.ts';
import { requestScopeOf } from '../support/request-scope.ts';
import { customersPerAccount, seeded, type Subject, type Tables } from '../support/subject.ts';
import { connectTo, createCall, noFilter } from '../support/vault.ts';

type Connected = ReturnType<typeof connectTo>;

/** The pages of a search of one account, to its end. */
async function pagesOf(account: Account, match: CustomerMatch, first = 20): Promise<readonly FoundPage[]> {
  const scope = () => requestScopeOf([account]);
  const pages: FoundPage[] = [];
  let after: string | null = null;
  do {
    const page: FoundPage = await findCustomers({ accounts: [account], match, first, after }, scope());
    pages.push(page);
    after = page.hasNextPage ? page.endCursor : null;
  } while (after !== null);
  return pages;
}

const hitsIn = (pages: readonly FoundPage[]) => pages.flatMap(({ edges }) => edges);
const keysIn = (pages: readonly FoundPage[]) => hitsIn(pages).map(({ node }) => node.customer.key);
const statusAtEnd = (pages: readonly FoundPage[]) => pages.at(-1)?.sources[0]?.status;

async function allCustomersAt({ vault, customerKeys }: Connected): Promise<readonly Customer[]> {
  const all = await Promise.all(customerKeys().map((key) => vault.getCustomer(key, createCall())));
  return all.filter((customer) => customer !== null);
}

function listedAt(account: Connected): Promise<readonly Customer[]> {
  const list = verb(account, 'LIST_CUSTOMERS', 'listCustomers');
  return readAll((from, limit) => list({ from, limit }, noFilter, createCall()), 99);
}

/** What an account keeps of a customer in a field; null if the way of searching it cannot find that. */
function kept(customer: Customer, field: MatchField, { searches, documentNumbers }: Account): string | null {
  const way = searches[field];
  if (way.method === 'KEY' && way.misses !== null && customer.key !== customer.email) return null;
  const [documentNumber] = Object.entries(customer.details).flatMap(([name, value]) =>
    documentNumbers.includes(name) && typeof value === 'string' ? [value] : [],
  );
  const values: Readonly<Record<MatchField, string | null | undefined>> = {
    EMAIL: customer.email,
    PHONE: customer.phone,
    MERCHANT_REFERENCE: customer.reference,
    DOCUMENT_NUMBER: documentNumber,
    NAME: customer.fullName,
  };
  return values[field] ?? null;
}

/** The same value in another spelling; null if only one counts. */
function respelled(field: MatchField, value: string): string | null {
  switch (field) {
    case 'EMAIL':
      return value.toUpperCase();
    case 'PHONE':
      return value.replaceAll(/[^+\d]/g, '').replaceAll(/(\d{2})/g, '$1 ');
    case 'MERCHANT_REFERENCE':
      return null;
    case 'DOCUMENT_NUMBER':
      return value.split('').join('.');
    case 'NAME':
      return value
        .normalize('NFD')
        .replaceAll(/\p{M}/gu, '')
        .toUpperCase()
        .split(' ')
        .toReversed()
        .join('  ');
  }
}

const absent: Readonly<Record<MatchField, string>> = {
  EMAIL: 'unknown"@example.com',
  PHONE: '+385 1 000 0000',
  MERCHANT_REFERENCE: 'unknown',
  DOCUMENT_NUMBER: 'unknown-0',
  NAME: 'Unknown "or nothing',
};

/** All customers of a provider with two accounts, and those who can be found by a field. */
async function keepersOf(definition: Subject, field: MatchField) {
  const account = seeded(definition);
  const customers = await allCustomersAt(account);
  const keepers = customers.filter((customer) => kept(customer, field, account) !== null);
  return { account, keepers, valueOf: (customer: Customer) => kept(customer, field, account) ?? '' };
}

export function findingPromises({ providers, providersThat }: Tables): void {
  const searched = providers.flatMap((definition) =>
    matchFields
      .filter((field) => definition.searches[field].method !== 'NONE')
      .map((field) => ({ code: definition.code, field, definition, way: definition.searches[field] })),
  );

  describe.each(searched)('finding customers of $code by $field', ({ definition, field, way }) => {
    const isWhole = way.method !== 'KEY' || way.misses === null;

    it('gives every customer who has the value, each once, as an exact match', async () => {
      const { account, keepers, valueOf } = await keepersOf(definition, field);
      expect(keepers.length).toBeGreaterThan(0);
      for (const wanted of keepers.slice(0, 3)) {
        const pages = await pagesOf(account, { [field]: valueOf(wanted) });
        const same = keepers.filter((customer) => valueOf(customer) === valueOf(wanted));
        expect(keysIn(pages).toSorted()).toEqual(same.map(({ key }) => key).toSorted());
        for (const { matched } of hitsIn(pages)) {
          expect(matched).toEqual({ fields: expect.arrayContaining([field]), isExact: true });
        }
        expect(statusAtEnd(pages)).toBe(isWhole ? 'COMPLETE' : 'PARTIAL');
      }
    });

    it.skipIf(respelled(field, '') === null)(
      'gives customers who have it in another case, with other accents, order and punctuation',
      async () => {
        const { account, keepers, valueOf } = await keepersOf(definition, field);
        const wanted = keepers.find((customer) => respelled(field, valueOf(customer)) !== valueOf(customer));
        const text = respelled(field, wanted ? valueOf(wanted) : '') ?? '';
        const hits = hitsIn(await pagesOf(account, { [field]: text }));
        const hit = hits.find(({ node }) => node.customer.key === wanted?.key);
        expect(hit?.matched).toEqual({ fields: [field], isExact: false });
      },
    );

    it('gives no customer if none has the value, and never looks more complete than it is', async () => {
      const account = seeded(definition);
      const pages = await pagesOf(account, { [field]: absent[field] });
      expect(keysIn(pages)).toEqual([]);
      expect(statusAtEnd(pages)).toBe(isWhole ? 'COMPLETE' : 'PARTIAL');
      for (const { hasNextPage, sources } of pages.slice(0, -1)) {
        expect(hasNextPage).toBe(true);
        expect(sources).toMatchObject([{ status: 'PARTIAL', retryCursor: expect.any(String) }]);
      }
    });

    it.skipIf(!isSupported(definition.abilities.DELETE_CUSTOMER))(
      'does not give a deleted customer',
      async () => {
        const { account, keepers, valueOf } = await keepersOf(definition, field);
        const [wanted] = keepers;
        if (!wanted) throw new Error('No customer can be found.');
        await verb(account, 'DELETE_CUSTOMER', 'deleteCustomer')(wanted.key, createCall());
        expect(keysIn(await pagesOf(account, { [field]: valueOf(wanted) }))).not.toContain(wanted.key);
      },
    );
  });

  const unsearched = providers.flatMap((definition) =>
    matchFields
      .filter((field) => definition.searches[field].method === 'NONE')
      .map((field) => ({ code: definition.code, field, definition })),
  );

  describe.each(unsearched)('finding customers of $code by $field', ({ definition, field }) => {
    it('sends nothing and says why, in one sentence', async () => {
      const account = connectTo(definition, definition.emulate({ customers: 3 }), {
        fetch: () => Promise.reject(new Error('Something was sent.')),
      });
      const [page] = await pagesOf(account, { [field]: absent[field] });
      expect(page?.sources).toMatchObject([{ method: 'NONE', status: 'UNSUPPORTED', searched: null }]);
      expect(page?.sources[0]?.problem?.message).toMatch(/^[A-Za-z'].{20,}\.$/);
    });
  });

  const creating = providersThat('CREATE_CUSTOMER', 'LIST_CUSTOMERS');

  describe.each(creating)('two customers of $code with one e-mail address', (definition) => {
    it('are both found, each once, also one to a page', async () => {
      const account = seeded(definition);
      const create = verb(account, 'CREATE_CUSTOMER', 'createCustomer');
      const name = definition.rules.customer?.fields.fullName
        ? { fullName: 'Ana Horvat' }
        : { firstName: 'Ana', lastName: 'Horvat' };
      const emails = ['shared@example.com', 'Shared@Example.com'];
      const made = [];
      for (const email of emails) made.push(await create({ ...name, email }, createCall()));
      const pages = await pagesOf(account, { EMAIL: 'shared@example.com' }, 1);
      expect(keysIn(pages).toSorted()).toEqual(made.map(({ key }) => key).toSorted());
      expect(hitsIn(pages).filter(({ matched }) => matched.isExact)).toHaveLength(1);
      expect(statusAtEnd(pages)).toBe('COMPLETE');
    });
  });

  const scanned = providersThat('LIST_CUSTOMERS').filter(({ searches }) => searches.NAME.method !== 'NONE');

  describe.each(scanned)('a long list of $code', (definition) => {
    it('is compared part by part, and customers is met once however small the pages', async () => {
      const account = connectTo(definition, definition.emulate({ customers: 10 * customersPerAccount }));
      const customers = await listedAt(account);
      const namesakes = new Map<string, Customer[]>();
      for (const customer of customers) {
        const { fullName: name } = customer;
        if (name !== null) namesakes.set(name, [...(namesakes.get(name) ?? []), customer]);
      }
      const [name, wanted] = [...namesakes].toSorted(([, a], [, b]) => b.length - a.length)[0] ?? ['', []];
      expect(wanted.length).toBeGreaterThan(1);
      for (const first of [1, 2, 100]) {
        const pages = await pagesOf(account, { NAME: name }, first);
        const keys = keysIn(pages);
        expect(keys).toHaveLength(new Set(keys).size);
        expect(keys).toEqual(expect.arrayContaining(wanted.map(({ key }) => key)));
        expect(pages.length).toBeGreaterThan(1);
        expect(statusAtEnd(pages)).toBe('COMPLETE');
        expect(pages.at(-1)?.sources[0]).toMatchObject({ method: 'SCAN', searched: customers.length });
      }
    });
  });
}
