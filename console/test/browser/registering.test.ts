import { expect, it } from 'vitest';
import { bankingserviceOf } from '../../../test/support/bankingservice.ts';
import { scan } from '../../../test/support/scan.ts';
import { anyCustomer } from '../../../test/support/writing.ts';
import { consoleSession } from '../support/console-session.ts';

const session = consoleSession();

it('registers a mandate for a customer, shows its terms, and that it is authorised', async () => {
  const place = { provider: 'BANKING_SERVICE', account: 'banking-service' } as const;
  const { id } = await anyCustomer(session.graph, place, 1);
  const visit = await session.open({ path: `/customers/${id}` });
  const { page } = visit;
  await page.getByRole('link', { name: 'Register a payment method' }).click();
  await page.getByLabel('Kind').selectOption('OPEN_BANKING');
  await page.getByLabel('What the payer is shown').fill('Coffee, every month');
  await page.getByLabel('Amount').fill('1995');
  await page.getByLabel('Day', { exact: true }).fill('32');
  await page.getByLabel('From').fill('2026-12-01');
  await page.getByLabel('Until').fill('2026-11-01');
  await page.getByRole('button', { name: 'Create link' }).click();
  await page.getByText('Must be 1 to 31.').first().waitFor();
  await visit.shoot('console-registering-refused');
  await page.getByLabel('Day', { exact: true }).fill('28');
  await page.getByLabel('Until').fill('2027-12-01');
  await page.getByRole('button', { name: 'Create link' }).click();

  await page.getByText('Not registered yet.').waitFor();
  const url = await page.getByRole('link', { name: 'Open the page' }).getAttribute('href');
  expect(url).toMatch(/^https:\/\/dashboard\.bankingservice\.ai\/payment\/pm_/);
  const picture = page.getByRole('img', { name: 'QR code of the registration page' });
  const shown = scan(
    `data:image/png;base64,${(await picture.screenshot({ scale: 'css' })).toString('base64')}`,
  );
  expect(shown.text).toBe(url);
  await page.getByRole('heading', { name: 'The mandate' }).waitFor();
  await page.getByText('€19.95').waitFor();
  await page.getByText('Coffee, every month').waitFor();
  await visit.shoot('console-registering');

  expect(bankingserviceOf(session.graph).moveMethod(url?.split('/').at(-1) ?? '', 'succeeded')).toBe(true);
  await page.getByText('The payment method is registered.').waitFor();
  await expect.poll(() => picture.count()).toBe(0);
  await visit.shoot('console-registering-done');
});

it('registers a card, and shows that the payer refused', async () => {
  const place = { provider: 'BANKING_SERVICE', account: 'banking-service' } as const;
  const { id } = await anyCustomer(session.graph, place, 2);
  const { page } = await session.open({ path: `/customers/${id}/payment-methods/new` });
  await page.getByRole('button', { name: 'Create link' }).click();
  await page.getByText('Not registered yet.').waitFor();
  const url = await page.getByRole('link', { name: 'Open the page' }).getAttribute('href');
  bankingserviceOf(session.graph).moveMethod(url?.split('/').at(-1) ?? '', 'failed');
  await page.getByText('It failed: the person or the bank refused').waitFor();
  await expect.poll(() => page.getByRole('heading', { name: 'The mandate' }).count()).toBe(0);
});

it('says at a person’s registration where customers register', async () => {
  const { page } = await session.open({ path: '/registrations/new' });
  const hint = page.getByText('a payment method is registered for a customer');
  await expect.poll(() => hint.count()).toBe(1);
});
