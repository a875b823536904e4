import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsIn } from '../support/axe.ts';
import { closeQuiet, openPage } from '../support/browser.ts';
import { serveCommand } from '../support/command-line.ts';
import { openExample, openGraphiql, run } from '../support/graphiql.ts';

const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-graphiql-'));
let sandbox: Awaited<ReturnType<typeof serveCommand>>;
beforeAll(async () => {
  sandbox = await serveCommand(['sandbox', '--port', '0'], { folder });
});
afterAll(async () => {
  await sandbox.stop('SIGTERM');
  rmSync(folder, { recursive: true });
});

/** What the graph says of a link now. */
async function statusOf(id: string): Promise<string> {
  const query = `query Status($id: ID!) { node(id: $id) { ... on RegistrationLink { status } } }`;
  const response = await fetch(sandbox.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { id } }),
  });
  return (await response.json()).data.node.status;
}

/** The page of the last link that was made. */
let url = '';

describe('the example of a registration link', () => {
  it('waits until a person has opened the page and registered a card', async () => {
    const graphiql = await openGraphiql(sandbox.url);
    await openExample(graphiql.page, 'Register');
    const created = await run(graphiql.page);
    const link = created.data.createRegistrationLink.registrationLink;
    ({ url } = link);
    expect(link.status).toBe('PENDING');
    expect(JSON.stringify(created)).not.toContain('base64');

    const visitor = await openPage();
    await visitor.page.goto(url);
    await expect.poll(() => statusOf(link.id)).toBe('PENDING');
    await visitor.page.getByRole('button', { name: 'Register a card' }).press('Enter');
    await visitor.page.getByRole('status').getByText('A card is registered').waitFor();
    await expect.poll(() => visitor.page.getByRole('button').count()).toBe(0);
    await closeQuiet(visitor);

    await expect.poll(() => statusOf(link.id)).toBe('REGISTERED');
    const { data } = await run(graphiql.page);
    expect(data.createRegistrationLink.registrationLink.status).toBe('REGISTERED');
    await closeQuiet(graphiql);
  });
});

describe.each(['light', 'dark'] as const)("the emulator's page in %s colours", (colorScheme) => {
  it('says that it is one, breaks no rule of accessibility, and recognises a link that does not work', async () => {
    const visitor = await openPage({ colorScheme, viewport: { width: 400, height: 700 } });
    const { page } = visitor;
    await page.goto(url.replace(/[^=]+$/, 'unknown'));
    await page.getByText('This is an emulator’s page.').waitFor();
    const isDark = await page.evaluate(() => getComputedStyle(document.body).color === 'rgb(255, 255, 255)');
    expect(isDark).toBe(colorScheme === 'dark');
    await page.getByRole('button', { name: 'Register a card' }).click();
    await page.getByRole('status').getByText('This link is unknown or has expired').waitFor();
    await expect.poll(() => violationsIn(visitor)).toEqual([]);
    await visitor.shoot(`registration-page-${colorScheme}`);
    await closeQuiet(visitor);
  });
});
