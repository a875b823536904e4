import { describe, expect, it } from 'vitest';
import { type WatchedPage } from '../../../test/support/browser.ts';
import { lastSent, sentCount, submitNewCustomer } from '../support/console.ts';
import { consoleSession } from '../support/console-session.ts';
import { isWrite, writesOf } from '../../../test/support/writing.ts';

const session = consoleSession({ limits: { requestTimeoutMs: 1_000 } });

/** Opens the form for an account, fills it in and sends it. */
async function create(account: string, fields: Readonly<Record<string, string>>) {
  const watched = await session.open({ path: '/customers/new' });
  await submitNewCustomer(watched, account, fields);
  return watched;
}

const alertIn = ({ page }: WatchedPage) => page.getByRole('alert');
const ana = { Name: 'Ana Horvat', 'E-mail address': 'ana.horvat@example.com' };

describe('a creation without an answer', () => {
  it('can be repeated safely under its key: the customer is there once', async () => {
    session.graph.fail('MONRI', (request) => (isWrite(request) ? { kind: 'cut', after: true } : null));
    const lost = await create('Monri Payments 1', { ...ana, 'Merchant’s reference': 'lost' });
    const alert = alertIn(lost);
    await alert.getByText('The outcome is unknown').waitFor();
    await lost.shoot('console-outcome-unknown');
    const first = lastSent(lost, 'CreateCustomer');
    session.graph.fail('MONRI', null);

    await alert.getByRole('button', { name: 'Try the same again' }).click();
    await lost.page.getByText('Created.', { exact: true }).waitFor();
    expect(lastSent(lost, 'CreateCustomer')).toEqual(first);
    const again = await writesOf(session.graph).createCustomer({
      provider: 'MONRI',
      account: 'monri-1',
      customer: { merchantReference: 'lost', fullName: 'Ana Horvat', email: 'ana.horvat@example.com' },
    });
    expect(again).toMatchObject({ __typename: 'AlreadyExistsError' });
  });

  it('is not sent twice if it could make a second record, even by the button that sent it, and says so', async () => {
    session.graph.fail('VERIFONE', (request) => (isWrite(request) ? { kind: 'cut', after: true } : null));
    const lost = await create('Verifone 1', { 'Given name': 'Ana', 'Family name': 'Horvat' });
    const alert = alertIn(lost);
    await alert.getByText('look whether the record is there before you start over').waitFor();
    session.graph.fail('VERIFONE', null);
    const held = session.graph.keysOf('VERIFONE').length;
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const first = lastSent(lost, 'CreateCustomer');
    await lost.page.getByRole('button', { name: 'Create customer' }).click();
    await expect.poll(() => sentCount(lost, 'CreateCustomer')).toBe(2);
    expect(lastSent(lost, 'CreateCustomer')).toEqual(first);
    await alert.getByText('look whether the record is there before you start over').waitFor();
    expect(session.graph.keysOf('VERIFONE')).toHaveLength(held);
  });

  it('is not sent while the form holds something else, and only who has looked starts over', async () => {
    session.graph.fail('MONRI', (request) => (isWrite(request) ? { kind: 'cut', after: true } : null));
    const lost = await create('Monri Payments 1', { ...ana, 'Merchant’s reference': 'changed' });
    const alert = alertIn(lost);
    await alert.getByText('The outcome is unknown').waitFor();
    session.graph.fail('MONRI', null);
    const first = lastSent(lost, 'CreateCustomer');
    const button = lost.page.getByRole('button', { name: 'Create customer' });
    const phone = lost.page.getByLabel('Phone', { exact: true }).first();

    await phone.fill('+385 1 555 0100');
    await alert.getByText('What you changed since is not in it').waitFor();
    await expect.poll(() => button.isDisabled()).toBe(true);
    await phone.press('Enter');
    await lost.page.getByLabel('Account').selectOption('Monri Payments 2');
    await alert.getByText('It was sent to Monri Payments 1.').waitFor();
    expect([await button.isDisabled(), sentCount(lost, 'CreateCustomer')]).toEqual([true, 1]);
    await lost.shoot('console-create-in-doubt');

    await alert.getByRole('button', { name: 'I have looked: it is not there' }).click();
    await expect.poll(() => alert.count()).toBe(0);
    await button.click();
    await lost.page.getByText('Created.', { exact: true }).waitFor();
    expect(lastSent(lost, 'CreateCustomer')['input']).not.toMatchObject({
      idempotencyKey: (first['input'] as { idempotencyKey: string }).idempotencyKey,
    });
  });

  it('is still known, with its key, after looking elsewhere, and the browser asks before leaving', async () => {
    session.graph.fail('MONRI', (request) => (isWrite(request) ? { kind: 'cut', after: true } : null));
    const lost = await create('Monri Payments 2', { ...ana, 'Merchant’s reference': 'left' });
    await alertIn(lost).getByText('The outcome is unknown').waitFor();
    const first = lastSent(lost, 'CreateCustomer');
    const asked = lost.page.waitForEvent('dialog');
    await lost.page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();

    await lost.page.getByRole('link', { name: 'Customers', exact: true }).click();
    const unseen = lost.page.getByText('Creating a customer: the outcome is unknown.');
    await unseen.waitFor();
    await lost.shoot('console-unseen', 'window');
    await lost.page.getByRole('link', { name: 'Go back to it' }).click();
    await alertIn(lost).getByText('The outcome is unknown').waitFor();
    await expect.poll(() => unseen.count()).toBe(0);
    expect([
      await lost.page.getByLabel('Account').inputValue(),
      await lost.page.getByLabel('Name', { exact: true }).inputValue(),
    ]).toEqual(['monri-2', 'Ana Horvat']);
    await alertIn(lost).getByRole('button', { name: 'Try the same again' }).click();
    await expect.poll(() => sentCount(lost, 'CreateCustomer')).toBe(2);
    expect(lastSent(lost, 'CreateCustomer')).toEqual(first);
  });

  it('because the graph went away is repeated under its key too', async () => {
    const away = await session.open({ path: '/customers/new' });
    await away.page.getByLabel('Account').selectOption('Monri Payments 2');
    await away.page.getByLabel('Merchant’s reference').fill('away');
    await away.page.getByLabel('Name', { exact: true }).fill('Ana Horvat');
    await away.page.route('**/graphql', (route) => route.abort());
    await away.page.getByRole('button', { name: 'Create customer' }).click();
    await alertIn(away).getByText('The outcome is unknown').waitFor();
    expect(away.complaints.splice(0)).toEqual(['Failed to load resource: net::ERR_FAILED']);
    const first = lastSent(away, 'CreateCustomer');
    await away.page.unroute('**/graphql');
    await alertIn(away).getByRole('button', { name: 'Try the same again' }).click();
    await away.page.getByText('Created.', { exact: true }).waitFor();
    expect(lastSent(away, 'CreateCustomer')).toEqual(first);
  });
});
