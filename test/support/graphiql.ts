import type { Browser, Locator, Page, Request } from 'playwright-core';
import { vi } from 'vitest';
import { openPage, type WatchedPage } from './browser.ts';

/** GraphiQL as a laptop shows it. */
const laptop = { width: 1440, height: 900 };

/** Opens GraphiQL and waits until it can be used. */
export async function openGraphiql(browser: Browser, url: string, viewport = laptop): Promise<WatchedPage> {
  const watched = await openPage(browser, { viewport });
  await watched.page.goto(url);
  await watched.page.locator('.graphiql-query-editor .view-line').first().waitFor();
  return watched;
}

/** What GraphiQL's tabs are called. */
export function tabNames(page: Page): Promise<string[]> {
  return page.locator('.graphiql-tab-button').allInnerTexts();
}

/** Goes to a tab. */
export async function openTab(page: Page, name: string): Promise<void> {
  // By the keyboard: tabs can be dragged, and a press as short as a program's is neither a click nor a drag.
  await page.locator('.graphiql-tab-button', { hasText: new RegExp(`^${name}$`) }).press('Enter');
  await linesOf(page, 'query-editor', new RegExp(String.raw`^(?:query|mutation)\s${name}\b`)).waitFor();
}

/** Runs what the open tab holds and gives the answer, once it shows. */
export async function run(page: Page) {
  const request = await pressRun(page);
  const answer = await (await request.response())?.json();
  await linesOf(page, 'response', answer.extensions.requestId).last().waitFor();
  return answer;
}

/** On a busy machine the button is there before it does anything: it is pressed until something is sent. */
function pressRun(page: Page): Promise<Request> {
  const isOperation = (request: Request) =>
    request.method() === 'POST' && !request.postData()?.includes('IntrospectionQuery');
  return vi.waitFor(
    async () => {
      const [sent] = await Promise.all([
        page.waitForRequest(isOperation, { timeout: 3_000 }),
        page.locator('.graphiql-execute-button').click(),
      ]);
      return sent;
    },
    { timeout: 15_000 },
  );
}

/** The lines of an editor that hold a text. An editor draws only those that can be seen. */
export function linesOf(page: Page, editor: 'query-editor' | 'response', hasText: string | RegExp): Locator {
  return page.locator(`.graphiql-${editor} .view-line`, { hasText });
}
