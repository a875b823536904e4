import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tabs } from '../../src/sandbox/tabs.ts';
import { closeQuiet, openPage, startBrowser } from '../support/browser.ts';
import { serveCommand } from '../support/command-line.ts';
import { scan } from '../support/scan.ts';

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

/** Opens GraphiQL at the tab of an example. */
async function openTab(name: string) {
  const watched = await openPage(browser, { viewport: tall });
  const { page } = watched;
  await page.goto(sandbox.url);
  // By the keyboard: tabs can be dragged, and a press as short as a program's is neither a click nor a drag.
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  await page.locator('.graphiql-tab-button', { hasText: new RegExp(`^${name}$`) }).press('Enter');
  await expect
    .poll(() => textOf(page, '.graphiql-query-editor'))
    .toMatch(new RegExp(`(query|mutation)${name}`));
  return watched;
}

/** Runs what the open tab holds and gives the answer, once it shows whole. */
async function run(page: Page) {
  const answered = page.waitForResponse(
    (response) =>
      response.url() === sandbox.url && !response.request().postData()?.includes('IntrospectionQuery'),
  );
  await page.locator('.graphiql-execute-button').click();
  const answer = await (await answered).json();
  await expect.poll(() => shown(page), { timeout: 10_000 }).toContain(answer.extensions.requestId);
  return answer;
}

/** What an editor shows, without the spaces: it breaks long lines wherever they end. */
async function textOf(page: Page, editor: string): Promise<string> {
  return (await page.locator(`${editor} .view-lines`).first().innerText()).replaceAll(/\s/g, '');
}

const shown = (page: Page) => textOf(page, '.graphiql-response');

describe('GraphiQL in a browser', () => {
  it('opens with a tab for every example', async () => {
    const watched = await openPage(browser);
    const { page } = watched;
    await page.goto(sandbox.url);
    const names = tabs.map(({ query }) => /^(?:query|mutation) (\w+)/m.exec(query)?.[1]);
    await page.locator('.graphiql-tab').last().waitFor();
    expect(await page.locator('.graphiql-tab-button').allInnerTexts()).toEqual(names);
    await closeQuiet(watched);
  });

  it('runs the first example and shows customers of all four providers', async () => {
    const watched = await openTab('FourVaults');
    const { page } = watched;
    const { data, errors } = await run(page);
    expect(errors).toBeUndefined();
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
    await page.setViewportSize({ width: 1400, height: 900 });
    await watched.shoot('graphiql', 'window');
    await closeQuiet(watched);
  });

  it('shows a registration page as a QR code that can be scanned', async () => {
    const watched = await openTab('Register');
    const { page } = watched;
    const { data } = await run(page);
    const { url, qrCode } = data.createRegistrationLink.registrationLink;
    expect(await shown(page)).toContain(url);
    expect(scan(qrCode.dataUri).text).toBe(url);
    await closeQuiet(watched);
  });

  it('shows the calls that were made to the provider where the tab asks for them', async () => {
    const watched = await openTab('VerifoneCustomers');
    const { page } = watched;
    const { extensions } = await run(page);
    expect(extensions.upstream.total).toBeGreaterThan(0);
    expect(await shown(page)).toContain('"operation":"listCustomers"');
    await closeQuiet(watched);
  });
});
