import { describe, expect, it } from 'vitest';
import { bambooOf } from '../../../test/support/bamboo.ts';
import { lastSent, sentCount } from '../support/console.ts';
import { consoleSession } from '../support/console-session.ts';

const session = consoleSession();

async function fillIn(paymentId: string, reference: string) {
  const watched = await session.open({ path: '/payments' });
  const { page } = watched;
  await page.getByLabel('Payment', { exact: false }).first().fill(paymentId);
  await page.getByLabel('Merchant’s reference').fill(reference);
  await page.getByLabel('Given name', { exact: true }).fill('Ana');
  await page.getByRole('button', { name: 'Attach customer' }).click();
  return watched;
}

describe('a payment that waits', () => {
  it('takes a customer, which the provider then has', async () => {
    const bamboo = bambooOf(session.graph);
    const paymentId = bamboo.seedPayment({ validForMinutes: 20 });
    const watched = await fillIn(paymentId, 'payer-1');
    const { page } = watched;
    await page.getByRole('status').getByText('The payment has its customer, and waits for').waitFor();
    await watched.shoot('console-payment');
    expect(bamboo.injectedCustomer(paymentId)).toMatchObject({ identifier: 'payer-1', firstName: 'Ana' });
    expect(lastSent(watched, 'AttachCustomerToPayment')).toEqual({
      input: {
        provider: 'BAMBOO',
        account: 'bamboo',
        paymentId,
        customer: { merchantReference: 'payer-1', firstName: 'Ana' },
        idempotencyKey: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
    await page.getByRole('button', { name: 'Another payment' }).click();
    await expect.poll(() => page.getByLabel('Merchant’s reference').inputValue()).toBe('');
  });

  it('is not found if no account has it', async () => {
    const { page } = await fillIn('00000000-0000-4000-8000-000000000000', 'payer-2');
    await page.getByRole('alert').waitFor();
    await expect.poll(() => page.getByLabel('Merchant’s reference').inputValue()).toBe('payer-2');
  });

  it('is not asked for with a number that is none the graph takes', async () => {
    const watched = await session.open({ path: '/payments' });
    await watched.page.getByLabel('Document type').fill('1.5');
    await watched.page.getByRole('button', { name: 'Attach customer' }).click();
    await watched.page.getByRole('alert').getByText('Document type: Must be a whole number').waitFor();
    expect(sentCount(watched, 'AttachCustomerToPayment')).toBe(0);
  });

  it('keeps its key while its outcome is unknown', async () => {
    const paymentId = bambooOf(session.graph).seedPayment({ validForMinutes: 20 });
    session.graph.fail('BAMBOO', ({ method }) => (method === 'PATCH' ? { kind: 'cut', after: true } : null));
    const watched = await fillIn(paymentId, 'payer-3');
    const alert = watched.page.getByRole('alert');
    await alert.waitFor();
    const sent = lastSent(watched, 'AttachCustomerToPayment');
    session.graph.fail('BAMBOO', null);
    await watched.page.getByRole('link', { name: 'Customers' }).first().click();
    await watched.page.getByText('Attaching a customer to a payment: the outcome is unknown').waitFor();
    await watched.page.getByRole('link', { name: 'Go back to it' }).click();
    await alert.getByRole('button').first().click();
    await watched.page.getByText('The payment has its customer').waitFor();
    expect(lastSent(watched, 'AttachCustomerToPayment')).toEqual(sent);
  });
});
