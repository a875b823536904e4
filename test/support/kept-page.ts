import type { Browser, BrowserContextOptions, CDPSession, Page } from 'playwright-core';

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
  // Nothing is drawn again and again while a test waits.
  await page.emulateMedia({ colorScheme: colorScheme ?? 'light', reducedMotion: 'reduce' });
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
  // What the page keeps is at hand as long as the page shows: only its other origins have to be visited.
  const shown = await page.evaluate(forgetAndKeepNothing);
  await forgetAt(
    page,
    [...origins].filter((origin) => origin !== shown),
  );
  await page.goto('about:blank');
  await page.context().clearCookies();
  await page.mouse.move(-1, -1);
  const session = await sessionOf(page);
  // A page that is about to be left may still write into the storage that outlives it.
  for (const origin of origins)
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'local_storage' });
  await session.send('Page.resetNavigationHistory');
  kept = page;
}

async function forgetAt(page: Page, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  await page.route('**', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  for (const origin of origins) {
    await page.goto(origin);
    await page.evaluate(forgetAndKeepNothing);
  }
  await page.unrouteAll();
}

/** Runs in the page, which may write into its own storage as it is left; gives its origin. A page of the browser itself keeps nothing. */
function forgetAndKeepNothing(): string {
  const { origin, protocol } = location;
  if (!protocol.startsWith('http')) return origin;
  localStorage.clear();
  sessionStorage.clear();
  Storage.prototype.setItem = () => undefined;
  return origin;
}

const sessions = new WeakMap<Page, CDPSession>();

async function sessionOf(page: Page): Promise<CDPSession> {
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page));
  sessions.set(page, session);
  return session;
}
