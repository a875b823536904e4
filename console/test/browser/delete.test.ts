import { describe, expect, it } from 'vitest';
import type { ChooseFault } from '../../../src/emulators/kit/faults.ts';
import { readFragment } from '../../../test/graphql/index.ts';
import { shows, type WatchedPage } from '../../../test/support/browser.ts';
import { lastSent, newCustomer, sentCount } from '../support/console.ts';
import { consoleSession } from '../support/console-session.ts';
import { writtenCustomer } from '../../../test/support/write-operations.ts';
import { anyCustomer, customerWithMethods, isWrite, type Place } from '../../../test/support/writing.ts';

const session = consoleSession({ limits: { requestTimeoutMs: 3_000 } });

const open = (path: string) => session.open({ path });

const bank: Place = { provider: 'BANKING_SERVICE', account: 'banking-service' };

const methodsIn = ({ page }: WatchedPage) => page.locator('.method strong').allInnerTexts();

describe('deleting a customer', () => {
  it('shows its consequences before and after, and removes the customer from the list', async () => {
    const { fullName } = readFragment(writtenCustomer, await newCustomer(session.graph, 'gone@example.com'));
    const list = await open('');
    await list.page.getByLabel('In', { exact: true }).selectOption('Monri Payments 1');
    await list.page.getByRole('button', { name: 'Search' }).click();
    await list.page.getByText('gone@example.com').waitFor();
    await list.page.locator('tr', { hasText: 'gone@example.com' }).getByRole('link').click();
    await list.page.getByRole('button', { name: 'Delete …' }).click();
    const dialog = list.page.getByRole('dialog', { name: `Delete ${fullName}?` });
    await expect
      .poll(() => dialog.getByRole('listitem').allInnerTexts())
      .toEqual([
        'The provider marks the record as deleted and keeps it.',
        'It does not say what becomes of the payment methods: do not count on them afterwards.',
      ]);
    await dialog.getByText('The customer is deleted at Monri Payments 1, for all users.').waitFor();
    await dialog.getByText('No payment methods are saved.').waitFor();
    await expect
      .poll(() => dialog.getByText('Monri marks the customer as deleted and keeps it.').count())
      .toBe(0);
    await list.shoot('console-delete');
    await dialog.getByRole('button', { name: 'Delete customer' }).click();
    await list.page
      .getByText(
        'Ana Horvat is deleted. The provider has marked the record as deleted and keeps it. It does not say what becomes of the payment methods.',
      )
      .waitFor();
    await list.page.locator('tbody tr').first().waitFor();
    await expect.poll(() => list.page.getByText('gone@example.com').count()).toBe(0);
  });

  it('shows beforehand which payment methods would be affected', async () => {
    const { id } = await customerWithMethods(session.graph, bank);
    const customer = await open(`/customers/${id}`);
    await customer.page.locator('.method').first().waitFor();
    await customer.page.getByRole('button', { name: 'Delete …' }).click();
    const labels = await methodsIn(customer);
    expect(labels.length).toBeGreaterThan(1);
    await customer.page
      .getByRole('dialog')
      .getByText(`Saved now: ${labels.join(', ')}.`)
      .waitFor();
    await customer.shoot('console-delete-methods');
  });

  it('can be called off by the keyboard, and the focus is where it was', async () => {
    const { id } = await newCustomer(session.graph, 'kept@example.com');
    const customer = await open(`/customers/${id}`);
    const button = customer.page.getByRole('button', { name: 'Delete …' });
    await button.focus();
    await customer.page.keyboard.press('Enter');
    await customer.page.getByRole('dialog').waitFor();
    await customer.page.keyboard.press('Escape');
    await customer.page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(customer.sent.map(({ operationName }) => operationName)).not.toContain('DeleteCustomer');
  });
});

describe('deleting a customer whose payment methods are not known', () => {
  /** What the dialog says before the deletion, at a provider with the chosen fault. */
  async function saidOf(place: Place, choose: ChooseFault | null = null) {
    const { id } = await anyCustomer(session.graph, place);
    session.graph.fail(place.provider, choose);
    const customer = await open(`/customers/${id}`);
    await customer.page.getByRole('button', { name: 'Delete …' }).click();
    return customer.page.getByRole('dialog').locator('p');
  }

  it('says so if they could not be read', async () => {
    const said = await saidOf(bank, ({ url }) =>
      url.includes('payment') ? { kind: 'answer', status: 503 } : null,
    );
    const unread = said.getByText('Whether payment methods are saved could not be read.');
    await expect.poll(() => shows(unread)).toBe(true);
  });

  it('says nothing of them if the provider cannot list them', async () => {
    const said = await saidOf({ provider: 'VERIFONE', account: 'verifone-1' });
    await said.first().waitFor();
    await expect
      .poll(() => said.allInnerTexts())
      .toEqual(['The customer is deleted at Verifone 1, for all users. This cannot be undone.']);
  });
});

