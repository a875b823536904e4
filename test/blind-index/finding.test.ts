import { describe, expect, it } from 'vitest';
import type { Customer } from '../../src/domain/customer.ts';
import type { MatchField } from '../../src/domain/customer-search.ts';
import { verb, type Account } from '../../src/gateway/account.ts';
import { indexedFields } from '../../src/gateway/blind-index/digests.ts';
import { valuesOf } from '../../src/gateway/find/compare.ts';
import { customersPerAccount } from '../../src/testing/support/subject.ts';
import { createCall } from '../../src/testing/support/vault.ts';
import { build, hitsIn, indexed, keysIn, pagesOf, sourceAtEnd } from '../support/indexed.ts';
import { deletes, tables, updates } from '../support/providers.ts';

const listed = tables.providersThat('LIST_CUSTOMERS');

const rows = listed.flatMap((definition) =>
  indexedFields(definition).map((field) => ({ code: definition.code, field, definition })),
);

async function builtFor(definition: (typeof listed)[number], customers = customersPerAccount) {
  const emulator = definition.emulate({ accounts: 2, customers });
  const built = indexed(definition, emulator);
  await build(built.parts);
  const keys = built.past.customerKeys();
  const all = await Promise.all(keys.map((key) => built.past.vault.getCustomer(key, createCall())));
  return { ...built, customers: all.filter((one) => one !== null && !one.deleted) as Customer[] };
}

function valueOf(customer: Customer, field: MatchField, account: Account): string | undefined {
  return valuesOf(customer, field, account)[0];
}

/** None if every spelling of the field counts as another value. */
const respelled: Readonly<Record<MatchField, ((text: string) => string) | null>> = {
  EMAIL: (text) => text.toUpperCase(),
  PHONE: (text) => text.replaceAll(/[^+\d]/g, '').replaceAll(/(\d{2})/g, '$1 '),
  MERCHANT_REFERENCE: null,
  DOCUMENT_NUMBER: (text) => text.split('').join('.'),
  NAME: (text) =>
    text.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase().split(' ').toReversed().join('  '),
};

const absent: Readonly<Record<MatchField, string>> = {
  EMAIL: 'absent"@example.com',
  PHONE: '+385 1 000 0000',
  MERCHANT_REFERENCE: 'absent',
  DOCUMENT_NUMBER: 'absent-0',
  NAME: 'Absent "or nothing',
};

it('is for every provider that lists customers', () => {
  const indexedCodes = new Set(rows.map(({ code }) => code));
  expect(indexedCodes).toEqual(new Set(listed.map(({ code }) => code)));
  expect([...indexedCodes]).toEqual(expect.arrayContaining(['MONRI', 'VERIFONE', 'BANKING_SERVICE']));
});

