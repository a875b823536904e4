import { describe, expect, it } from 'vitest';
import { shows, type WatchedPage } from '../../../test/support/browser.ts';
import { holdAnswers, newCustomer, searchConsole } from '../support/console.ts';
import { consoleSession } from '../support/console-session.ts';
import { messages } from '../../../test/support/faults.ts';
import { isWrite, writesOf } from '../../../test/support/writing.ts';

const session = consoleSession();

async function open(): Promise<WatchedPage> {
  const watched = await session.open();
  await watched.page.getByRole('navigation', { name: 'Pages of customers' }).waitFor();
  return watched;
}

const rows = ({ page }: WatchedPage) => page.locator('tbody tr');
const namesIn = ({ page }: WatchedPage) => page.locator('tbody th').allInnerTexts();
const sourcesIn = ({ page }: WatchedPage) =>
  page.getByRole('list', { name: 'Accounts' }).locator('li').allTextContents();

/** What the page says of the page of the list that shows. */
const pager = ({ page }: WatchedPage, text: string) =>
  page.getByRole('navigation', { name: 'Pages of customers' }).getByText(text, { exact: true });
const turn = ({ page }: WatchedPage, name: 'Next' | 'Previous') => page.getByRole('button', { name }).click();
const asked = ({ sent }: WatchedPage) =>
  sent.filter(({ operationName }) => operationName === 'Customers').length;
const focused = ({ page }: WatchedPage) => page.evaluate(() => document.activeElement?.textContent);

describe('the list of customers', () => {
  it('shows a page, what became of each account, and why one cannot take part', async () => {
    const list = await open();
    await list.shoot('console-list');
    await expect.poll(() => rows(list).count()).toBe(25);
    await expect
      .poll(() => sourcesIn(list))
      .toEqual([
        'Bamboo Payment cannot take part',
        'bankingservice.ai more follows',
        'Monri Payments 1 not its turn yet',
        'Monri Payments 2 not its turn yet',
        'Verifone 1 not its turn yet',
        'Verifone 2 not its turn yet',
      ]);
    const because = list.page.getByText("Bamboo's API lists no customers; read each by the reference");
    await expect.poll(() => shows(because)).toBe(true);
    await pager(list, 'Page 1: 25 customers').waitFor();
  });

  it('pages on from account to account and back, by its buttons and by those of the browser', async () => {
    const list = await open();
    const first = await namesIn(list);
    for (const page of [2, 3]) {
      await turn(list, 'Next');
      await pager(list, `Page ${page}: 25 customers`).waitFor();
      await expect.poll(() => focused(list)).toBe('Results');
    }
    expect((await sourcesIn(list)).slice(1, 3)).toEqual([
      'bankingservice.ai complete',
      'Monri Payments 1 more follows',
    ]);
    await expect.poll(() => list.page.locator('tbody .badge').allInnerTexts()).toContain('Monri Payments 1');
    const third = await namesIn(list);

    await list.page.goBack();
    await pager(list, 'Page 2: 25 customers').waitFor();
    await list.page.goForward();
    await pager(list, 'Page 3: 25 customers').waitFor();
    await list.page.reload();
    await pager(list, 'Page 3: 25 customers').waitFor();
    await expect.poll(() => namesIn(list)).toEqual(third);
    await turn(list, 'Previous');
    await turn(list, 'Previous');
    await pager(list, 'Page 1: 25 customers').waitFor();
    await expect.poll(() => namesIn(list)).toEqual(first);
  });

  it('reads out what shows, in a region that was there before', async () => {
    const list = await open();
    const region = await list.page
      .getByRole('status')
      .filter({ hasText: 'Page 1: 25 customers' })
      .elementHandle();
    await turn(list, 'Next');
    await pager(list, 'Page 2: 25 customers').waitFor();
    await expect.poll(() => region?.innerText()).toBe('Page 2: 25 customers');
  });

  it('says how many there are if only one account is asked, and it knows', async () => {
    const list = await open();
    await searchConsole(list, 'Everyone', '', 'bankingservice.ai');
    await expect.poll(() => shows(pager(list, 'Page 1: 25 customers of 64'))).toBe(true);
  });

  it('keeps the search while a customer is shown, and nothing of it in the address', async () => {
    const list = await open();
    await searchConsole(list, 'E-mail address', 'unknown@example.com');
    await list.page.getByText('None from the accounts that answered.').waitFor();
    await list.page.getByRole('link', { name: 'New customer' }).click();
    await list.page.getByRole('link', { name: 'Customers' }).click();
    await expect.poll(() => list.page.getByLabel('Search for').inputValue()).toBe('unknown@example.com');
    expect(list.page.url()).toBe(new URL('/console', session.graph.url).href);
    await expect
      .poll(() => list.page.evaluate(() => JSON.stringify(history.state)))
      .not.toContain('unknown@');
    await list.page.goBack();
    await list.page.goBack();
    await expect.poll(() => list.page.getByLabel('Search for').inputValue()).toBe('unknown@example.com');
    await list.page.goBack();
    await expect.poll(() => list.page.getByLabel('Search by').inputValue()).toBe('everything');
    await pager(list, 'Page 1: 25 customers').waitFor();
  });
});

