import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violationsIn } from '../../../test/support/axe.ts';
import { newCustomer } from '../support/console.ts';
import { consoleSession } from '../support/console-session.ts';

const session = consoleSession();

async function download(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name, exact: true }).click(),
  ]);
  return readFileSync(await file.path(), 'utf8');
}

describe('an export of a customer', () => {
  it('is made on demand, as a page to print and as JSON', async () => {
    const { id } = await newCustomer(session.graph, 'To.Export@example.com');
    const watched = await session.open({ path: `/customers/${id}` });
    const { page } = watched;
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    expect(JSON.parse(await download(page, 'JSON'))).toMatchObject({
      format: 'vaultgraph-export/1',
      records: [{ id, status: 'WHOLE' }],
    });
    expect(await download(page, 'Page to print')).toContain('To.Export@example.com');
    await watched.shoot('console-export');
    expect(await violationsIn(watched)).toEqual([]);
  });
});
