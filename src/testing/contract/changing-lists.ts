import { describe, expect, it } from 'vitest';
import { verb } from '../../gateway/account.ts';
import { listCustomers } from '../../gateway/list/listing.ts';
import { listPaymentMethods } from '../../gateway/payment-methods.ts';
import type { ListFaults } from '../../emulators/kit/emulator.ts';
import { samplesOf, storedFields, toInput } from '../support/customer-samples.ts';
import { requestScopeOf } from '../support/request-scope.ts';
import { connectTo, createCall, noFilter } from '../support/vault.ts';
import type { Subject, Tables } from '../support/subject.ts';

/** An account whose lists change or misbehave, read as the graph reads it: each page in a separate request. */
function changing(definition: Subject, customers: number, lists: ListFaults = {}) {
  const { customerKeys, ...account } = connectTo(definition, definition.emulate({ customers, lists }));
  const page = async (first: number, after: string | null) => {
    const listed = await listCustomers(
      { accounts: [account], filter: noFilter, first, after },
      requestScopeOf([account]),
    );
    const keys = listed.edges.map(({ node }) => node.customer.key);
    const { hasNextPage, endCursor, sources } = listed;
    return { hasNextPage, endCursor, keys, status: sources[0]?.status, problem: sources[0]?.problem };
  };
  const readAll = async (first: number, between: (keys: readonly string[]) => Promise<void>) => {
    const given: string[] = [];
    for (let after: string | null = null, pages = 0; pages < 500; pages += 1) {
      const { keys, hasNextPage, endCursor, status, problem } = await page(first, after);
      given.push(...keys);
      await between(keys);
      if (!hasNextPage) return { given, status, problem };
      after = endCursor;
    }
    throw new Error('The list does not come to its end.');
  };
  const remove = async (keys: readonly string[]): Promise<void> => {
    const one = verb(account, 'DELETE_CUSTOMER', 'deleteCustomer');
    for (const key of keys) await one(key, createCall());
  };
  const create = async (count: number): Promise<void> => {
    const fields = definition.rules.customer ? storedFields(definition.rules.customer) : [];
    const input = toInput(samplesOf(fields.filter((field) => field !== 'merchantReference')));
    const one = verb(account, 'CREATE_CUSTOMER', 'createCustomer');
    for (let created = 0; created < count; created += 1) await one(input, createCall());
  };
  return { account, customerKeys, readAll, remove, create };
}

const nothing = (): Promise<void> => Promise.resolve();

export function changingListsPromises({ providersThat, providersWith }: Tables): void {
  const listing = providersThat('LIST_CUSTOMERS');

  describe.each(listing)('the customers of $code', (definition) => {
    it.each([5, 7, 20, 50, 64])('are all listed if no page holds more than %i', async (pageCap) => {
      for (const first of [20, 100]) {
        const { customerKeys, readAll } = changing(definition, 64, { pageCap });
        expect(await readAll(first, nothing)).toEqual({
          given: customerKeys(),
          status: 'COMPLETE',
          problem: null,
        });
      }
    });

    it.each([3, 20, 100])(
      'fail if the same part comes whichever is asked for, %i at a time',
      async (first) => {
        const { readAll } = changing(definition, 130, { placeIgnored: true });
        const { status, problem } = await readAll(first, nothing);
        expect([status, problem?.code]).toEqual(['FAILED', 'PROVIDER_BAD_RESPONSE']);
      },
    );
  });

  describe.each(providersThat('LIST_CUSTOMERS', 'DELETE_CUSTOMER'))(
    'the customers of $code while some are deleted',
    (definition) => {
      it.each([2, 3, 4])('are all listed once if %i of each page of 4 are', async (count) => {
        const { customerKeys, readAll, remove } = changing(definition, 64);
        const all = customerKeys();
        const read = await readAll(4, (keys) => remove(keys.slice(4 - count)));
        expect(read).toEqual({ given: all, status: 'COMPLETE', problem: null });
      });

      it.each([
        { first: 4, pageCap: 100 },
        { first: 20, pageCap: 50 },
        { first: 100, pageCap: 20 },
      ])('are all gone after a loop that deletes each page, %j', async ({ first, pageCap }) => {
        const { customerKeys, readAll, remove } = changing(definition, 200, { pageCap });
        const all = customerKeys();
        const { given, status } = await readAll(first, remove);
        const figures = {
          skipped: all.filter((key) => !given.includes(key)).length,
          twice: given.length - new Set(given).size,
          left: customerKeys().length,
        };
        process.stdout.write(
          `clean-up of 200 at ${definition.code}, ${first} a page, ${pageCap} at most: ${JSON.stringify(figures)}\n`,
        );
        expect([figures, status]).toEqual([{ skipped: 0, twice: 0, left: 0 }, 'COMPLETE']);
      });
    },
  );

  describe.each(providersThat('LIST_CUSTOMERS', 'CREATE_CUSTOMER'))(
    'the customers of $code while others are created',
    (definition) => {
      it.each([1, 7, 20])('are listed once each if %i come after each page', async (count) => {
        const { customerKeys, readAll, create } = changing(definition, 40);
        const all = customerKeys();
        const { given, status } = await readAll(4, () => create(count));
        expect(given.filter((key) => all.includes(key))).toEqual(all);
        expect([new Set(given).size, status]).toEqual([given.length, 'COMPLETE']);
      });
    },
  );

  describe.each(providersThat('LIST_PAYMENT_METHODS'))('the payment methods at $code', (definition) => {
    const readMethods = async (lists: ListFaults): Promise<readonly (readonly string[])[]> => {
      const { account, customerKeys } = changing(definition, 8, lists);
      const read = async (key: string): Promise<readonly string[]> => {
        const customer = await account.vault.getCustomer(key, createCall());
        if (!customer) throw new Error('There is no such customer.');
        const listed = await listPaymentMethods(
          { account, customerKey: key, customer, first: 20, after: null },
          requestScopeOf([account]),
        );
        expect(listed.sources.map(({ status }) => status)).toEqual(['COMPLETE']);
        return listed.edges.map(({ node }) => node.method.key);
      };
      return Promise.all(customerKeys().map(read));
    };

    it('are the same if pages are capped', async () => {
      expect((await readMethods({ pageCap: 5 })).map(({ length }) => length)).toEqual(
        (await readMethods({})).map(({ length }) => length),
      );
    });
  });

  describe.each(providersWith('getCustomers'))('a batch read at $code', (definition) => {
    it('finds all customers although a search gives 20 at most, and null for unknown keys', async () => {
      const { account, customerKeys } = changing(definition, 51, { pageCap: 20 });
      const { customer } = requestScopeOf([account]).loaders.of(account);
      const unknown = 'ffffffff-ffff-4fff-8fff-ffffffffffff';
      const keys = [...customerKeys(), unknown];
      const found = await Promise.all(keys.map((key) => customer(key)));
      expect(found.map((each) => each?.key ?? null)).toEqual([...customerKeys(), null]);
    });
  });
}
