import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsIn } from '../../../test/support/axe.ts';
import { closeQuiet, shows, type WatchedPage } from '../../../test/support/browser.ts';
import { newCustomer, openConsole, startConsole } from '../support/console.ts';
import { startGraph, type RunningGraph } from '../../../test/support/graph.ts';
import { customerWithMethods } from '../../../test/support/writing.ts';

let graph: RunningGraph;
beforeAll(async () => {
  graph = await startConsole();
});
afterAll(async () => {
  await graph.close();
});

const ask = (path: string, init: RequestInit = {}) => fetch(new URL(path, graph.url), init);

describe('what serves the console', () => {
  it('gives the page under a policy that lets it run its own files and talk to the graph alone', async () => {
    for (const path of ['/console', '/console/', '/console/customers/unknown']) {
      const response = await ask(path);
      expect([response.status, Object.fromEntries(response.headers)]).toEqual([
        200,
        expect.objectContaining({
          'content-type': 'text/html; charset=utf-8',
          'cache-control': 'no-cache',
          'content-security-policy':
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'DENY',
        }),
      ]);
    }
  });

  it('gives its own files, named by their content, to be kept', async () => {
    const html = await (await ask('/console')).text();
    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path);
    expect(files.map((path) => path.replace(/-[\w-]+\./, '.'))).toEqual([
      '/console/assets/icon.svg',
      '/console/assets/index.js',
      '/console/assets/index.css',
    ]);
    for (const path of files) {
      const response = await ask(path);
      expect([response.status, response.headers.get('cache-control')]).toEqual([
        200,
        'public, max-age=31536000, immutable',
      ]);
    }
  });

  it.each([
    '/console/assets/none.js',
    '/console/..%2f..%2fpackage.json',
    '/console/%2e%2e/package.json',
    '/consoles',
  ])('gives nothing else: %s', async (path) => {
    expect((await ask(path)).status).toBe(404);
  });

  it('takes nothing, and is served only if the configuration says so', async () => {
    expect((await ask('/console', { method: 'POST' })).status).toBe(405);
    const bare = await startGraph({}, { customers: 1 });
    const response = await fetch(new URL('/console', bare.url));
    await bare.close();
    expect(response.status).toBe(404);
  });
});

describe('the console', () => {
  it('names documents by their hash, so that its users need not be able to explore', async () => {
    const scopes = ['vault:customer:read', 'vault:customer:pii', 'vault:payment-method:read'];
    const strict = await startConsole({ access: { anonymous: { tenant: 'sandbox', scopes } } });
    const watched = await openConsole(strict);
    const { page, sent } = watched;
    await page.locator('tbody a').first().click();
    await page.getByRole('heading', { name: 'Contact' }).waitFor();
    await page.locator('.method, .empty').first().waitFor();
    await closeQuiet(watched);
    await strict.close();
    expect(new Set(sent.map(({ operationName }) => operationName))).toEqual(
      new Set(['Accounts', 'Customers', 'Customer', 'PaymentMethods', 'PaymentMethodChanges', 'Scopes']),
    );
    expect(sent.length).toBe(6);
    for (const { query, extensions } of sent) {
      expect([query, extensions]).toEqual([
        undefined,
        { persistedQuery: { version: 1, sha256Hash: expect.stringMatching(/^[0-9a-f]{64}$/) } },
      ]);
    }
  });

  it('can be used by the keyboard: a link past the header, and the focus on the heading of every page', async () => {
    const watched = await openConsole(graph);
    const { page } = watched;
    await page.locator('tbody a').first().waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press('Tab');
    await expect.poll(() => focused()).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main');
    await page.getByRole('link', { name: 'New customer' }).press('Enter');
    await expect.poll(focused).toBe('New customer');
    await expect.poll(() => page.title()).toBe('New customer · vaultgraph console');
    await page.goBack();
    await expect.poll(focused).toBe('Customers');
    await page.locator('tbody a').first().waitFor();
    await page.getByRole('button', { name: 'Next' }).press('Enter');
    await expect.poll(focused).toBe('Results');
    await closeQuiet(watched);
  });

  it('says that there is no such page', async () => {
    const watched = await openConsole(graph, { path: '/nowhere/at/all' });
    await expect
      .poll(() => shows(watched.page.getByRole('heading', { name: 'There is no such page' })))
      .toBe(true);
    await closeQuiet(watched);
  });
});

/** What the title of each page's tab begins with, if that is not its heading: the name of the person. */
const titles = [
  ['', 'Customers'],
  ['/find', 'Find a person'],
  ['/people?ids=:id', ':name'],
  ['/customers/new', 'New customer'],
  ['/customers/:id', ':name'],
  ['/customers/:id/edit', ':name · Edit customer'],
  ['/customers/:id/payment-methods/new', ':name · Register a payment method'],
  ['/registrations/new', 'New registration link'],
  ['/payments', 'Attach a customer to a payment'],
  ['/erasures/unknown', 'Erasure'],
  ['/registrations/unknown', 'Registration link'],
  ['/nowhere', 'There is no such page'],
] as const;

describe('the tab of the page', () => {
  let id: string;
  beforeAll(async () => {
    id = (await newCustomer(graph, 'titled@example.com')).id;
  });

  it.each(titles)('at %j has the title %j', async (path, title) => {
    const watched = await openConsole(graph, { path: path.replace(':id', id) });
    const shown = `${title.replace(':name', 'Ana Horvat')} · vaultgraph console`;
    await expect.poll(() => watched.page.title()).toBe(shown);
    await closeQuiet(watched);
  });
});

const pages = [
  { name: 'list', path: '', waitsFor: 'tbody tr' },
  { name: 'customer', path: '/customers/:id', waitsFor: '.method' },
  { name: 'edit', path: '/customers/:id/edit', waitsFor: 'form' },
  { name: 'people', path: '/people?ids=:id', waitsFor: '.comparison-table' },
  { name: 'create', path: '/customers/new', waitsFor: 'form' },
  { name: 'register', path: '/registrations/new', waitsFor: 'form' },
  { name: 'payment', path: '/payments', waitsFor: 'form' },
] as const;

/** What is wrong in each of the colours, for which a page needs no reload. */
async function violationsByColour(watched: WatchedPage, picture?: string) {
  const inColours = async (colorScheme: 'light' | 'dark'): Promise<readonly string[]> => {
    await watched.page.emulateMedia({ colorScheme });
    if (picture) await watched.shoot(`${picture}-${colorScheme}`);
    return violationsIn(watched);
  };
  return { light: await inColours('light'), dark: await inColours('dark') };
}

const none = { light: [], dark: [] };

describe('in light and in dark colours', () => {
  it.each(pages)('the page "$name" breaks no rule of accessibility', async ({ name, path, waitsFor }) => {
    const { id } = await customerWithMethods(graph, { provider: 'MONRI', account: 'monri-1' });
    const watched = await openConsole(graph, { path: path.replace(':id', id) });
    await watched.page.locator(waitsFor).first().waitFor();
    await expect.poll(() => violationsByColour(watched, `console-${name}`)).toEqual(none);
    await closeQuiet(watched);
  });

  it('notices of failure and of what cannot be done break none either', async () => {
    graph.fail('BANKING_SERVICE', () => ({ kind: 'answer', status: 503 }));
    const watched = await openConsole(graph);
    await watched.page.getByRole('alert').waitFor();
    graph.fail('BANKING_SERVICE', null);
    await expect.poll(() => violationsByColour(watched)).toEqual(none);
    await closeQuiet(watched);
  });
});
