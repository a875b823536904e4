import axe from 'axe-core';
import type { WatchedPage } from './browser.ts';

declare global {
  interface Window {
    /** There once its source was evaluated in the page. */
    readonly axe: typeof axe;
  }
}

/** What axe finds wrong with a page: the rule, and where it is broken. */
export async function violationsIn({ page }: WatchedPage): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  });
}
