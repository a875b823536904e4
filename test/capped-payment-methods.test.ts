import { describe, expect, it } from 'vitest';
import { listPaymentMethods } from '../src/gateway/payment-methods.ts';
import { emulate } from '../src/emulators/monri/emulator.ts';
import { monri } from '../src/providers/monri/index.ts';
import type { ListFaults } from '../src/emulators/kit/emulator.ts';
import { requestScopeOf } from '../src/testing/support/request-scope.ts';
import { connectTo, createCall } from '../src/testing/support/vault.ts';

/** A Monri customer with 64 saved cards, whose list misbehaves. */
async function withCards(lists: ListFaults) {
  const emulator = emulate({ customers: 1, lists });
  const { customerKeys, ...account } = connectTo(monri, emulator);
  const [key = ''] = customerKeys();
  const customer = await account.vault.getCustomer(key, createCall());
  if (!customer) throw new Error('There is no customer.');
  const add = (count: number): readonly string[] =>
    Array.from({ length: count }, () => emulator.addPaymentMethod(key).id);
  const cards = add(64).toReversed();
  const readAll = async (first: number, between: () => unknown = () => undefined) => {
    const given: string[] = [];
    for (let after: string | null = null, pages = 0; pages < 100; pages += 1) {
      const listed = await listPaymentMethods(
        { account, customerKey: customer.key, customer, first, after },
        requestScopeOf([account]),
      );
      given.push(...listed.edges.map(({ node }) => node.method.key));
      between();
      if (!listed.hasNextPage) return given;
      after = listed.endCursor;
    }
    throw new Error('The list does not come to its end.');
  };
  return { cards, add, readAll };
}

describe('the saved cards of one customer', () => {
  it.each([5, 20, 50])('are all listed if no page holds more than %i', async (pageCap) => {
    for (const first of [20, 100]) {
      const { cards, readAll } = await withCards({ pageCap });
      expect((await readAll(first)).slice(0, 64)).toEqual(cards);
    }
  });

  it('are listed once each while others are saved', async () => {
    const { cards, add, readAll } = await withCards({});
    const given = await readAll(4, () => add(20));
    expect([given.slice(0, 64), new Set(given).size]).toEqual([cards, given.length]);
  });

  it('are a bad response if the same part comes whichever is asked for', async () => {
    const { readAll } = await withCards({ placeIgnored: true });
    await expect(readAll(20)).rejects.toMatchObject({ code: 'PROVIDER_BAD_RESPONSE' });
  });
});
