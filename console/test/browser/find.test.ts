import { describe, expect, it } from 'vitest';
import { newCustomer } from '../support/console.ts';
import { consoleSession } from '../support/console-session.ts';

const session = consoleSession();

describe('the box at the top', () => {
  it('finds a person over all accounts, and shows how each was searched', async () => {
    await newCustomer(session.graph, 'Found.Here@example.com');
    const { page } = await session.open();
    await page.getByRole('navigation', { name: 'Pages of customers' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('found.here@example.com');
    await page.keyboard.press('Enter');
    await page.locator('tbody th', { hasText: 'Ana Horvat' }).waitFor();
    await page.getByText('Searched whole: 65 customers compared').waitFor();
    await page.getByText('Searched in part: looked up by key').waitFor();
    expect(page.url()).toMatch(/\/console\/find$/);
  });

  it('searches further if the provider searched spelling by spelling', async () => {
    const { page } = await session.open({ path: '/find' });
    await page.getByLabel('Find a person').fill('ANA.DEVRIES+0@EXAMPLE.COM');
    await page.keyboard.press('Enter');
    const further = page.getByRole('button', { name: 'Search further at Verifone 1' });
    await further.click();
    await further.waitFor({ state: 'detached' });
    await expect.poll(() => page.getByText('64 customers compared').count()).toBeGreaterThan(0);
  });
});
