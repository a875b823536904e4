import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violationsIn } from '../../../test/support/axe.ts';
import { customerWithMethods } from '../../../test/support/writing.ts';
import { newCustomer, sentCount } from '../support/console.ts';
import { consoleSession } from '../support/console-session.ts';

const session = consoleSession();

async function download(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name, exact: true }).click(),
  ]);
  return readFileSync(await file.path(), 'utf8');
}

describe('erasing a customer', () => {
  it('shows what it would do, then every step, and at the end a receipt', async () => {
    const { id } = await newCustomer(session.graph, 'to.erase@example.com');
    const watched = await session.open({ path: `/customers/${id}` });
    const { page } = watched;
    await page.getByRole('button', { name: 'Erase …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Erase Ana Horvat?' });
    await dialog.getByText('the customer is marked as deleted, and the provider keeps it.').waitFor();
    await dialog.getByLabel('Reason').fill('Asked by letter.');
    await watched.shoot('console-erase-plan');
    expect(await violationsIn(watched)).toEqual([]);
    await dialog.getByRole('button', { name: 'Erase for good' }).click();
    await page.getByRole('heading', { name: 'Erasure', level: 1 }).waitFor();
    await page.getByText('The erasure is over. Something is left').waitFor();
    await page.getByText('Customer: retained. Monri marks the customer as deleted and keeps it.').waitFor();
    await page.getByText('Asked by letter.').waitFor();
    expect(await download(page, 'Signed receipt')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(await download(page, 'Page to print')).toContain('Receipt of an erasure');
    await watched.shoot('console-erasure');
    expect(await violationsIn(watched)).toEqual([]);
  });

  it('shows steps as they are taken, and why they wait while a provider is down', async () => {
    const { id } = await customerWithMethods(session.graph, {
      provider: 'BANKING_SERVICE',
      account: 'banking-service',
    });
    const watched = await session.open({ path: `/customers/${id}` });
    const { page } = watched;
    await page.getByRole('button', { name: 'Erase …' }).click();
    await page.getByRole('dialog').getByText('payment method is deleted').first().waitFor();
    session.graph.fail('BANKING_SERVICE', () => ({ kind: 'answer', status: 503 }));
    await page.getByRole('button', { name: 'Erase for good' }).click();
    await page.getByText('Customer: waits. The provider could not be reached').waitFor();
    await page.getByText('Next try:').waitFor();
    await watched.shoot('console-erasure-waits');
    session.graph.fail('BANKING_SERVICE', null);
    await page.getByText('Everything is gone.').waitFor();
    expect(await page.getByText('Payment method: deleted, and shown to be gone.').count()).toBeGreaterThan(1);
  });

  it('shows how far it has come although each answer takes longer than it waits between two questions', async () => {
    const { id } = await newCustomer(session.graph, 'slowly.shown@example.com');
    const { page } = await session.open({ path: `/customers/${id}` });
    await page.route('**/graphql', async (route) => {
      if (route.request().postDataJSON().operationName === 'Erasure') await setTimeout(2_500);
      await route.continue();
    });
    // The last step is over only after the first answer.
    session.graph.fail('MONRI', ({ method }) => (method === 'DELETE' ? { kind: 'slow', ms: 4_000 } : null));
    await page.getByRole('button', { name: 'Erase …' }).click();
    await page.getByRole('button', { name: 'Erase for good' }).click();
    await page.getByText('The erasure is over. Something is left').waitFor({ timeout: 30_000 });
    expect(await page.getByText('Customer: retained.').count()).toBe(1);
    await page.unrouteAll({ behavior: 'wait' });
  });

  it('cannot be begun before what it would do shows', async () => {
    const { id } = await newCustomer(session.graph, 'not.planned@example.com');
    const watched = await session.open({ path: `/customers/${id}` });
    const { page } = watched;
    await page.getByRole('heading', { name: 'Ana Horvat', level: 1 }).waitFor();
    const refused = { data: { planErasure: null }, errors: [{ message: 'It cannot be read now.' }] };
    await page.route('**/graphql', (route) =>
      route.request().postData()?.includes('PlanErasure')
        ? route.fulfill({ json: refused })
        : route.continue(),
    );
    await page.getByRole('button', { name: 'Erase …' }).click();
    const dialog = page.getByRole('dialog');
    const begin = dialog.getByRole('button', { name: 'Erase for good' });
    await dialog.getByText('It can be begun once you have seen here what it would do.').waitFor();
    await dialog.getByRole('button', { name: 'Try again' }).waitFor();
    expect(await begin.isDisabled()).toBe(true);
    expect(await violationsIn(watched)).toEqual([]);
    await page.unroute('**/graphql');
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await dialog.getByText('the customer is marked as deleted').waitFor();
    await expect.poll(() => begin.isEnabled()).toBe(true);
    expect(sentCount(watched, 'EraseCustomers')).toBe(0);
  });

  it('can be called off, and nothing is begun', async () => {
    const { id } = await newCustomer(session.graph, 'not.erased@example.com');
    const watched = await session.open({ path: `/customers/${id}` });
    await watched.page.getByRole('button', { name: 'Erase …' }).click();
    await watched.page.getByRole('dialog').getByText('the customer is marked as deleted').waitFor();
    await watched.page.getByRole('button', { name: 'Cancel' }).click();
    await watched.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(sentCount(watched, 'EraseCustomers')).toBe(0);
  });
});
