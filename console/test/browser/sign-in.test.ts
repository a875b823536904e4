import { describe, expect, it } from 'vitest';
import { violationsIn } from '../../../test/support/axe.ts';
import { shows, type WatchedPage } from '../../../test/support/browser.ts';
import { searchConsole, startConsole } from '../support/console.ts';
import { consoleSession } from '../support/console-session.ts';
import { searchAndReload } from '../support/search-and-reload.ts';
import { accessWith } from '../support/keys.ts';

const key = 'a-key-of-the-support-team-0001';
const otherKey = 'a-key-of-someone-else-0002';
const session = consoleSession({ access: accessWith(key, ['*'], otherKey) });

async function signIn({ page }: WatchedPage, text = key): Promise<void> {
  await page.getByLabel('API key').fill(text);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** The browser itself complains of each answer that refuses a credential. */
function forgive({ complaints }: WatchedPage): readonly string[] {
  return complaints.splice(0).filter((line) => !line.includes('401'));
}

/** Everything that the browser keeps for the tab, and its address. */
function keptBy({ page }: WatchedPage): Promise<string> {
  return page.evaluate(async () =>
    JSON.stringify([
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
      (await indexedDB.databases()).length,
      history.state,
      location.href,
    ]),
  );
}

describe('an API key', () => {
  it('leads to the page that was asked for, and is kept nowhere', async () => {
    const addresses: string[] = [];
    const watched = await session.open({ path: '/customers/new' });
    watched.page.on('request', (request) => addresses.push(request.url()));
    await expect.poll(() => watched.page.title()).toBe('Sign in · vaultgraph console');
    expect(watched.sent).toEqual([]);
    await signIn(watched);
    await watched.page.getByRole('heading', { name: 'New customer' }).waitFor();
    await watched.page.getByRole('link', { name: 'Customers', exact: true }).click();
    await watched.page.locator('tbody a').first().waitFor();
    expect(await keptBy(watched)).toContain('/console');
    for (const place of [await keptBy(watched), ...addresses, ...session.graph.logged]) {
      expect(place).not.toContain(key);
    }
  });

  it('is asked for again after a reload, and then the place and the search are as they were', async () => {
    const watched = await session.open();
    await signIn(watched);
    await searchAndReload(watched, signIn);
    expect(watched.page.url()).not.toContain('absent@');
  });

  it('that is not accepted is said to be, and the way in stays', async () => {
    const watched = await session.open();
    await signIn(watched, 'another-key-that-is-unknown-01');
    const alert = watched.page.getByRole('alert');
    await alert.getByText('This credential was not accepted. It may be wrong, or over.').waitFor();
    await expect.poll(() => violationsIn(watched)).toEqual([]);
    expect(forgive(watched)).toEqual([]);
    await signIn(watched, 'with spaces in it');
    await alert.getByText('Enter a key: letters, digits and signs without spaces.').waitFor();
    expect(watched.sent).toHaveLength(1);
  });

  it('that is no longer accepted leads back to the way in, and from there to where you were', async () => {
    const watched = await session.open();
    const { page } = watched;
    await signIn(watched);
    await page.locator('tbody a').first().click();
    await page.getByRole('heading', { name: 'Contact' }).waitFor();
    const place = page.url();
    await page.route('**/graphql', (route) => route.fulfill({ status: 401, body: '{}' }));
    await page.getByRole('link', { name: 'Customers', exact: true }).first().click();
    await page.getByRole('alert').getByText('Your credential is over, or is no longer accepted.').waitFor();
    await expect.poll(() => violationsIn(watched)).toEqual([]);
    await page.unroute('**/graphql');
    await page.goBack();
    await signIn(watched);
    await page.getByRole('heading', { name: 'Contact' }).waitFor();
    expect(page.url()).toBe(place);
    expect(forgive(watched)).toEqual([]);
  });

  it.each([
    ['the same', key, 'absent@example.com'],
    ['another', otherKey, ''],
  ])(
    'that is over leaves to the next person, who has %s key, what is that person’s',
    async (_whose, next, kept) => {
      const watched = await session.open();
      const { page } = watched;
      await signIn(watched);
      await searchConsole(watched, 'E-mail address', 'absent@example.com', 'Verifone 1');
      await page.getByLabel('Find a person').fill('absent@example.com');
      await page.getByLabel('Find a person').press('Enter');
      await page.getByRole('heading', { name: 'Find a person' }).waitFor();
      await page.route('**/graphql', (route) => route.fulfill({ status: 401, body: '{}' }));
      await page.getByRole('link', { name: 'Payment', exact: true }).click();
      await page.getByRole('link', { name: 'Customers', exact: true }).first().click();
      await page.getByRole('alert').getByText('Your credential is over, or is no longer accepted.').waitFor();
      await page.unroute('**/graphql');
      await signIn(watched, next);
      await expect.poll(() => page.getByLabel('Search for').inputValue()).toBe(kept);
      expect(await page.getByLabel('Find a person').inputValue()).toBe(kept);
      expect((await keptBy(watched)).includes('absent@')).toBe(kept !== '');
      await page.reload();
      await signIn(watched, next);
      await expect.poll(() => page.getByLabel('Search for').inputValue()).toBe(kept);
      expect(forgive(watched)).toEqual([]);
    },
  );

  it('of another person finds nothing of yours after a reload, and begins at the list', async () => {
    const watched = await session.open({ path: '/customers/new' });
    const { page } = watched;
    await signIn(watched);
    await page.getByLabel('Find a person').fill('absent@example.com');
    await page.getByLabel('Find a person').press('Enter');
    await page.getByRole('heading', { name: 'Find a person' }).waitFor();
    await page.reload();
    await signIn(watched, otherKey);
    await page.getByRole('heading', { name: 'Customers' }).waitFor();
    expect(await page.getByLabel('Find a person').inputValue()).toBe('');
    expect(await keptBy(watched)).not.toContain('absent@');
  });

  it('is forgotten with all that was read once you sign out, the way back included', async () => {
    const watched = await session.open();
    const { page } = watched;
    await signIn(watched);
    await page.getByLabel('Find a person').fill('absent@example.com');
    await page.getByLabel('Find a person').press('Enter');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('API key').waitFor();
    expect(await keptBy(watched)).not.toContain('absent@');
    await page.goBack();
    await page.getByLabel('API key').waitFor();
    expect(await keptBy(watched)).not.toContain('absent@');
  });
});

describe('the way in', () => {
  it.each(['light', 'dark'] as const)(
    'breaks no rule of accessibility in %s colours',
    async (colorScheme) => {
      const watched = await session.open({ colorScheme });
      await watched.page.getByLabel('API key').waitFor();
      await expect.poll(() => violationsIn(watched)).toEqual([]);
      await watched.shoot(`console-sign-in-${colorScheme}`);
    },
  );

  it('is not there if the graph allows anonymous access', async () => {
    const open = await startConsole();
    const watched = await session.open({}, open);
    await watched.page.locator('tbody a').first().waitFor();
    expect(await shows(watched.page.getByRole('button', { name: 'Search' }))).toBe(true);
    expect(await watched.page.getByRole('button', { name: 'Sign out' }).count()).toBe(0);
    await open.close();
  });
});
