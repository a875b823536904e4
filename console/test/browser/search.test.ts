import { describe, expect, it } from 'vitest';
import { shows, type WatchedPage } from '../../../test/support/browser.ts';
import { holdAnswers, lastSent, newCustomer, searchConsole } from '../support/console.ts';
import { consoleSession } from '../support/console-session.ts';

const session = consoleSession();

async function open(): Promise<WatchedPage> {
  const watched = await session.open();
  await watched.page.getByRole('navigation', { name: 'Pages of customers' }).waitFor();
  return watched;
}

const namesIn = ({ page }: WatchedPage) => page.locator('tbody th').allInnerTexts();
const lookUps = ({ sent }: WatchedPage) =>
  sent.filter(({ operationName }) => operationName === 'FindCustomer').length;
const bankKey = () => session.graph.keysOf('BANKING_SERVICE')[0] ?? '';

describe('a search', () => {
  it('asks the providers every time, also for the same again', async () => {
    const list = await open();
    await searchConsole(list, 'Everyone', '', 'Monri Payments 1');
    await list.page.locator('tbody tr').first().waitFor();
    await newCustomer(session.graph, 'since@example.com');
    await list.page.getByRole('button', { name: 'Search' }).click();
    await expect.poll(() => shows(list.page.getByText('since@example.com'))).toBe(true);
  });

  it('by e-mail address finds one at the accounts that can search, and lists those that cannot', async () => {
    const list = await open();
    await searchConsole(list, 'E-mail address', 'ana.devries+0@example.com', 'Verifone 1');
    await list.page.getByRole('navigation').getByText('Page 1:').waitFor();
    expect(lastSent(list, 'Customers')).toMatchObject({
      accounts: ['verifone-1'],
      filter: { email: 'ana.devries+0@example.com' },
    });
    await searchConsole(list, 'E-mail address', 'ana.devries+0@example.com');
    await list.page.getByText('4 accounts cannot take part in this list').waitFor();
  });

  it("by the merchant's reference asks every account that keeps one", async () => {
    const list = await open();
    await searchConsole(list, 'Merchant’s reference', 'juan.perez@gmail.com');
    await list.page.locator('tbody tr').first().waitFor();
    await list.page.getByText('3 accounts keep nothing that can be looked up in this way').waitFor();
    await expect.poll(() => namesIn(list)).toEqual(['Juan Pérez']);
    await expect.poll(() => list.page.locator('tbody .badge').allInnerTexts()).toEqual(['Bamboo Payment']);
    await list.shoot('console-search');
  });

  it("by a provider's id asks every account, lists one that did not answer, and asks it alone again", async () => {
    const list = await open();
    session.graph.fail('MONRI', () => ({ kind: 'cut' }));
    await searchConsole(list, 'Provider’s id', bankKey());
    const alert = list.page.getByRole('alert');
    await alert.getByText('Some accounts did not answer').waitFor();
    await expect
      .poll(() => alert.locator('li strong').allInnerTexts())
      .toEqual(['Monri Payments 1', 'Monri Payments 2']);
    await expect.poll(() => namesIn(list)).toHaveLength(1);
    await expect.poll(() => list.page.locator('.busy').count()).toBe(0);
    const asked = lookUps(list);
    session.graph.fail('MONRI', null);
    await alert.getByRole('button', { name: 'Ask again' }).click();
    await expect.poll(() => list.page.evaluate(() => document.activeElement?.textContent)).toBe('Results');
    await alert.waitFor({ state: 'detached' });
    await expect.poll(() => list.page.locator('.busy').count()).toBe(0);
    expect(lookUps(list)).toBe(asked + 2);
    await expect.poll(() => namesIn(list)).toHaveLength(1);
  });

  it('shows the customers that other accounts found while one still hangs', async () => {
    const list = await open();
    const release = holdAnswers(session.graph, 'MONRI');
    await searchConsole(list, 'Provider’s id', bankKey());
    await list.page.locator('tbody tr').first().waitFor();
    await expect.poll(() => list.page.locator('.busy').count()).toBe(1);
    release();
    await expect.poll(() => list.page.locator('.busy').count()).toBe(0);
  });

  it('without any answer does not say that there is no customer', async () => {
    const list = await open();
    session.graph.fail('BANKING_SERVICE', () => ({ kind: 'cut' }));
    await searchConsole(list, 'Provider’s id', bankKey(), 'bankingservice.ai');
    await list.page.getByText('None from the accounts that answered.').waitFor();
    await expect.poll(() => list.page.getByText('No customers here.').count()).toBe(0);
  });
});