describe('a list that is loaded again', () => {
  it('is on the same page, at the same place', async () => {
    const list = await open();
    await searchConsole(list, 'Everyone', '', 'Monri Payments 1');
    await pager(list, 'Page 1: 25 customers').waitFor();
    await list.page.getByRole('button', { name: 'Next' }).click();
    await pager(list, 'Page 2: 25 customers').waitFor();
    const [first] = await rows(list).allInnerTexts();
    await list.page.evaluate(() => scrollTo(0, 640));
    await list.page.reload();
    await pager(list, 'Page 2: 25 customers').waitFor();
    await expect.poll(() => rows(list).first().innerText()).toBe(first);
    await expect.poll(() => list.page.evaluate(() => scrollY)).toBe(640);
    await expect
      .poll(() => list.page.getByLabel('In', { exact: true }).locator('option:checked').innerText())
      .toBe('Monri Payments 1');
  });

  it('is of the same search, which neither the address nor the history keeps', async () => {
    const list = await open();
    await searchConsole(list, 'E-mail address', 'unknown@example.com');
    await list.page.getByText('None from the accounts that answered.').waitFor();
    await list.page.reload();
    await expect.poll(() => list.page.getByLabel('Search for').inputValue()).toBe('unknown@example.com');
    const kept = () => list.page.evaluate(() => location.href + JSON.stringify(history.state));
    await expect.poll(kept).not.toContain('unknown@');
  });
});

describe('a provider that is missing', () => {
  it('is reported above the list, and asked again without the others', async () => {
    session.graph.fail('BANKING_SERVICE', () => ({ kind: 'answer', status: 503 }));
    const list = await open();
    const alert = list.page.getByRole('alert');
    await alert.getByText('This list is not complete').waitFor();
    await expect.poll(() => alert.getByText(messages.PROVIDER_UNAVAILABLE).count()).toBe(1);
    expect((await sourcesIn(list)).slice(0, 3)).toEqual([
      'Bamboo Payment cannot take part',
      'bankingservice.ai failed',
      'Monri Payments 1 more follows',
    ]);
    await list.shoot('console-list-one-missing', 'window');

    session.graph.fail('BANKING_SERVICE', null);
    await alert.getByRole('button', { name: 'Ask bankingservice.ai again' }).click();
    await list.page.getByRole('heading', { name: 'bankingservice.ai, asked again' }).waitFor();
    await expect.poll(() => sourcesIn(list)).toEqual(['bankingservice.ai more follows']);
    await expect.poll(() => rows(list).count()).toBe(25);
    await list.page.getByRole('button', { name: 'Previous' }).click();
    await list.page.getByRole('button', { name: 'Ask again', exact: true }).click();
    await list.page.getByText('This list is not complete').waitFor({ state: 'detached' });
    await expect.poll(() => focused(list)).toBe('Results');
  });

  it('is never taken for having no customers', async () => {
    const list = await open();
    session.graph.fail('BANKING_SERVICE', () => ({ kind: 'answer', status: 503 }));
    await searchConsole(list, 'Everyone', '', 'bankingservice.ai');
    await list.page.getByText('None from the accounts that answered.').waitFor();
    await expect.poll(() => pager(list, 'Page 1: 0 customers, not complete').count()).toBe(1);
  });
});

