import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/**
 * A page that tests use one after the other, each as if it were new: the browser makes a window for a new one, which
 * takes longer than most tests.
 */

/** What differs from page to page. */
export interface PageOptions extends Pick<BrowserContextOptions, 'viewport' | 'colorScheme'> {
  /** For a test that changes what cannot be undone: the clock of the page, or what it may do. Nothing uses it afterwards. */
  readonly isAlone?: boolean;
}

let kept: Page | null = null;

/** The kept page; a separate one, with its own profile, if the kept one is in use or the test needs one to itself. */
export async function takePage(
  browser: Browser,
  { viewport, colorScheme, isAlone = false }: PageOptions,
): Promise<Page> {
  const found = isAlone ? null : kept;
  if (found) kept = null;
  const page = found ?? (await newPage(browser));
  await page.setViewportSize(viewport ?? { width: 1200, height: 900 });
  await page.emulateMedia({ colorScheme: colorScheme ?? 'light' });
  return page;
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ timezoneId: 'UTC', locale: 'en-GB' });
  return context.newPage();
}

/** Keeps a page, rid of all that a test left at `origins`; closes it if it was used alone, or another is kept. */
export async function returnPage(
  page: Page,
  { isAlone = false }: PageOptions,
  origins: ReadonlySet<string>,
): Promise<void> {
  if (isAlone || kept) return page.context().close();
  await page.unrouteAll();
  await page.route('**', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  for (const origin of origins) {
    await page.goto(origin);
    await page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
  }
  await page.goto('about:blank');
  await page.unrouteAll();
  await page.context().clearCookies();
  await page.mouse.move(-1, -1);
  await forgetHistory(page);
  kept = page;
}

async function forgetHistory(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.resetNavigationHistory');
  await session.detach();
}
