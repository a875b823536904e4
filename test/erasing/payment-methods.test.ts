import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../src/domain/errors.ts';
import type { PaymentMethod } from '../../src/domain/payment-method.ts';
import type { Account } from '../../src/gateway/account.ts';
import { accountWith, customerWith, pageByPosition } from '../support/account.ts';
import { erasing, statesOf } from '../support/erasing.ts';

const origin = { account: 'shop', provider: 'MONRI' };

function methodWith(key: string): PaymentMethod {
  return {
    key,
    customerKey: 'ana',
    status: 'ACTIVE',
    instrument: { kind: 'other', providerKind: 'card' },
    reference: null,
    description: null,
    metadata: {},
    token: null,
    createdAt: null,
    updatedAt: null,
    retainedUntil: null,
  };
}

/** A customer with payment methods; those whose keys are refused are never deleted. */
function accountWithMethods(count: number, isRefused: (key: string) => boolean = () => false) {
  const methods = new Map(
    Array.from({ length: count }, (_, place) => [`m${place}`, methodWith(`m${place}`)]),
  );
  const deleted: string[] = [];
  let customer = 1;
  const account: Account = accountWith('shop', {
    getCustomer: () => Promise.resolve(customer > 0 ? customerWith('ana') : null),
    deleteCustomer: async (key, { beforeWrite }) => {
      await beforeWrite?.();
      deleted.push(key);
      customer -= 1;
      return true;
    },
    listPaymentMethods: (_key, page) => Promise.resolve(pageByPosition([...methods.values()], page)),
    getPaymentMethod: (_customer, key) => Promise.resolve(methods.get(key) ?? null),
    deletePaymentMethod: async (_customer, key, { beforeWrite }) => {
      await beforeWrite?.();
      if (isRefused(key)) throw new ProviderError('PROVIDER_REJECTED', origin, { providerRequestId: 'r-1' });
      deleted.push(key);
      return methods.delete(key);
    },
  });
  return { account, deleted, left: () => [...methods.keys()] };
}

describe('the payment methods of an erased customer', () => {
  it.each([0, 1, 99, 100, 250])('are all deleted before it, once: %i', async (count) => {
    const { account, deleted, left } = accountWithMethods(count);
    const { begin, finish } = erasing([account]);
    const over = await finish(await begin(account, 'ana'));
    expect(over.status).toBe('COMPLETE');
    expect(left()).toEqual([]);
    expect(deleted.at(-1)).toBe('ana');
    expect(deleted).toHaveLength(count + 1);
    expect(new Set(deleted).size).toBe(count + 1);
    expect(statesOf(over)[0]).toHaveLength(count + 1);
    expect(over.tasks[0]?.notes).toEqual([]);
  });

  it('are named one by one if the provider refuses, and the customer is deleted all the same', async () => {
    const { account, deleted } = accountWithMethods(3, (key) => key === 'm1');
    const { begin, finish } = erasing([account]);
    const over = await finish(await begin(account, 'ana'));
    expect(over.status).toBe('INCOMPLETE');
    expect(statesOf(over)).toEqual([['DONE', 'FAILED', 'DONE', 'DONE']]);
    expect(over.tasks[0]?.steps[1]).toMatchObject({ code: 'PROVIDER_REJECTED', providerRequestId: 'r-1' });
    expect(deleted).toEqual(['m0', 'm2', 'ana']);
  });
});
