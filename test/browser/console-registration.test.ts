import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bambooOf } from '../support/bamboo.ts';
import { closeQuiet, startBrowser, type WatchedPage } from '../support/browser.ts';
import { openConsole, startConsole } from '../support/console.ts';
import type { RunningGraph } from '../support/graph.ts';
import { scan } from '../support/scan.ts';

let graph: RunningGraph;
let browser: Browser;
let watched: WatchedPage | null = null;
beforeAll(async () => {
  [graph, browser] = await Promise.all([startConsole(), startBrowser()]);
  bambooOf(graph).switches.visibleOnlyAfterRegistration = true;
});
afterAll(async () => {
  await browser.close();
  await graph.close();
});
afterEach(async () => {
  if (watched) await closeQuiet(watched);
  watched = null;
});

async function createLink(reference: string, minutes = '15') {
  watched = await openConsole(browser, graph, { path: '/registrations/new' });
  const { page } = watched;
  await page.getByLabel('Merchant’s reference').fill(reference);
  await page.getByLabel('Given name').fill('Ana');
  await page.getByLabel('Valid for, in minutes').fill(minutes);
  await page.getByRole('button', { name: 'Create link' }).click();
  return watched;
}

describe('a registration link', () => {
  it('shows its page as a QR code that can be scanned, and counts down', async () => {
    const link = await createLink('visitor-1');
    const { page } = link;
    await page.getByText('Nobody has registered yet.').waitFor();
    const picture = page.getByRole('img', { name: 'QR code of the registration page' });
    const shown = scan(
      `data:image/png;base64,${(await picture.screenshot({ scale: 'css' })).toString('base64')}`,
    );
    const url = await page.getByRole('link', { name: 'Open the page' }).getAttribute('href');
    expect(url).toMatch(/^https:\/\/checkout\.stage\.bamboopayment\.com\/#\?customerId=[0-9a-f-]{36}$/);
    expect(shown.text).toBe(url);
    await link.shoot('console-registration');

    const timer = page.getByRole('timer');
    const secondsLeft = async () => {
      const [, minutes, seconds] = /(\d+):(\d\d)/.exec(await timer.innerText()) ?? [];
      return Number(minutes) * 60 + Number(seconds);
    };
    const before = await secondsLeft();
    expect(before).toBeGreaterThan(14 * 60);
    await expect.poll(secondsLeft, { timeout: 5_000 }).toBeLessThan(before);
  });

  it('tells that somebody has registered, without being asked', async () => {
    const { page } = await createLink('visitor-2');
    await page.getByText('Nobody has registered yet.').waitFor();
    const url = await page.getByRole('link', { name: 'Open the page' }).getAttribute('href');
    expect(bambooOf(graph).registerCard(url?.split('=')[1] ?? '')).toBe(true);
    await page.getByText('The provider knows the customer:').waitFor();
    await page.getByRole('link', { name: 'Ana', exact: true }).click();
    await page.getByRole('heading', { name: 'Contact' }).waitFor();
    await page.getByText("Bamboo's API changes no customer it keeps").waitFor();
    expect(await page.getByRole('link', { name: 'Edit' }).count()).toBe(0);
  });

  it('is found again by its address, and ends when its time is over', async () => {
    const { page } = await createLink('visitor-3', '1');
    await page.getByRole('img').waitFor();
    await page.clock.install();
    await page.reload();
    await page.getByRole('img', { name: 'QR code of the registration page' }).waitFor();
    await page.clock.fastForward(61_000);
    await page.getByText('The page stopped working.').waitFor();
    expect(await page.getByRole('img', { name: 'QR code of the registration page' }).count()).toBe(0);
  });

  it('is refused with every mistake at its field', async () => {
    const { page } = await createLink('', '0');
    await page.getByRole('alert').getByText('Some of it cannot be accepted').waitFor();
    const marked = await page
      .locator('[aria-invalid]')
      .evaluateAll((inputs) =>
        inputs.map((input) => document.querySelector(`label[for="${input.id}"]`)?.textContent),
      );
    expect(marked).toEqual(['Valid for, in minutes', 'Merchant’s reference (required)']);
  });
});
