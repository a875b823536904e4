import { describe, expect, it } from 'vitest';
import type { PaymentMethod } from '../../domain/payment-method.ts';
import { verb, type Account } from '../../gateway/account.ts';
import { readAll } from '../support/pages.ts';
import { seeded, unlike } from '../support/subject.ts';
import { createCall } from '../support/vault.ts';
import type { Tables } from '../support/subject.ts';

function methodsOf(account: Account, customerKey: string, size: number): Promise<readonly PaymentMethod[]> {
  const list = verb(account, 'LIST_PAYMENT_METHODS', 'listPaymentMethods');
  return readAll((from, limit) => list(customerKey, { from, limit }, createCall()), size);
}

export function paymentMethodsPromises({ accountsThat, providersThat, providersWith }: Tables): void {
  describe.each(accountsThat('LIST_PAYMENT_METHODS'))(
    'the payment methods at $code, account $account',
    ({ definition, account }) => {
      it('are the same by pages of every size, and none is listed twice', async () => {
        const { customerKeys, ...connected } = seeded(definition, account);
        const counts = await Promise.all(
          customerKeys().map(async (key) => {
            const whole = await methodsOf(connected, key, 100);
            for (const size of [1, 2, 7, 20]) expect(await methodsOf(connected, key, size)).toEqual(whole);
            expect(new Set(whole.map((method) => method.key)).size).toBe(whole.length);
            return whole.length;
          }),
        );
        // Seeded so that there are customers without any, and some whose methods take several small pages.
        expect(counts).toEqual(expect.arrayContaining([0, 1, 2, 3]));
      });

      it('belong to the customer that was asked about', async () => {
        const { customerKeys, ...connected } = seeded(definition, account);
        for (const key of customerKeys().slice(0, 10)) {
          const methods = await methodsOf(connected, key, 100);
          expect(methods.map(({ customerKey }) => customerKey)).toEqual(methods.map(() => key));
        }
      });

      it('hold no full card or account number', async () => {
        const { customerKeys, ...connected } = seeded(definition, account);
        const all = await Promise.all(customerKeys().map((key) => methodsOf(connected, key, 100)));
        const instruments = all.flat().map(({ instrument }) => instrument);
        expect(instruments.length).toBeGreaterThan(0);
        expect(JSON.stringify(instruments)).not.toMatch(/\d{11,}/);
      });
    },
  );

  describe.each(providersWith('getPaymentMethod'))('one payment method at $code', (definition) => {
    const firstOf = async () => {
      const { customerKeys, ...connected } = seeded(definition);
      for (const customerKey of customerKeys()) {
        const methods = await methodsOf(connected, customerKey, 100);
        const [method] = methods;
        const keys = methods.map((each) => each.key);
        if (method) return { ...connected, customerKeys, customerKey, method, keys };
      }
      throw new Error('No seeded customer has a payment method.');
    };

    it('is what the list shows', async () => {
      const { vault, customerKey, method } = await firstOf();
      expect(await vault.getPaymentMethod?.(customerKey, method.key, createCall())).toEqual(method);
    });

    it('is null if no customer has it, or another one does', async () => {
      const { vault, customerKey, method, keys, customerKeys } = await firstOf();
      const other = customerKeys().find((key) => key !== customerKey) ?? '';
      const read = [
        await vault.getPaymentMethod?.(customerKey, unlike(method.key, keys), createCall()),
        await vault.getPaymentMethod?.(other, method.key, createCall()),
        await vault.getPaymentMethod?.(unlike(customerKey, customerKeys()), method.key, createCall()),
      ];
      expect(read).toEqual([null, null, null]);
    });
  });

  describe.each(providersThat('DELETE_PAYMENT_METHOD'))(
    'deleting a payment method at $code',
    (definition) => {
      it('takes away that one and no other, once', async () => {
        const { customerKeys, ...connected } = seeded(definition);
        const remove = verb(connected, 'DELETE_PAYMENT_METHOD', 'deletePaymentMethod');
        const owned = await Promise.all(
          customerKeys().map(async (key) => ({ key, methods: await methodsOf(connected, key, 100) })),
        );
        const { key = '', methods = [] } = owned.find((one) => one.methods.length > 1) ?? {};
        const [first, ...others] = methods;
        expect(await remove(key, first?.key ?? '', createCall())).toBe(true);
        expect(await methodsOf(connected, key, 100)).toEqual(others);
        expect(await remove(key, first?.key ?? '', createCall())).toBe(false);
      });

      it('has nothing to delete at an unknown customer', async () => {
        const { customerKeys, ...connected } = seeded(definition);
        const remove = verb(connected, 'DELETE_PAYMENT_METHOD', 'deletePaymentMethod');
        expect(await remove(unlike(customerKeys()[0] ?? '', customerKeys()), 'unknown', createCall())).toBe(
          false,
        );
      });
    },
  );
}
