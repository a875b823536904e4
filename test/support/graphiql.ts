import type { Locator, Page, Request } from 'playwright-core';
import { vi } from 'vitest';
import { openPage, type WatchedPage } from './browser.ts';

declare global {
  interface Window {
    /** Our script in the page of GraphiQL. */
    readonly vaultgraph: { readonly state: () => { readonly operationName?: string } };
  }
}

/** GraphiQL as a laptop shows it. */
const laptop = { width: 1440, height: 900 };

/** Opens GraphiQL and waits until it can be used. */
export async function openGraphiql(url: string, viewport = laptop): Promise<WatchedPage> {
  const watched = await openPage({ viewport });
  await watched.page.goto(url);
  await watched.page.locator('.graphiql-query-editor .view-line').first().waitFor();
  return watched;
}

/** What GraphiQL's tabs are called. */
export function tabNames(page: Page): Promise<string[]> {
  return page.locator('.graphiql-tab-button').allInnerTexts();
}

/** The place of something on the page. An editor that is redrawing its lines has none for a moment: the next one counts. */
export function boxOf(what: Locator) {
  return vi.waitFor(
    async () => {
      const box = await what.boundingBox();
      if (!box) throw new Error('It cannot be seen on the page');
      return box;
    },
    { timeout: 20_000 },
  );
}

/** Presses something with the mouse, for as long as a person does. */
export async function press(page: Page, what: Locator): Promise<void> {
  const { x, y, width, height } = await boxOf(what);
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.waitForTimeout(80);
  await page.mouse.up();
}

/** The button of a tab. */
export function tab(page: Page, name: string): Locator {
  return page.locator('.graphiql-tab-button', { hasText: new RegExp(`^${name}$`) });
}

/** Opens one of the examples that the panel offers. */
export async function openExample(page: Page, name: string): Promise<void> {
  const link = page.getByRole('navigation', { name: 'Examples' }).getByRole('link', { name, exact: true });
  await link.click();
  await showsOperation(page, name);
  // What is run is what GraphiQL has read of its editor, which it does a moment after that has changed.
  await page.waitForFunction((read) => window.vaultgraph.state().operationName === read, name);
}

/** Waits until the open tab holds an operation. */
export async function showsOperation(page: Page, name: string): Promise<void> {
  await linesOf(page, 'query-editor', new RegExp(String.raw`^(?:query|mutation)\s${name}\b`)).waitFor();
}

/** Runs what the open tab holds and gives the answer, once it shows. */
export async function run(page: Page, pressed = pressButton) {
  const request = await sentBy(page, pressed);
  const answer = await (await request.response())?.json();
  await page.locator('.graphiql-spinner').waitFor({ state: 'detached' });
  await page.locator('.graphiql-response .view-line').first().waitFor();
  return answer;
}

function pressButton(page: Page): Promise<void> {
  return page.locator('.graphiql-execute-button').click();
}

/** For after typing: the list of words that the editor offers may lie over the button. */
export function pressKeys(page: Page): Promise<void> {
  return page.keyboard.press('Control+Enter');
}

/** On a busy machine the button is there before it does anything: it is pressed until something is sent. */
function sentBy(page: Page, pressed: typeof pressButton): Promise<Request> {
  const isOperation = (request: Request) =>
    request.method() === 'POST' && !request.postData()?.includes('IntrospectionQuery');
  return vi.waitFor(
    async () => {
      const [sent] = await Promise.all([
        page.waitForRequest(isOperation, { timeout: 10_000 }),
        pressed(page),
      ]);
      return sent;
    },
    { timeout: 60_000 },
  );
}

/** The lines of an editor that hold a text. An editor draws only those that can be seen. */
export function linesOf(page: Page, editor: 'query-editor' | 'response', hasText: string | RegExp): Locator {
  return page.locator(`.graphiql-${editor} .view-line`, { hasText });
}