describe('a list that was seen before', () => {
  it('is read again when you come back to it, and shown in the meantime', async () => {
    const list = await open();
    await list.page.getByRole('link', { name: 'New customer' }).click();
    const release = holdAnswers(session.graph, 'BANKING_SERVICE');
    await list.page.getByRole('link', { name: 'Customers' }).click();
    await pager(list, 'Page 1: 25 customers, asking again …').waitFor();
    expect([await rows(list).count(), asked(list)]).toEqual([25, 2]);
    release();
    await pager(list, 'Page 1: 25 customers').waitFor();
  });

  it('does not show again what was missing when its account has recovered', async () => {
    session.graph.fail('BANKING_SERVICE', () => ({ kind: 'answer', status: 503 }));
    const list = await open();
    await list.page.getByText('This list is not complete').waitFor();
    await list.page.getByRole('link', { name: 'New customer' }).click();
    const release = holdAnswers(session.graph, 'BANKING_SERVICE');
    await list.page.getByRole('link', { name: 'Customers' }).click();
    await list.page.locator('.busy').getByText('Asking the providers …').waitFor();
    await expect.poll(() => list.page.getByText('This list is not complete').count()).toBe(0);
    release();
    await pager(list, 'Page 1: 25 customers').waitFor();
    expect((await sourcesIn(list))[1]).toBe('bankingservice.ai more follows');
  });

  it('is forgotten when a write may have happened, so that no old list is shown afterwards', async () => {
    const list = await open();
    await searchConsole(list, 'Everyone', '', 'Monri Payments 1');
    await pager(list, 'Page 1: 25 customers').waitFor();
    await list.page.getByRole('link', { name: 'New customer' }).click();
    await list.page.getByLabel('Account').selectOption('Monri Payments 1');
    await list.page.getByLabel('Merchant’s reference').fill('looked-for');
    await list.page.getByLabel('Name', { exact: true }).fill('Lucija Tražena');
    await list.page.getByLabel('E-mail address').fill('lucija@example.com');
    session.graph.fail('MONRI', (request) => (isWrite(request) ? { kind: 'cut', after: true } : null));
    await list.page.getByRole('button', { name: 'Create customer' }).click();
    await list.page.getByRole('alert').waitFor();
    const release = holdAnswers(session.graph, 'MONRI');
    await list.page.getByRole('link', { name: 'Customers' }).click();
    await list.page.locator('.busy').getByText('Asking the providers …').waitFor();
    await expect.poll(() => rows(list).count()).toBe(0);
    release();
    await list.page.getByText('Lucija Tražena').waitFor();
  });

  it('is forgotten when one of its customers turns out to be gone', async () => {
    const { id } = await newCustomer(session.graph, 'elsewhere@example.com');
    const list = await open();
    await searchConsole(list, 'Everyone', '', 'Monri Payments 1');
    await list.page.getByText('elsewhere@example.com').waitFor();
    await writesOf(session.graph).deleteCustomer({ id });
    await list.page.locator('tr', { hasText: 'elsewhere@example.com' }).getByRole('link').click();
    await list.page.getByText('No provider knows this customer, or it was deleted.').waitFor();
    const release = holdAnswers(session.graph, 'MONRI');
    await list.page.getByRole('link', { name: 'Customers' }).first().click();
    await list.page.locator('.busy').getByText('Asking the providers …').waitFor();
    release();
    await pager(list, 'Page 1: 25 customers').waitFor();
    await expect.poll(() => list.page.getByText('elsewhere@example.com').count()).toBe(0);
  });

  it('says how many there are after one was deleted', async () => {
    const list = await open();
    await searchConsole(list, 'Everyone', '', 'bankingservice.ai');
    const total = list.page.locator('.pager').getByText(/of \d+/);
    const [before = ''] = /\d+$/.exec(await total.innerText()) ?? [];
    await list.page.locator('tbody a').first().click();
    await list.page.getByRole('button', { name: 'Delete …' }).click();
    await list.page.getByRole('button', { name: 'Delete customer' }).click();
    await list.page.locator('.notice-slot').getByText('deleted').waitFor();
    await expect.poll(() => total.innerText()).toBe(`Page 1: 25 customers of ${Number(before) - 1}`);
  });

  it('says nothing any more of what was done before, once something else is searched for', async () => {
    const { id } = await newCustomer(session.graph, 'new@example.com');
    const watched = await session.open({ path: `/customers/${id}` });
    const { page } = watched;
    await page.getByRole('button', { name: 'Delete …' }).click();
    await page.getByRole('button', { name: 'Delete customer' }).click();
    const notice = page.locator('.notice-slot').getByText('Ana Horvat is deleted.');
    await notice.waitFor();
    await searchConsole(watched, 'Everyone', '', 'bankingservice.ai');
    await page.locator('.pager').getByText('of').waitFor();
    await expect.poll(() => notice.count()).toBe(0);
  });
});
