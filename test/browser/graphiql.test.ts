import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeQuiet } from '../support/browser.ts';
import { serveCommand } from '../support/command-line.ts';
import {
  boxOf,
  linesOf,
  openExample,
  openGraphiql,
  press,
  pressKeys,
  run,
  showsOperation,
  tab,
  tabNames,
} from '../support/graphiql.ts';

const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-graphiql-'));
let sandbox: Awaited<ReturnType<typeof serveCommand>>;
beforeAll(async () => {
  sandbox = await serveCommand(['sandbox', '--port', '0'], { folder });
});
afterAll(async () => {
  await sandbox.stop('SIGTERM');
  rmSync(folder, { recursive: true });
});

describe('GraphiQL on a first visit', () => {
  it('shows one short query, the examples, and no empty pane of variables', async () => {
    const watched = await openGraphiql(sandbox.url, { width: 1500, height: 950 });
    const { page } = watched;
    await expect.poll(() => tabNames(page)).toEqual(['Customers']);
    await page.getByRole('navigation', { name: 'Examples' }).waitFor();
    await page.getByRole('button', { name: 'Show editor tools' }).waitFor();
    await expect.poll(() => page.locator('.graphiql-logo b').innerText()).toBe('vaultgraph');
    const { data } = await run(page);
    expect(JSON.stringify(data)).toContain('@example.com');
    await watched.shoot('graphiql', 'window');
    await closeQuiet(watched);
  });

  it('writes nothing that is typed into the address', async () => {
    const watched = await openGraphiql(sandbox.url);
    const { page } = watched;
    await linesOf(page, 'query-editor', /^#/).click();
    const isFocused = () => page.evaluate(() => !!document.activeElement?.closest('.graphiql-query-editor'));
    await expect.poll(isFocused).toBe(true);
    // Before the comment of the first line, wherever the click came to on a busy machine.
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('# person@example.com');
    await linesOf(page, 'query-editor', /^#.person@example\.com/).waitFor();
    await run(page, pressKeys);
    expect(page.url()).toBe(sandbox.url);
    await closeQuiet(watched);
  });

  it('keeps a history of what was run', async () => {
    const watched = await openGraphiql(sandbox.url);
    const { page } = watched;
    await run(page);
    await page.getByRole('button', { name: 'Show History' }).click();
    await expect.poll(() => page.locator('.graphiql-history-item').allInnerTexts()).toEqual(['Customers']);
    await closeQuiet(watched);
  });

  it('can be used on a phone', async () => {
    const watched = await openGraphiql(sandbox.url, { width: 390, height: 844 });
    const { page } = watched;
    await run(page);
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    await expect.poll(width).toBeLessThanOrEqual(390);
    const [editor, response] = await Promise.all([
      boxOf(page.locator('.graphiql-query-editor')),
      boxOf(page.locator('.graphiql-response')),
    ]);
    expect(editor.width).toBeGreaterThan(330);
    expect(response.width).toBeGreaterThan(330);
    await page.getByRole('button', { name: 'Show Examples' }).click();
    await openExample(page, 'Monri');
    await watched.shoot('graphiql-narrow', 'window');
    await page.getByRole('link', { name: 'Console' }).click();
    await page.getByRole('heading', { name: 'Customers' }).waitFor();
    await closeQuiet(watched);
  });
});

describe.each([1366, 1440, 1920])('GraphiQL’s tabs in a new profile, %i pixels wide', (width) => {
  it('each opens on the first click of the mouse, also after the window has changed its size and the tabs their places', async () => {
    const watched = await openGraphiql(sandbox.url, { width, height: 900 });
    const { page } = watched;
    for (const name of ['Monri', 'Create']) await openExample(page, name);
    const names = ['Customers', 'Monri', 'Create'];
    await expect.poll(() => tabNames(page)).toEqual(names);
    for (const name of names) {
      await press(page, tab(page, name));
      await showsOperation(page, name);
    }
    await page.setViewportSize({ width: width - 200, height: 800 });
    // As it does when a font arrives late, the strip lays its tabs elsewhere without GraphiQL knowing.
    await page.addStyleTag({ content: '.graphiql-tab { margin-right: 60px !important }' });
    for (const name of names) {
      await press(page, tab(page, name));
      await showsOperation(page, name);
    }
    await closeQuiet(watched);
  });
});

describe('an example', () => {
  it('opens its own tab, and the same one again, with its variables in sight', async () => {
    const watched = await openGraphiql(sandbox.url);
    const { page } = watched;
    const loadedAt = () => page.evaluate(() => performance.timeOrigin);
    const before = await loadedAt();
    await openExample(page, 'Patch');
    await page.getByRole('button', { name: 'Hide editor tools' }).waitFor();
    await page.locator('.graphiql-editor-tool .view-line', { hasText: '"id"' }).waitFor();
    await openExample(page, 'Customers');
    await page.getByRole('button', { name: 'Show editor tools' }).waitFor();
    await openExample(page, 'Patch');
    await expect.poll(() => tabNames(page)).toEqual(['Customers', 'Patch']);
    expect([page.url(), await loadedAt()]).toEqual([sandbox.url, before]);
    const { data } = await run(page);
    expect(data.updateCustomer.customer).toMatchObject({ email: 'new.address@example.com', phone: null });
    await closeQuiet(watched);
  });

  it('is shown with its headers, and the calls to a provider without scrolling', async () => {
    const watched = await openGraphiql(sandbox.url);
    const { page } = watched;
    await openExample(page, 'Trace');
    await page.locator('.graphiql-editor-tool .view-line', { hasText: 'x-vaultgraph-trace' }).waitFor();
    const { extensions } = await run(page);
    expect(extensions.upstream.total).toBeGreaterThan(0);
    for (const part of ['"operation": "listCustomers"', '"shared": false']) {
      const line = await boxOf(linesOf(page, 'response', part).last());
      expect(line.y + line.height).toBeLessThan(900);
    }
    await closeQuiet(watched);
  });
});

describe('the address of an example', () => {
  it('opens it, and is that of GraphiQL again', async () => {
    const watched = await openGraphiql(`${sandbox.url}?example=Patch`);
    const { page } = watched;
    await showsOperation(page, 'Patch');
    await page.locator('.graphiql-editor-tool .view-line', { hasText: '"id"' }).waitFor();
    expect([await tabNames(page), page.url()]).toEqual([['Patch'], sandbox.url]);
    await closeQuiet(watched);
  });
});

describe('the documentation in GraphiQL', () => {
  it('describes every field', async () => {
    const watched = await openGraphiql(sandbox.url, { width: 1600, height: 900 });
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
      const undescribed = () =>
        items.evaluateAll((shown) =>
          shown
            .map((item) => item.querySelector<HTMLElement>('.graphiql-markdown-description')?.innerText ?? '')
            .filter((text) => !/\w.*[.:]$/.test(text)),
        );
      await expect.poll(undescribed).toEqual([]);
    }
    await closeQuiet(watched);
  });

  it('describes the schema, and says beside a field which scope it needs and what it costs', async () => {
    const watched = await openGraphiql(sandbox.url, { width: 1600, height: 900 });
    const { page } = watched;
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    const explorer = page.locator('.graphiql-doc-explorer');
    await explorer
      .getByText('Customers and their saved payment methods, at several payment providers.')
      .waitFor();
    await explorer.getByRole('link', { name: 'Query', exact: true }).first().click();
    const field = (name: string) =>
      explorer.locator('.graphiql-doc-explorer-item', {
        has: page.getByRole('link', { name, exact: true }),
      });
    await expect
      .poll(() => field('exportPerson').innerText())
      .toMatch(/Needs vault:export\. Costs 20 for each of customers\./);
    await expect
      .poll(() => field('findCustomers').innerText())
      .toMatch(/Needs vault:customer:find and vault:customer:pii\. Costs \d+ for each account that is asked/);
    await closeQuiet(watched);
  });
});

describe('an error in GraphiQL', () => {
  it('shows where it is, while you type and in the answer', async () => {
    const watched = await openGraphiql(sandbox.url);
    const { page } = watched;
    await page.locator('.graphiql-query-editor .view-lines').click();
    await page.keyboard.press('Control+A');
    // In one piece: nothing is completed or suggested in between.
    await page.keyboard.insertText('query  Mistaken { viewer { unknownField } }');
    await page.locator('.graphiql-query-editor .squiggly-error').waitFor();
    const { errors } = await run(page);
    expect(errors).toMatchObject([{ locations: [{ line: 1, column: 28 }] }]);
    await linesOf(page, 'response', '"column": 28').waitFor();
    watched.complaints.splice(0);
    await watched.close();
  });
});