describe.each(rows)('the index of $code by $field', ({ definition, field }) => {
  it('gives every customer who has the value, each once, and the account is searched whole', async () => {
    const { account, customers } = await builtFor(definition);
    const keepers = customers.filter((customer) => valueOf(customer, field, account) !== undefined);
    expect(keepers.length).toBeGreaterThan(0);
    for (const wanted of keepers.slice(0, 5)) {
      const text = valueOf(wanted, field, account) ?? '';
      const pages = await pagesOf(account, { [field]: text });
      const same = keepers.filter((customer) => valuesOf(customer, field, account).includes(text));
      expect(keysIn(pages)).toEqual(expect.arrayContaining(same.map(({ key }) => key)));
      expect(keysIn(pages)).toHaveLength(new Set(keysIn(pages)).size);
      expect(sourceAtEnd(pages)).toMatchObject({ method: 'INDEX', status: 'COMPLETE', problem: null });
    }
  });

  const respell = respelled[field];
  it.runIf(respell)(
    'gives customers who have it in another case, with other accents, order and punctuation',
    async () => {
      if (!respell) return;
      const { account, customers } = await builtFor(definition);
      const wanted = customers.find((customer) => {
        const text = valueOf(customer, field, account) ?? '';
        return respell(text) !== text;
      });
      expect(wanted).toBeDefined();
      const text = respell(wanted ? (valueOf(wanted, field, account) ?? '') : '');
      const hit = hitsIn(await pagesOf(account, { [field]: text })).find(
        ({ node }) => node.customer.key === wanted?.key,
      );
      expect(hit?.matched).toEqual({ fields: [field], isExact: false });
    },
  );

  it('says "not found" without a call, and only once it is complete', async () => {
    const emulator = definition.emulate({ accounts: 2, customers: customersPerAccount });
    let calls = 0;
    const fetch: typeof emulator.fetch = (request) => {
      calls += 1;
      return emulator.fetch(request);
    };
    const { account, parts } = indexed(definition, { ...emulator, fetch });
    const before = await pagesOf(account, { [field]: absent[field] });
    expect(before.map(({ sources }) => sources[0]?.method)).not.toContain('INDEX');
    await build(parts);
    calls = 0;
    const after = await pagesOf(account, { [field]: absent[field] });
    expect(calls).toBe(0);
    expect(after).toHaveLength(1);
    expect(keysIn(after)).toEqual([]);
    expect(sourceAtEnd(after)).toMatchObject({ method: 'INDEX', status: 'COMPLETE', problem: null });
  });

  it.runIf(deletes(definition))(
    'does not give a customer who was deleted past this API since, and forgets the entry',
    async () => {
      const { account, past, parts, store, customers } = await builtFor(definition);
      const wanted = customers.find((customer) => valueOf(customer, field, account) !== undefined);
      if (!wanted) throw new Error('No customer can be found.');
      await verb(past, 'DELETE_CUSTOMER', 'deleteCustomer')(wanted.key, createCall());
      const { size } = await store.state(parts.digests.space);
      const pages = await pagesOf(account, { [field]: valueOf(wanted, field, account) ?? '' });
      expect(keysIn(pages)).not.toContain(wanted.key);
      expect(sourceAtEnd(pages)).toMatchObject({ method: 'INDEX', status: 'COMPLETE' });
      expect((await store.state(parts.digests.space)).size).toBe(size - 1);
    },
  );
});

describe.each(tables.providersThat('CREATE_CUSTOMER', 'LIST_CUSTOMERS'))(
  'two customers of $code with one e-mail address',
  (definition) => {
    const person = (email: string) => ({
      email,
      ...(definition.rules.customer?.fields.fullName
        ? { fullName: 'Ana Horvat' }
        : { firstName: 'Ana', lastName: 'Horvat' }),
    });

    it('are both found, each once, also one to a page', async () => {
      const { account, past, parts } = await builtFor(definition);
      const made = [];
      for (const [vault, email] of [
        [account, 'shared@example.com'],
        [past, 'Shared@Example.com'],
      ] as const) {
        made.push(await verb(vault, 'CREATE_CUSTOMER', 'createCustomer')(person(email), createCall()));
      }
      await build(parts);
      const pages = await pagesOf(account, { EMAIL: 'shared@example.com' }, 1);
      expect(keysIn(pages).toSorted()).toEqual(made.map(({ key }) => key).toSorted());
      expect(hitsIn(pages).filter(({ matched }) => matched.isExact)).toHaveLength(1);
      expect(sourceAtEnd(pages)).toMatchObject({ method: 'INDEX', status: 'COMPLETE' });
    });

    it.runIf(updates(definition) && deletes(definition))(
      'are found right after they were written here, by what they have now alone',
      async () => {
        const { account } = await builtFor(definition);
        const create = verb(account, 'CREATE_CUSTOMER', 'createCustomer');
        const update = verb(account, 'UPDATE_CUSTOMER', 'updateCustomer');
        const { key } = await create(person('before@example.com'), createCall());
        expect(keysIn(await pagesOf(account, { EMAIL: 'before@example.com' }))).toEqual([key]);
        await update(key, { email: 'after@example.com' }, createCall());
        expect(keysIn(await pagesOf(account, { EMAIL: 'before@example.com' }))).toEqual([]);
        expect(keysIn(await pagesOf(account, { EMAIL: 'after@example.com' }))).toEqual([key]);
        await verb(account, 'DELETE_CUSTOMER', 'deleteCustomer')(key, createCall());
        expect(keysIn(await pagesOf(account, { EMAIL: 'after@example.com' }))).toEqual([]);
      },
    );
  },
);
