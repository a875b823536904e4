import { expect } from 'vitest';
import type { WatchedPage } from '../../../test/support/browser.ts';
import { lastSent, searchConsole, sentCount } from './console.ts';

/** Searches for `absent@example.com`, reloads the page and signs in again: the search is as it was, and is sent again. */
export async function searchAndReload(
  watched: WatchedPage,
  signIn: (watched: WatchedPage) => Promise<void>,
): Promise<void> {
  const { page } = watched;
  await searchConsole(watched, 'E-mail address', 'absent@example.com', 'Verifone 1');
  await expect.poll(() => sentCount(watched, 'Customers')).toBe(2);
  await page.reload();
  await signIn(watched);
  await expect.poll(() => page.getByLabel('Search for').inputValue()).toBe('absent@example.com');
  await expect.poll(() => sentCount(watched, 'Customers')).toBe(3);
  expect(lastSent(watched, 'Customers')).toMatchObject({ accounts: ['verifone-1'] });
}
