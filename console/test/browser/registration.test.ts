import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { bambooOf } from '../../../test/support/bamboo.ts';
import { sentCount } from '../support/console.ts';
import { consoleSession } from '../support/console-session.ts';
import { scan } from '../../../test/support/scan.ts';

const session = consoleSession();
beforeAll(() => void (bambooOf(session.graph).switches.visibleOnlyAfterRegistration = true));
afterEach(() => void vi.useRealTimers());

async function createLink(reference: string, minutes = '15') {
  const watched = await session.open({ path: '/registrations/new' });
  const { page } = watched;
  await page.getByLabel('Merchant’s reference').fill(reference);
  await page.getByLabel('Given name', { exact: true }).fill('Ana');
  await page.getByLabel('Valid for, in minutes').fill(minutes);
  await page.getByRole('button', { name: 'Create link' }).click();
  return watched;
}

describe('a registration link', () => {
  it('shows its page as a QR code that can be scanned, and counts down', async () => {
    const link = await createLink('visitor-1');
    const { page } = link;
    await page.getByText('Not registered yet.').waitFor();
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
    await expect.poll(secondsLeft).toBeLessThan(before);
  });

  it('shows that a person has registered, without being asked', async () => {
    const registered = await createLink('visitor-2');
    const { page } = registered;
    await page.getByText('Not registered yet.').waitFor();
    const url = await page.getByRole('link', { name: 'Open the page' }).getAttribute('href');
    expect(bambooOf(session.graph).registerCard(url?.split('=')[1] ?? '')).toBe(true);
    await page.getByText('A card is registered, and the provider knows the customer.').waitFor();
    await page.getByRole('heading', { name: 'Ana', exact: true }).waitFor();
    await expect
      .poll(() => page.getByRole('img', { name: 'QR code of the registration page' }).count())
      .toBe(0);
    await expect.poll(() => page.getByRole('timer').count()).toBe(0);
    await registered.shoot('console-registered');
    await page.getByRole('link', { name: 'Show the customer' }).click();
    await page.getByRole('heading', { name: 'Contact' }).waitFor();
    await page.getByText("Bamboo's API changes no customer it keeps").waitFor();
    await expect.poll(() => page.getByRole('link', { name: 'Edit' }).count()).toBe(0);
  });

  it('is found again by its address, and ends when the graph says so', async () => {
    const { page } = await createLink('visitor-3', '1');
    const picture = page.getByRole('img', { name: 'QR code of the registration page' });
    await picture.waitFor();
    await page.reload();
    await picture.waitFor();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
    await page.getByText('The link expired before a registration.').waitFor();
    await page.getByText('The page stopped working.').waitFor();
    await expect.poll(() => picture.count()).toBe(0);
  });

  it.each([
    [20, 'By this machine’s clock the time is over, but the page still works'],
    [-20, 'How long it still works is not known'],
  ])('counts down by the time of the graph: this machine is %i minutes ahead', async (ahead, unsure) => {
    const visitor = await session.open({ path: '/registrations/new', isAlone: true });
    const { page } = visitor;
    await page.clock.setSystemTime(Date.now() + ahead * 60_000);
    await page.getByLabel('Merchant’s reference').fill(`visitor-ahead-${ahead}`);
    await page.getByRole('button', { name: 'Create link' }).click();
    await page.getByText('Not registered yet.').waitFor();
    await expect.poll(() => page.getByRole('timer').innerText()).toMatch(/\b1[45]:\d\d$/);
    await page.reload();
    await page.getByText(unsure).waitFor();
    await expect.poll(() => page.getByText('The page stopped working.').count()).toBe(0);
    await page.getByRole('img', { name: 'QR code of the registration page' }).waitFor();
    await visitor.shoot(`console-registration-ahead-${ahead}`);
  });

  it('stays on the page while the provider is unreachable, and keeps checking', async () => {
    const link = await createLink('visitor-4');
    const { page } = link;
    await page.getByText('Not registered yet.').waitFor();
    const url = await page.getByRole('link', { name: 'Open the page' }).getAttribute('href');
    session.graph.fail('BAMBOO', () => ({ kind: 'answer', status: 503 }));
    const problem = page.getByRole('alert').getByText('Could not read the registration link');
    await problem.waitFor();
    await link.shoot('console-registration-problem');
    expect([
      await page.getByRole('img', { name: 'QR code of the registration page' }).count(),
      await page.getByRole('timer').count(),
    ]).toEqual([1, 1]);
    session.graph.fail('BAMBOO', null);
    bambooOf(session.graph).registerCard(url?.split('=')[1] ?? '');
    await page.getByText('A card is registered, and the provider knows the customer.').waitFor();
    await expect.poll(() => problem.count()).toBe(0);
  });

  it('is not asked for with numbers that are none the graph takes', async () => {
    const wrong = await session.open({ path: '/registrations/new' });
    await wrong.page.getByLabel('Merchant’s reference').fill('visitor-5');
    await wrong.page.getByLabel('Valid for, in minutes').fill('15.9');
    await wrong.page.getByLabel('Document type').fill('99999999999');
    await wrong.page.getByRole('button', { name: 'Create link' }).click();
    const alert = wrong.page.getByRole('alert');
    await expect
      .poll(() => alert.getByRole('listitem').allInnerTexts())
      .toEqual([
        'Valid for: Must be a whole number, 2,147,483,647 at most.',
        'Document type: Must be a whole number, 2,147,483,647 at most.',
      ]);
    expect([await alert.getByRole('button').count(), sentCount(wrong, 'CreateRegistrationLink')]).toEqual([
      0, 0,
    ]);
    await expect.poll(() => wrong.page.getByLabel('Document type').getAttribute('aria-invalid')).toBe('true');
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
    await expect
      .poll(() => page.getByRole('alert').getByRole('listitem').first().innerText())
      .toBe('Valid for: Must be 1 to 525600.');
  });
});
