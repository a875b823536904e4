import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violationsIn } from '../../../test/support/axe.ts';
import { successOf, writesOf } from '../../../test/support/writing.ts';
import { lastSent, newCustomer, sentCount, startConsole } from '../support/console.ts';
import { consoleSession } from '../support/console-session.ts';

const session = consoleSession();

/** One person at two vaults: the phone differs, the address is the same, and only one has a reference. */
async function onePerson(email: string): Promise<readonly [string, string]> {
  const monri = await newCustomer(session.graph, email);
  const verifone = successOf(
    await writesOf(session.graph).createCustomer({
      provider: 'VERIFONE',
      account: 'verifone-1',
      customer: { firstName: 'Ana', lastName: 'Horvat', email, phone: '+385 1 555 0199' },
    }),
  );
  return [monri.id, verifone.customer.id];
}

const pathOf = (...ids: readonly string[]) => `/people?ids=${ids.join(',')}`;

const row = (page: Page, name: string) =>
  page.locator('tbody tr').filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name}`) }) });

const ready = (page: Page) => page.getByText('2 of 2 records read.').first().waitFor();

describe('one person over several records', () => {
  it('is put together from what was found, and the way back finds the marks', async () => {
    const ids = await onePerson('one.person@example.com');
    const watched = await session.open({ path: '/find' });
    const { page } = watched;
    await page.getByLabel('Find a person').fill('one.person@example.com');
    await page.keyboard.press('Enter');
    await page.getByText('Mark the records that are the same person').waitFor();
    await page.getByRole('checkbox', { name: 'Ana Horvat at Monri Payments 1 is the same person' }).check();
    expect(await page.getByRole('link', { name: /^Compare/ }).count()).toBe(0);
    await page.getByRole('checkbox', { name: 'Ana Horvat at Verifone 1 is the same person' }).check();
    expect(await violationsIn(watched)).toEqual([]);
    await watched.shoot('console-find-marked');
    await page.getByRole('link', { name: 'Compare 2 records' }).click();
    await ready(page);
    expect(new URL(page.url()).search).toBe(`?ids=${ids.join(',')}`);
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toBe('Ana Horvat');
    await page.goBack();
    await page.getByRole('link', { name: 'Compare 2 records' }).waitFor();
  });

  it.each(['light', 'dark'] as const)(
    'shows side by side what differs, in %s colours',
    async (colorScheme) => {
      const ids = await onePerson(`side.${colorScheme}@example.com`);
      const watched = await session.open({ path: pathOf(...ids), colorScheme });
      const { page } = watched;
      await ready(page);
      const heads = page.getByRole('columnheader');
      await expect
        .poll(() => heads.allInnerTexts())
        .toEqual([
          'Field',
          expect.stringMatching(/^Monri Payments 1\s+Monri Payments, /),
          expect.stringMatching(/^Verifone 1\s+Verifone, /),
        ]);
      const cells = (name: string) => row(page, name).locator('th, td').allInnerTexts();
      expect(await cells('Phone')).toEqual(['Phone differs', '+385 1 555 0100', '+385 1 555 0199']);
      expect(await cells('Name')).toEqual(['Name', 'Ana Horvat', 'Ana Horvat']);
      expect((await cells('Merchant’s reference')).slice(2)).toEqual(['–\nnone']);
      expect(await row(page, 'Phone').getAttribute('class')).toBe('differs');
      expect(await cells('Payment methods')).toEqual(['Payment methods', '–\nnone', 'not available']);
      const missing = page.getByRole('region', { name: 'Payment methods that are not available' });
      await missing.getByText('Verifone 1 cannot take part').waitFor();
      expect(await page.getByText('differs', { exact: true }).count()).toBe(1);
      await expect.poll(() => violationsIn(watched)).toEqual([]);
      await watched.shoot(`console-people-${colorScheme}`);
    },
  );

  it('is exported and erased in all of its records', async () => {
    const ids = await onePerson('all.records@example.com');
    const watched = await session.open({ path: pathOf(...ids) });
    const { page } = watched;
    await ready(page);
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'JSON', exact: true }).click(),
    ]);
    expect(JSON.parse(readFileSync(await file.path(), 'utf8'))).toMatchObject({
      records: ids.map((id) => ({ id })),
    });
    await page.getByRole('button', { name: 'Erase …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Erase 2 records of Ana Horvat?' });
    await dialog.getByText('Monri Payments 1', { exact: true }).waitFor();
    await dialog.getByText('Verifone 1', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Erase for good' }).click();
    await page.getByRole('heading', { name: 'Erasure', level: 1 }).waitFor();
    expect(lastSent(watched, 'EraseCustomers')).toMatchObject({ input: { customers: ids } });
    await page.getByText('The erasure is over. Something is left').waitFor();
    await page.getByRole('region', { name: 'Verifone 1' }).waitFor();
  });

  it('names a record that cannot be read, shows the others, and asks again', async () => {
    const [monri, verifone] = await onePerson('in.part@example.com');
    session.graph.fail('MONRI', () => ({ kind: 'answer', status: 503 }));
    const { page } = await session.open({ path: pathOf(monri, verifone) });
    const alert = page.getByRole('alert');
    await alert.getByRole('heading', { name: 'Could not read record 1, at Monri Payments 1' }).waitFor();
    await page.getByText('1 of 2 records read.').first().waitFor();
    expect(await row(page, 'Phone').locator('td').allInnerTexts()).toEqual(['+385 1 555 0199']);
    session.graph.fail('MONRI', null);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await ready(page);
    await expect.poll(() => row(page, 'Phone').locator('td').count()).toBe(2);
  });

  it('names a record that is gone', async () => {
    const [monri, verifone] = await onePerson('one.gone@example.com');
    await writesOf(session.graph).deleteCustomer({ id: verifone });
    const { page } = await session.open({ path: pathOf(monri, verifone) });
    await page.getByText('No provider knows record 2, or it was deleted.').waitFor();
    await expect.poll(() => row(page, 'Phone').locator('td').allInnerTexts()).toEqual(['+385 1 555 0100']);
  });

  it('numbers two records of one account', async () => {
    const first = await newCustomer(session.graph, 'twice@example.com');
    const second = await newCustomer(session.graph, 'Twice@example.com');
    const { page } = await session.open({ path: pathOf(first.id, second.id) });
    await ready(page);
    const badges = page.locator('thead .badge');
    await expect.poll(() => badges.allInnerTexts()).toEqual(['Monri Payments 1 (1)', 'Monri Payments 1 (2)']);
    await expect.poll(() => row(page, 'E-mail address').innerText()).toContain('differs');
  });

  it.each([0, 21])('is not asked for with %s records', async (count) => {
    const ids = Array.from({ length: count }, (_, index) => `id${index}`);
    const watched = await session.open({ path: pathOf(...ids) });
    await watched.page.getByText('mark the records that are the same person: 20 at most').waitFor();
    expect(sentCount(watched, 'Customer')).toBe(0);
  });

  it('fits on a narrow screen, each value beside its account', async () => {
    const ids = await onePerson('narrow.person.with.a.rather.long.address@example.com');
    const watched = await session.open({ path: pathOf(...ids), viewport: { width: 390, height: 800 } });
    const { page } = watched;
    await ready(page);
    await row(page, 'Phone').waitFor();
    const label = (cell: Element) => getComputedStyle(cell, '::before').content;
    expect(await row(page, 'Phone').locator('td').first().evaluate(label)).toBe('"Monri Payments 1"');
    expect(await page.getByRole('link', { name: 'Verifone 1' }).isVisible()).toBe(true);
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    await expect.poll(width).toBe(390);
    const cut = () => page.locator('.table-card').evaluate((card) => card.scrollWidth > card.clientWidth);
    expect(await cut()).toBe(false);
    await expect.poll(() => violationsIn(watched)).toEqual([]);
    await watched.shoot('console-people-390');
  });

  it('offers neither an export nor erasing without their scopes, and reads no payment methods', async () => {
    const ids = await onePerson('less.allowed@example.com');
    const scopes = ['vault:customer:read', 'vault:customer:pii', 'vault:explore'];
    const strict = await startConsole({ access: { anonymous: { tenant: 'sandbox', scopes } } });
    const watched = await session.open({ path: pathOf(...ids) }, strict);
    const { page } = watched;
    await page.getByText(' of 2 records read.').first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('button', { name: 'Export' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Erase …' }).count()).toBe(0);
    expect(sentCount(watched, 'PaymentMethods')).toBe(0);
    await strict.close();
  });
});

describe('recent people', () => {
  const search = async (page: Page, text: string) => {
    await page.getByLabel('Find a person').fill(text);
    await page.getByLabel('Find a person').press('Enter');
  };

  it('are those that were looked at in this tab, the last first, in memory alone', async () => {
    const [first] = await onePerson('looked.at@example.com');
    const watched = await session.open({ path: `/customers/${first}` });
    const { page } = watched;
    await page.getByRole('heading', { name: 'Contact' }).waitFor();
    await page.getByRole('link', { name: 'Customers', exact: true }).first().click();
    const other = page.locator('tbody a').last();
    const name = await other.innerText();
    await other.click();
    await page.getByRole('heading', { name: 'Contact' }).waitFor();
    await search(page, '');
    await page.getByRole('heading', { name: 'Recent people' }).waitFor();
    expect(await page.locator('tbody th').allInnerTexts()).toEqual([
      expect.stringContaining(name),
      'Ana Horvat',
    ]);
    expect(await violationsIn(watched)).toEqual([]);
    await watched.shoot('console-recent');
    const stored = await page.evaluate(() =>
      JSON.stringify([...Object.entries(sessionStorage), ...Object.entries(localStorage), history.state]),
    );
    expect(stored).not.toContain('looked.at');
    expect(stored).not.toContain('Horvat');
    await page.reload();
    await page.getByText('Write an e-mail address').waitFor();
    expect(await page.getByRole('heading', { name: 'Recent people' }).count()).toBe(0);
  });

  it('lose a customer that is deleted', async () => {
    const { id } = await newCustomer(session.graph, 'soon.gone@example.com');
    const { page } = await session.open({ path: `/customers/${id}` });
    await page.getByRole('button', { name: 'Delete …' }).click();
    await page.getByRole('button', { name: 'Delete customer' }).click();
    await page.getByRole('heading', { name: 'Customers', level: 1 }).waitFor();
    await search(page, '');
    await page.getByText('Write an e-mail address').waitFor();
    expect(await page.getByRole('heading', { name: 'Recent people' }).count()).toBe(0);
  });
});
