import { expect, it } from 'vitest';
import { accountWith } from '../../test/support/account.ts';
import { requestScopeOf } from '../testing/support/request-scope.ts';
import { readPaymentMethod } from './reading.ts';

it('a payment method is not looked for without end if a list says that more follows and gives nothing', async () => {
  let pages = 0;
  const account = accountWith('monri-hr', {
    listPaymentMethods: async () => {
      pages += 1;
      return { items: [], hasMore: true, total: null };
    },
  });
  const reading = readPaymentMethod(requestScopeOf([account]), account, 'c-1', 'unknown');
  await expect(reading).rejects.toMatchObject({ code: 'PROVIDER_BAD_RESPONSE' });
  expect(pages).toBeLessThan(11);
});
