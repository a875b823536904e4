import { describe, expect, it } from 'vitest';
import type { CustomerFields } from '../../src/domain/customer-input.ts';
import type { Customer } from '../../src/domain/customer.ts';
import type { CustomerMatch } from '../../src/domain/customer-search.ts';
import { verb, type Account } from '../../src/gateway/account.ts';
import { takeNewest } from '../../src/gateway/blind-index/take-newest.ts';
import { comparing } from '../../src/gateway/find/compare.ts';
import { createSqliteIndexStore } from '../../src/store/sqlite-index.ts';
import { createCall } from '../../src/testing/support/vault.ts';
import { createRandom } from '../faults/random.ts';
import { build, indexed, keysIn, pagesOf, sourceAtEnd } from '../support/indexed.ts';
import { tables } from '../support/providers.ts';

const subjects = tables.providersThat('CREATE_CUSTOMER', 'LIST_CUSTOMERS');
const changes = 10_000;
const stretches = 4;

const given = ['Ana', 'Lucía', 'Đorđe', 'Jean-Luc', 'Žan', 'Σοφία'] as const;
const family = ['Horvat', 'Pérez', "O'Neill", 'Łukasz', 'Ünal', 'van der Berg'] as const;
const domains = ['example.com', 'Example.org', 'mail.example'] as const;

describe.each(subjects)(
  'after 10,000 random changes, half of them past this API, the index of $code',
  (definition) => {
    it('is the truth once the newest were taken in and the list was swept', async () => {
      const { below: random, pick } = createRandom(definition.code);
      // Every change is longer ago than a list may be behind.
      let now = 1_000_000;
      const store = createSqliteIndexStore(':memory:');
      const emulator = definition.emulate({ accounts: 1, customers: 300 });
      const { account, parts, past } = indexed(definition, emulator, { store, now: () => now });
      await build(parts);
      const keys = [...past.customerKeys()];

      const fieldsOf = (): CustomerFields => {
        const [first, last] = [pick(given), pick(family)];
        const name = definition.rules.customer?.fields.fullName
          ? { fullName: `${first} ${last}` }
          : { firstName: first, lastName: last };
        const email = `person${random(400)}@${pick(domains)}`;
        return { ...name, email: random(2) === 0 ? email : email.toUpperCase() };
      };
      const change = async (by: Account): Promise<void> => {
        const place = random(keys.length);
        const key = keys[place] ?? '';
        switch (random(3)) {
          case 0: {
            const create = verb(by, 'CREATE_CUSTOMER', 'createCustomer');
            return void keys.push((await create(fieldsOf(), createCall())).key);
          }
          case 1:
            return void (await verb(by, 'UPDATE_CUSTOMER', 'updateCustomer')(key, fieldsOf(), createCall()));
          default:
            keys.splice(place, 1);
            return void (await verb(by, 'DELETE_CUSTOMER', 'deleteCustomer')(key, createCall()));
        }
      };

      for (let stretch = 0; stretch < stretches; stretch += 1) {
        for (let count = 0; count < changes / stretches; count += 1) {
          now += 1_000;
          await change(count % 2 === 0 ? account : past);
        }
        // The first stretches end with neither: the next begins on an index that is behind.
        if (stretch === 1) await takeNewest(parts, 1, createCall());
      }
      now += 120_000;
      await takeNewest(parts, 1, createCall());
      await build(parts);

      const truth = await allAt(past);
      expect((await store.state(parts.digests.space)).size).toBe(truth.length);
      const expected = truth.map((customer) => parts.digests.entryOf(customer));
      for (const { name, tokens } of expected) {
        for (const token of tokens) {
          const names = (await store.find(parts.digests.space, [token], '', 1_000)).map((one) => one.name);
          const having = expected.filter((one) => one.tokens.includes(token)).map((one) => one.name);
          expect(names.toSorted()).toEqual(having.toSorted());
          expect(names).toContain(name);
        }
      }
      const matches: CustomerMatch[] = [
        ...Array.from({ length: 60 }, (_, index) => ({ EMAIL: `Person${index * 6}@example.org` })),
        ...given.map((first, index) => ({ NAME: `${family[index] ?? ''} ${first.toUpperCase()}` })),
      ];
      for (const match of matches) {
        const pages = await pagesOf(account, match, 100);
        const compare = comparing(match, account);
        const wanted = truth.filter((customer) => compare(customer)).map(({ key }) => key);
        expect(keysIn(pages).toSorted()).toEqual(wanted.toSorted());
        expect(sourceAtEnd(pages)).toMatchObject({ method: 'INDEX', status: 'COMPLETE' });
      }
    });
  },
);

async function allAt(
  account: Account & { customerKeys: () => readonly string[] },
): Promise<readonly Customer[]> {
  const all: Customer[] = [];
  for (const key of account.customerKeys()) {
    const customer = await account.vault.getCustomer(key, createCall());
    if (customer && !customer.deleted) all.push(customer);
  }
  return all;
}
