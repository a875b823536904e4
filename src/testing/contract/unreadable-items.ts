import { describe, expect, it } from 'vitest';
import type { Account } from '../../gateway/account.ts';
import type { Listed } from '../../gateway/list/listed.ts';
import { listCustomers } from '../../gateway/list/listing.ts';
import { listPaymentMethods } from '../../gateway/payment-methods.ts';
import { readPaymentMethod } from '../../gateway/reading.ts';
import { isRecord } from '../../providers/shared/wire.ts';
import { altering } from '../support/odd-answers.ts';
import { customersPerAccount } from '../support/subject.ts';
import { requestScopeOf } from '../support/request-scope.ts';
import { connectTo, noFilter } from '../support/vault.ts';
import type { Subject, Tables } from '../support/subject.ts';

/** Lists of an answer, wherever they stand in it, whose rows under these keys bear none any more. */
function withoutKeys(keys: ReadonlySet<string>): (json: unknown) => unknown {
  const spoil = (row: unknown): unknown => {
    if (!isRecord(row)) return row;
    const fields = Object.entries(row).map(([name, value]) => [name, keys.has(String(value)) ? {} : value]);
    return Object.fromEntries(fields);
  };
  const spoilLists = (json: unknown): unknown => {
    if (Array.isArray(json)) return json.map(spoil);
    if (!isRecord(json)) return json;
    return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, spoilLists(value)]));
  };
  return spoilLists;
}

/** A seeded account whose lists hold some rows that cannot be read. */
function spoiled(definition: Subject, keys: ReadonlySet<string>) {
  const emulator = definition.emulate({ customers: customersPerAccount });
  return connectTo(definition, emulator, { fetch: altering(emulator.fetch, 'read', withoutKeys(keys)) });
}

/** All pages of a list, each by a separate request. */
async function readPages<Node>(
  read: (after: string | null) => Promise<Listed<Node>>,
): Promise<readonly Listed<Node>[]> {
  const pages = [await read(null)];
  for (let last = pages[0]; last?.hasNextPage; last = pages.at(-1)) {
    if (pages.length > 200) throw new Error('The list does not come to its end.');
    pages.push(await read(last.endCursor));
  }
  return pages;
}

function customersOf(account: Account, first: number) {
  return readPages((after) =>
    listCustomers({ accounts: [account], filter: noFilter, first, after }, requestScopeOf([account])),
  );
}

function unreadableIn(pages: readonly Listed<unknown>[]): number {
  return pages.flatMap(({ sources }) => sources).reduce((sum, { unreadable }) => sum + unreadable, 0);
}

const stretches = {
  'the first': [0],
  'the last': [63],
  'one between': [7],
  'those at the ends of pages': [4, 5, 9, 10, 14],
  'a long stretch': Array.from({ length: 30 }, (_, index) => 10 + index),
};

export function unreadableItemsPromises({ providersThat }: Tables): void {
  describe.each(providersThat('LIST_CUSTOMERS'))(
    'a list of $code with customers that cannot be read',
    (definition) => {
      it.each(Object.entries(stretches))(
        'leaves out %s, says so, and goes on behind',
        async (_name, places) => {
          for (const first of [1, 5, 20, 100]) {
            const all = spoiled(definition, new Set()).customerKeys();
            const keys = new Set(places.map((place) => all[place] ?? ''));
            const pages = await customersOf(spoiled(definition, keys), first);
            const listed = pages.flatMap(({ edges }) => edges).map(({ node }) => node.customer.key);
            expect(listed).toEqual(all.filter((key) => !keys.has(key)));
            expect(unreadableIn(pages)).toBe(keys.size);
            for (const { edges } of pages.slice(0, -1)) expect(edges.length).toBeLessThanOrEqual(first);
          }
        },
      );

      it('is not called complete, then or later', async () => {
        const all = spoiled(definition, new Set()).customerKeys();
        const pages = await customersOf(spoiled(definition, new Set([all[3] ?? ''])), 20);
        const outcomes = pages.map(({ sources: [source] }) => [
          source?.status,
          source?.unreadable,
          source?.problem?.code,
        ]);
        const later = pages.slice(1).map(() => ['PARTIAL', 0, 'PROVIDER_BAD_RESPONSE']);
        expect(outcomes).toEqual([['PARTIAL', 1, 'PROVIDER_BAD_RESPONSE'], ...later]);
        expect(JSON.stringify(pages.map(({ sources }) => sources[0]?.problem?.message))).not.toContain(
          all[3],
        );
      });

      it('says that it leaves out none if it does', async () => {
        const pages = await customersOf(spoiled(definition, new Set()), 20);
        expect(pages.map(({ sources: [source] }) => source?.unreadable)).toEqual(pages.map(() => 0));
        expect(pages.at(-1)?.sources[0]).toMatchObject({ status: 'COMPLETE', problem: null });
      });
    },
  );

  describe.each(providersThat('LIST_PAYMENT_METHODS'))(
    'the payment methods at $code with one that cannot be read',
    (definition) => {
      /** A customer with several, and their keys. */
      const find = async () => {
        const account = spoiled(definition, new Set());
        const reach = requestScopeOf([account]);
        for (const key of account.customerKeys()) {
          const customer = await reach.loaders.of(account).customer(key);
          if (!customer) continue;
          const request = { account, customerKey: key, customer, first: 100, after: null };
          const { edges } = await listPaymentMethods(request, reach);
          if (edges.length >= 3) return { customer, keys: edges.map(({ node }) => node.method.key) };
        }
        throw new Error('No seeded customer has several.');
      };

      it.each([0, 1, 2])('are listed without it, which is reported: %i', async (place) => {
        const { customer, keys } = await find();
        for (const first of [1, 2, 20]) {
          const account = spoiled(definition, new Set([keys[place] ?? '']));
          const pages = await readPages((after) =>
            listPaymentMethods(
              { account, customerKey: customer.key, customer, first, after },
              requestScopeOf([account]),
            ),
          );
          const listed = pages.flatMap(({ edges }) => edges).map(({ node }) => node.method.key);
          expect(listed).toEqual(keys.filter((_key, index) => index !== place));
          expect(unreadableIn(pages)).toBe(1);
          expect(pages.at(-1)?.sources[0]).toMatchObject({
            status: 'PARTIAL',
            problem: { code: 'PROVIDER_BAD_RESPONSE' },
          });
        }
      });

      it('are not said to lack one that may be it', async () => {
        const { customer, keys } = await find();
        const account = spoiled(definition, new Set([keys[1] ?? '']));
        if (account.vault.getPaymentMethod) return;
        const reading = readPaymentMethod(requestScopeOf([account]), account, customer.key, 'unknown');
        await expect(reading).rejects.toMatchObject({ code: 'PROVIDER_BAD_RESPONSE' });
      });
    },
  );
}
