import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeQuiet, type WatchedPage } from '../../../test/support/browser.ts';
import { openConsole, startConsole } from '../support/console.ts';
import type { RunningGraph } from '../../../test/support/graph.ts';
import { successOf, writesOf } from '../../../test/support/writing.ts';

let graph: RunningGraph;
let id: string;
beforeAll(async () => {
  graph = await startConsole();
  const { customer } = successOf(
    await writesOf(graph).createCustomer({
      provider: 'MONRI',
      account: 'monri-1',
      customer: {
        merchantReference: 'a-reference-that-goes-on-and-on-without-a-single-space',
        fullName: 'Wolfeschlegelsteinhausenbergerdorff',
        email: 'wolfeschlegelsteinhausenbergerdorff@a-company-with-a-long-name.example.com',
        metadata: [{ key: 'a_key_that_somebody_made_as_long_as_they_could', value: 'short' }],
      },
    }),
  );
  id = customer.id;
});
afterAll(async () => {
  await graph.close();
});

const pages = [
  { name: 'list', path: '', waitsFor: 'tbody tr' },
  { name: 'customer', path: '/customers/:id', waitsFor: '.method, .empty' },
  { name: 'edit', path: '/customers/:id/edit', waitsFor: 'form' },
  { name: 'people', path: '/people?ids=:id', waitsFor: '.comparison-table' },
  { name: 'create', path: '/customers/new', waitsFor: 'form' },
  { name: 'register', path: '/registrations/new', waitsFor: 'form' },
  { name: 'payment', path: '/payments', waitsFor: 'form' },
  { name: 'unknown', path: '/nowhere', waitsFor: 'h1' },
] as const;

async function open(width: number, path: string, waitsFor: string): Promise<WatchedPage> {
  const viewport = { width, height: 800 };
  const watched = await openConsole(graph, { path: path.replace(':id', id), viewport });
  await watched.page.locator(waitsFor).first().waitFor();
  return watched;
}

/** What is wider than the window, from the left edge on. */
const tooWide = ({ page }: WatchedPage) =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => !element.closest('.visually-hidden, .skip-link'))
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
      .map((element) => `${element.tagName} ${element.className}`),
  );

describe.each([320, 375])('at %s pixels', (width) => {
  it.each(pages)('the page "$name" fits', async ({ name, path, waitsFor }) => {
    const watched = await open(width, path, waitsFor);
    await watched.shoot(`console-${name}-${width}`);
    await expect.poll(() => tooWide(watched)).toEqual([]);
    await expect.poll(() => watched.page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await closeQuiet(watched);
  });

  it('the question before a deletion fits', async () => {
    const watched = await open(width, '/customers/:id', '.method, .empty');
    await watched.page.getByRole('button', { name: 'Delete …' }).click();
    await watched.page.getByRole('dialog').waitFor();
    await watched.shoot(`console-delete-${width}`, 'window');
    await expect.poll(() => tooWide(watched)).toEqual([]);
    await closeQuiet(watched);
  });
});

describe('the list on a narrow screen', () => {
  it('breaks no address that has room, and says what each thing is', async () => {
    const watched = await open(375, '', 'tbody tr');
    const row = watched.page.locator('tbody tr').nth(1);
    const address = await row.locator('td').first().boundingBox();
    expect(address?.height).toBeLessThan(30);
    const labels = await row
      .locator('td')
      .evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell, '::before').content));
    expect(labels).toEqual(['"E-mail"', '"Account"', '"Created"']);
    await closeQuiet(watched);
  });
});

describe("the browser's text size", () => {
  it('is followed', async () => {
    const watched = await open(1200, '', 'tbody tr');
    const sizes = () =>
      watched.page.evaluate(() =>
        ['h1', 'h2', 'td', 'label', '.fine-print, .hint, thead th, .badge'].map((selector) =>
          Number.parseFloat(getComputedStyle(document.querySelector(selector) ?? document.body).fontSize),
        ),
      );
    const before = await sizes();
    await watched.page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    await expect.poll(() => sizes()).toEqual(before.map((size) => size * 2));
    await closeQuiet(watched);
  });
});
