import { describe, expect, it } from 'vitest';
import { violationsIn } from '../../../test/support/axe.ts';
import type { WatchedPage } from '../../../test/support/browser.ts';
import { startConsole } from '../support/console.ts';
import { consoleSession } from '../support/console-session.ts';

const session = consoleSession();
const toGraphiql = ({ page }: WatchedPage) => page.getByRole('link', { name: 'GraphiQL' });
const toConsole = ({ page }: WatchedPage) => page.getByRole('link', { name: 'Console' });

async function shownGraphiql({ page }: WatchedPage): Promise<void> {
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
}

async function shownConsole({ page }: WatchedPage): Promise<void> {
  await page.locator('tbody a').first().waitFor();
}

describe('a link', () => {
  it('leads from the console to GraphiQL, and from there back', async () => {
    const watched = await session.open();
    await toGraphiql(watched).click();
    await shownGraphiql(watched);
    expect(watched.page.url()).toBe(session.graph.url);
    await toConsole(watched).click();
    await shownConsole(watched);
    await expect.poll(() => violationsIn(watched)).toEqual([]);
  });

  it('leads to no GraphiQL that is not served', async () => {
    const graph = await startConsole({ server: { graphiql: false } });
    const watched = await session.open({}, graph);
    await shownConsole(watched);
    expect(await toGraphiql(watched).count()).toBe(0);
    await graph.close();
  });

  it('leads to no console that is not served', async () => {
    const graph = await startConsole({ console: false });
    const watched = await session.open({ path: '/../graphql' }, graph);
    await shownGraphiql(watched);
    expect(await toConsole(watched).count()).toBe(0);
    await graph.close();
  });

  it('has no link to GraphiQL if you may not explore', async () => {
    const access = {
      anonymous: { tenant: 'sandbox', scopes: ['vault:customer:read', 'vault:customer:pii'] },
    };
    const graph = await startConsole({ access });
    const watched = await session.open({}, graph);
    await shownConsole(watched);
    expect(await toGraphiql(watched).count()).toBe(0);
    await graph.close();
  });
});
