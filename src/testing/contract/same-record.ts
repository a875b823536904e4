import { describe, expect, it } from 'vitest';
import type { Fetch } from '../../http/fetch.ts';
import { withFaults } from '../../emulators/kit/faults.ts';
import { isTokenRequest, verbsOf, type Ask } from '../support/asking.ts';
import { unlike } from '../support/subject.ts';
import { connectTo, createCall } from '../support/vault.ts';
import type { Tables } from '../support/subject.ts';

const page = { from: null, limit: 5 };

const email = { email: 'ana.horvat@example.com' };

/** Verbs that ask about the record of a key, and the write among them. */
const verbs: Readonly<Record<string, Ask>> = {
  getCustomer: (vault, key, call) => vault.getCustomer(key, call),
  getCustomers: (vault, key, call) => vault.getCustomers?.([key], call),
  listPaymentMethods: (vault, key, call) => vault.listPaymentMethods?.(key, page, call),
  updateCustomer: (vault, key, call) => vault.updateCustomer?.(key, email, call),
  deleteCustomer: (vault, key, call) => vault.deleteCustomer?.(key, call),
};

/** Answers that name another record wherever they named `name`, and whether there was any. */
function naming(fetch: Fetch, name: string, applies: (request: Request) => boolean) {
  const seen = { altered: false };
  const altered = withFaults(fetch, (request) => {
    if (!applies(request)) return null;
    return {
      kind: 'altered',
      body: (text) => {
        seen.altered ||= text.includes(name);
        return text.replaceAll(name, unlike(name, [name]));
      },
    };
  });
  return { fetch: altered, seen };
}

export function sameRecordPromises({ accountsThat }: Tables): void {
  describe.each(accountsThat('READ_CUSTOMER'))(
    'an answer of $code, account $account, about another record',
    ({ definition, account }) => {
      const seeded = () => {
        const emulator = definition.emulate({ accounts: 2, customers: 6 });
        return { emulator, keys: connectTo(definition, emulator, { account }).customerKeys() };
      };
      const names = ['getCustomer', ...verbsOf(definition, verbs).map(({ verb }) => verb)];
      const isRead = (verb: string) => verb.startsWith('get') || verb.startsWith('list');

      it.each([...new Set(names)])('is never a result of %s', async (verb) => {
        const { emulator, keys } = seeded();
        const outcomes = await Promise.all(
          // A short key, such as the documentation's "text", is in other fields too.
          keys
            .filter(({ length }) => length > 8)
            .map(async (key) => {
              const { fetch, seen } = naming(
                emulator.fetch,
                key,
                (request) => !isTokenRequest(request) && (isRead(verb) || request.method !== 'GET'),
              );
              const { vault } = connectTo(definition, emulator, { account, fetch });
              const [settled] = await Promise.allSettled([verbs[verb]?.(vault, key, createCall())]);
              const code = settled.status === 'rejected' ? Reflect.get(Object(settled.reason), 'code') : null;
              return { wasAltered: seen.altered, code };
            }),
        );
        const expected = isRead(verb) ? 'PROVIDER_BAD_RESPONSE' : 'OUTCOME_UNKNOWN';
        // An answer that names no record, as an empty one, cannot be about another.
        expect(outcomes.map(({ code }) => code)).toEqual(
          outcomes.map(({ wasAltered }) => (wasAltered ? expected : null)),
        );
        expect(verb !== 'getCustomer' || outcomes.every(({ wasAltered }) => wasAltered)).toBe(true);
      });
    },
  );

  describe.each(accountsThat('READ_CUSTOMER_BY_REFERENCE'))(
    'a reading by reference at $code, account $account',
    ({ definition, account }) => {
      it('never gives the customer of another reference', async () => {
        const emulator = definition.emulate({ accounts: 2, customers: 6 });
        const { vault, customerKeys } = connectTo(definition, emulator, { account });
        const customers = await Promise.all(
          customerKeys().map((key) => vault.getCustomer(key, createCall())),
        );
        const references = customers.flatMap((customer) => customer?.reference ?? []);
        expect(references.length).toBeGreaterThan(0);
        for (const reference of references) {
          const { fetch } = naming(emulator.fetch, reference, (request) => !isTokenRequest(request));
          const misled = connectTo(definition, emulator, { account, fetch }).vault;
          await expect(misled.getCustomerByReference?.(reference, createCall())).rejects.toMatchObject({
            code: 'PROVIDER_BAD_RESPONSE',
          });
        }
      });
    },
  );

  describe.each(accountsThat('DELETE_PAYMENT_METHOD'))(
    'a payment method at $code, account $account',
    ({ definition, account }) => {
      const someMethod = async () => {
        const emulator = definition.emulate({ accounts: 2, customers: 12 });
        const { vault, customerKeys } = connectTo(definition, emulator, { account });
        for (const customerKey of customerKeys()) {
          const found = await vault.listPaymentMethods?.(customerKey, page, createCall());
          const key = found?.items[0]?.item?.key;
          if (key !== undefined) return { emulator, customerKey, key };
        }
        throw new Error('No customer has a payment method.');
      };

      it('is never another one, read or deleted', async () => {
        const { emulator, customerKey, key } = await someMethod();
        const { fetch } = naming(emulator.fetch, key, (request) => !isTokenRequest(request));
        const { vault } = connectTo(definition, emulator, { account, fetch });
        await expect(vault.getPaymentMethod?.(customerKey, key, createCall())).rejects.toMatchObject({
          code: 'PROVIDER_BAD_RESPONSE',
        });
        await expect(vault.deletePaymentMethod?.(customerKey, key, createCall())).rejects.toMatchObject({
          code: 'OUTCOME_UNKNOWN',
        });
      });

      it('that the answer says was not deleted is refused', async () => {
        const { emulator, customerKey, key } = await someMethod();
        const fetch = withFaults(emulator.fetch, ({ method }) =>
          method === 'DELETE' ? { kind: 'answer', status: 200, body: '{"deleted":false}' } : null,
        );
        const { vault } = connectTo(definition, emulator, { account, fetch });
        await expect(vault.deletePaymentMethod?.(customerKey, key, createCall())).rejects.toMatchObject({
          code: 'PROVIDER_REJECTED',
        });
      });
    },
  );
}
