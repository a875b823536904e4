import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { closeQuiet, shows, startBrowser, type WatchedPage } from '../support/browser.ts';
import { lastSent, openConsole, startConsole } from '../support/console.ts';
import { messages } from '../support/faults.ts';
import type { RunningGraph } from '../support/graph.ts';

let graph: RunningGraph;
let browser: Browser;
let watched: WatchedPage | null = null;
beforeAll(async () => {
  [graph, browser] = await Promise.all([startConsole(), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await graph.close();
});
afterEach(async () => {
  for (const { provider } of graph.emulators) graph.fail(provider, null);
  if (watched) await closeQuiet(watched);
  watched = null;
});

async function open(): Promise<WatchedPage> {
  watched = await openConsole(browser, graph);
  await watched.page.getByRole('heading', { name: 'Results' }).waitFor();
  return watched;
}

const rows = ({ page }: WatchedPage) => page.locator('tbody tr');
const namesIn = ({ page }: WatchedPage) => page.locator('tbody th').allInnerTexts();
const sourcesIn = ({ page }: WatchedPage) =>
  page.getByRole('list', { name: 'Accounts' }).locator('li').allTextContents();

async function search({ page }: WatchedPage, by: string, text: string, account = 'All accounts') {
  await page.getByLabel('Search by').selectOption(by);
  if (text) await page.getByLabel('Search for').fill(text);
  await page.getByLabel('In', { exact: true }).selectOption(account);
  await page.getByRole('button', { name: 'Search' }).click();
}

describe('the list of customers', () => {
  it('shows a page, what became of each account, and why one cannot take part', async () => {
    const list = await open();
    await list.shoot('console-list');
    expect(await rows(list).count()).toBe(25);
    expect(await sourcesIn(list)).toEqual([
      'Bamboo Payment cannot take part',
      'bankingservice.ai more follows',
      'Monri Payments 1 not its turn yet',
      'Monri Payments 2 not its turn yet',
      'Verifone 1 not its turn yet',
      'Verifone 2 not its turn yet',
    ]);
    const because = list.page.getByText("Bamboo's API lists no customers; read each by the reference");
    expect(await shows(because)).toBe(true);
    await list.page.getByText('Page 1: 25 customers', { exact: true }).waitFor();
  });

  it('pages on from account to account and back, without asking again for a page it has seen', async () => {
    const list = await open();
    const first = await namesIn(list);
    for (const page of [2, 3]) {
      await list.page.getByRole('button', { name: 'Next' }).click();
      await list.page.getByText(`Page ${page}: 25 customers`).waitFor();
    }
    expect((await sourcesIn(list)).slice(1, 3)).toEqual([
      'bankingservice.ai complete',
      'Monri Payments 1 more follows',
    ]);
    expect(await list.page.locator('tbody .badge').allInnerTexts()).toContain('Monri Payments 1');
    const asked = list.sent.length;
    await list.page.getByRole('button', { name: 'Previous' }).click();
    await list.page.getByRole('button', { name: 'Previous' }).click();
    await list.page.getByText('Page 1: 25 customers').waitFor();
    expect(await namesIn(list)).toEqual(first);
    expect(list.sent).toHaveLength(asked);
  });

  it('says how many there are where one account is asked that knows', async () => {
    const list = await open();
    await search(list, 'Everybody', '', 'bankingservice.ai');
    expect(await shows(list.page.getByText('Page 1: 25 customers of 64'))).toBe(true);
  });

  it('keeps what was searched for while a customer is looked at, and nothing of it in the address', async () => {
    const list = await open();
    await search(list, 'E-mail address', 'nobody@example.com');
    await list.page.getByText('No customers here.').waitFor();
    await list.page.getByRole('link', { name: 'New customer' }).click();
    await list.page.getByRole('link', { name: 'Customers' }).click();
    expect(await list.page.getByLabel('Search for').inputValue()).toBe('nobody@example.com');
    expect(list.page.url()).toBe(new URL('/console', graph.url).href);
  });
});

describe('a provider that is missing', () => {
  it('is told of above the list, and asked again without the others', async () => {
    graph.fail('BANKING_SERVICE', () => ({ kind: 'answer', status: 503 }));
    const list = await open();
    const alert = list.page.getByRole('alert');
    await alert.getByText('This list is not complete').waitFor();
    expect(await alert.getByText(messages.PROVIDER_UNAVAILABLE).count()).toBe(1);
    expect((await sourcesIn(list)).slice(0, 3)).toEqual([
      'Bamboo Payment cannot take part',
      'bankingservice.ai failed',
      'Monri Payments 1 more follows',
    ]);
    await list.shoot('console-list-one-missing', 'window');

    graph.fail('BANKING_SERVICE', null);
    await alert.getByRole('button', { name: 'Ask bankingservice.ai again' }).click();
    await list.page.getByRole('heading', { name: 'bankingservice.ai, asked again' }).waitFor();
    expect(await sourcesIn(list)).toEqual(['bankingservice.ai more follows']);
    expect(await rows(list).count()).toBe(25);
    await list.page.getByRole('button', { name: 'Previous' }).click();
    await list.page.getByRole('button', { name: 'Ask again', exact: true }).click();
    await list.page.getByText('This list is not complete').waitFor({ state: 'detached' });
  });
});

describe('a search', () => {
  it('by e-mail address finds one at the accounts that can, and tells of those that cannot', async () => {
    const list = await open();
    await search(list, 'E-mail address', 'ana.devries+0@example.com', 'Verifone 1');
    await list.page.getByText('Page 1:').waitFor();
    expect(lastSent(list, 'Customers')).toMatchObject({
      accounts: ['verifone-1'],
      filter: { email: 'ana.devries+0@example.com' },
    });
    await search(list, 'E-mail address', 'ana.devries+0@example.com');
    await list.page.getByText('4 accounts cannot take part in this list').waitFor();
  });

  it("by the merchant's reference asks every account that keeps one", async () => {
    const list = await open();
    await search(list, 'Merchant’s reference', 'juan.perez@gmail.com');
    await rows(list).first().waitFor();
    expect(await namesIn(list)).toEqual(['Juan Pérez']);
    expect(await list.page.locator('tbody .badge').allInnerTexts()).toEqual(['Bamboo Payment']);
    await list.page.getByText('3 accounts keep nothing that can be looked up in this way').waitFor();
    await list.shoot('console-search');
  });

  it("by a provider's id asks every account, and tells of one that did not answer", async () => {
    const list = await open();
    graph.fail('MONRI', () => ({ kind: 'cut' }));
    await search(list, 'Provider’s id', graph.keysOf('BANKING_SERVICE')[0] ?? '');
    const alert = list.page.getByRole('alert');
    await alert.getByText('Not everybody answered').waitFor();
    expect(await alert.locator('li strong').allInnerTexts()).toEqual([
      'Monri Payments 1',
      'Monri Payments 2',
    ]);
    expect(await namesIn(list)).toHaveLength(1);
    graph.fail('MONRI', null);
    await alert.getByRole('button', { name: 'Ask again' }).click();
    await alert.waitFor({ state: 'detached' });
  });
});