describe('a deletion without an answer', () => {
  it('cannot be called off while it is sent, stays on the page, and is repeated under its key', async () => {
    const { id } = await newCustomer(session.graph, 'doubt@example.com');
    const customer = await open(`/customers/${id}`);
    const { page } = customer;
    await page.getByRole('button', { name: 'Delete …' }).click();
    const dialog = page.getByRole('dialog');
    session.graph.fail('MONRI', (request) => (isWrite(request) ? { kind: 'hang' } : null));
    await dialog.getByRole('button', { name: 'Delete customer' }).click();
    await dialog.getByRole('button', { name: 'Deleting …' }).waitFor();
    for (let times = 0; times < 3; times += 1) await page.keyboard.press('Escape');
    expect([
      await dialog.getByRole('button', { name: 'Cancel' }).isDisabled(),
      await dialog.isVisible(),
    ]).toEqual([true, true]);
    const unknown = 'Delete Ana Horvat: The outcome is unknown';
    await dialog.getByText(unknown).waitFor();
    const first = lastSent(customer, 'DeleteCustomer');
    await customer.shoot('console-delete-in-doubt');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('alert').getByText(unknown).waitFor();
    await customer.shoot('console-delete-closed');

    await page.getByRole('link', { name: 'Customers', exact: true }).first().click();
    await page.getByText('Deleting a customer: the outcome is unknown.').waitFor();
    await page.getByRole('link', { name: 'Go back to it' }).click();
    await page.getByRole('alert').getByText(unknown).waitFor();
    await page.getByRole('button', { name: 'Delete …' }).click();
    await dialog.getByRole('button', { name: 'Delete customer' }).click();
    await expect.poll(() => sentCount(customer, 'DeleteCustomer')).toBe(2);
    expect(lastSent(customer, 'DeleteCustomer')).toEqual(first);
  });
});

describe('detaching a payment method', () => {
  /** Opens a customer with several payment methods and deletes the first, at a provider with the chosen fault. */
  async function detachFirst(choose: ChooseFault) {
    const { id } = await customerWithMethods(session.graph, bank);
    const customer = await open(`/customers/${id}`);
    await customer.page.locator('.method').first().waitFor();
    const before = await methodsIn(customer);
    session.graph.fail('BANKING_SERVICE', (request) => (isWrite(request) ? choose(request) : null));
    await customer.page.getByRole('button', { name: 'Detach' }).first().click();
    await customer.page.getByRole('dialog').getByRole('button', { name: 'Detach it' }).click();
    return { customer, before };
  }

  it('takes it out of the list at once, before the provider has answered', async () => {
    const answered = Promise.withResolvers<void>();
    const { customer, before } = await detachFirst(() => ({ kind: 'held', until: answered.promise }));
    await expect.poll(() => methodsIn(customer)).toEqual(before.slice(1));
    const message = customer.page.getByText(`Detaching ${before[0]} …`);
    await expect.poll(() => message.evaluate((box) => box === document.activeElement)).toBe(true);
    answered.resolve();
    await customer.page.getByText(`${before[0]} is detached.`).waitFor();
    await expect.poll(() => methodsIn(customer)).toEqual(before.slice(1));
  });

  it('brings it back if the provider refuses', async () => {
    const { customer, before } = await detachFirst(() => ({ kind: 'answer', status: 409, body: '{}' }));
    await customer.page.getByRole('alert').waitFor();
    await expect.poll(() => methodsIn(customer)).toEqual(before);
  });

  it('shows the outcome of each in its own row, and repeats that one', async () => {
    const { id } = await customerWithMethods(session.graph, bank);
    const customer = await open(`/customers/${id}`);
    await customer.page.locator('.method').first().waitFor();
    const [first = '', second = ''] = await methodsIn(customer);
    const detach = async (label: string) => {
      await customer.page.getByRole('button', { name: `Detach ${label}` }).click();
      await customer.page.getByRole('dialog').getByRole('button', { name: 'Detach it' }).click();
      return lastSent(customer, 'DeletePaymentMethod');
    };
    let waited = 0;
    session.graph.fail('BANKING_SERVICE', (request) => {
      if (!isWrite(request)) return null;
      waited += 1;
      return waited === 1 ? { kind: 'hang' } : { kind: 'answer', status: 409, body: '{}' };
    });
    const sent = await detach(first);
    await detach(second);
    const rowOf = (label: string) =>
      customer.page.locator('.method', { has: customer.page.getByText(label, { exact: true }) });
    await rowOf(second).getByText(`${second}: The provider refused it`).waitFor();
    await rowOf(first).getByText(`${first}: The outcome is unknown`).waitFor();
    await customer.shoot('console-detach-failed');
    await expect.poll(() => customer.page.getByRole('alert').count()).toBe(2);
    await rowOf(first).getByRole('button', { name: 'Try the same again' }).click();
    await expect.poll(() => sentCount(customer, 'DeletePaymentMethod')).toBe(3);
    expect(lastSent(customer, 'DeletePaymentMethod')).toEqual(sent);
  });
});
