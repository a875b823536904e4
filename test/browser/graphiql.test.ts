import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeQuiet, startBrowser } from '../support/browser.ts';
import { serveCommand } from '../support/command-line.ts';
import { linesOf, openGraphiql, openTab, run, tabNames } from '../support/graphiql.ts';

const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-graphiql-'));
let browser: Browser;
let sandbox: Awaited<ReturnType<typeof serveCommand>>;
beforeAll(async () => {
  [sandbox, browser] = await Promise.all([
    serveCommand(['sandbox', '--port', '0'], { folder }),
    startBrowser(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop('SIGTERM');
  rmSync(folder, { recursive: true });
});

/** So high that the editor draws every line of an answer: it leaves out those that cannot be seen. */
const tall = { width: 1600, height: 20_000 };

/** What the answer's editor shows, without the spaces: it breaks long lines wherever they end. */
async function shown(page: Page): Promise<string> {
  return (await page.locator('.graphiql-response .view-lines').innerText()).replaceAll(/\s/g, '');
}

describe('GraphiQL in a browser', () => {
  it('opens with a tab for every example, all of which a laptop shows', async () => {
    const watched = await openGraphiql(browser, sandbox.url);
    const { page } = watched;
    await expect
      .poll(() => tabNames(page))
      .toEqual([
        'FourVaults',
        'Bamboo',
        'Monri',
        'Verifone',
        'BankingService',
        'Paging',
        'Create',
        'Patch',
        'Register',
        'Failure',
        'Trace',
      ]);
    const [last, logo] = await Promise.all([
      page.locator('.graphiql-tab').last().boundingBox(),
      page.locator('.graphiql-logo').boundingBox(),
    ]);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThan(logo?.x ?? 0);
    await closeQuiet(watched);
  });

  it('runs every example as it stands, and without an error where none is meant', async () => {
    const watched = await openGraphiql(browser, sandbox.url, tall);
    const { page } = watched;
    for (const name of await tabNames(page)) {
      await openTab(page, name);
      const { data, errors = [], extensions } = await run(page);
      const codes = errors.map((error: { extensions: { code: string } }) => error.extensions.code);
      // A mutation's error is a member of its union, and has a code.
      const refused = Object.values<object | null>(data).filter((field) => field && 'code' in field);
      const expected = name === 'Failure' ? ['PROVIDER_UNAVAILABLE'] : [];
      expect([name, codes, refused]).toEqual([name, expected, []]);
      expect('upstream' in extensions).toBe(name === 'Trace');
    }
    await closeQuiet(watched);
  });

  it('shows customers of all four providers in the first example', async () => {
    const watched = await openGraphiql(browser, sandbox.url, tall);
    const { page } = watched;
    const { data } = await run(page);
    const text = await shown(page);
    expect(text).toContain('juan.perez@gmail.com');
    const accounts: { key: string; customers: { nodes: { id: string }[] } }[] = data.providerAccounts;
    expect(accounts.map(({ key }) => key)).toEqual([
      'bamboo',
      'banking-service',
      'monri-1',
      'monri-2',
      'verifone-1',
      'verifone-2',
    ]);
    for (const { key, customers } of accounts) {
      expect([key, customers.nodes.length]).toEqual([key, key === 'bamboo' ? 0 : 3]);
      for (const { id } of customers.nodes) expect(text).toContain(id);
    }
    await page.setViewportSize({ width: 1500, height: 950 });
    await watched.shoot('graphiql', 'window');
    await closeQuiet(watched);
  });

  it('changes a customer there is in the example of a patch', async () => {
    const watched = await openGraphiql(browser, sandbox.url, tall);
    const { page } = watched;
    await openTab(page, 'Patch');
    const { data } = await run(page);
    expect(data.updateCustomer.customer).toMatchObject({
      fullName: expect.any(String),
      email: 'new.address@example.com',
      phone: null,
      metadata: expect.arrayContaining([{ key: 'plan', value: 'silver' }]),
    });
    await closeQuiet(watched);
  });

  it('shows the calls to a provider, on a laptop and without scrolling, where the example asks for them', async () => {
    const watched = await openGraphiql(browser, sandbox.url);
    const { page } = watched;
    await openTab(page, 'Trace');
    const { extensions } = await run(page);
    expect(extensions.upstream.total).toBeGreaterThan(0);
    for (const part of ['"operation": "listCustomers"', '"shared": false']) {
      const line = await linesOf(page, 'response', part).last().boundingBox();
      expect((line?.y ?? Infinity) + (line?.height ?? 0)).toBeLessThan(900);
    }
    await closeQuiet(watched);
  });

  it('tells of every field what it is', async () => {
    const watched = await openGraphiql(browser, sandbox.url, tall);
    const { page } = watched;
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    const explorer = page.locator('.graphiql-doc-explorer');
    for (const [type, fields] of [
      ['Query', 10],
      ['CustomerConnection', 5],
      ['Customer', 20],
    ] as const) {
      await explorer.getByRole('link', { name: type, exact: true }).first().click();
      await explorer.locator('.graphiql-doc-explorer-title', { hasText: type }).waitFor();
      const items = explorer.locator('.graphiql-doc-explorer-item');
      await expect.poll(() => items.count()).toBeGreaterThanOrEqual(fields);
      for (const item of await items.all()) {
        await expect
          .poll(() => item.locator('.graphiql-markdown-description').innerText())
          .toMatch(/\w.*[.:]$/);
      }
    }
    await closeQuiet(watched);
  });
});
