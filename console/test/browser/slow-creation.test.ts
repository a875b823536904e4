import { describe, expect, it } from 'vitest';
import { isWrite } from '../../../test/support/writing.ts';
import { consoleSession } from '../support/console-session.ts';
import { holdAnswers, sentCount, submitNewCustomer } from '../support/console.ts';

// Longer than any browser here takes for the steps of these tests.
const session = consoleSession({ limits: { requestTimeoutMs: 60_000 } });

/** Opens the form for Verifone, fills it in and sends it. */
async function create(familyName: string) {
  const watched = await session.open({ path: '/customers/new' });
  await submitNewCustomer(watched, 'Verifone 1', { 'Given name': 'Ana', 'Family name': familyName });
  return watched;
}

describe('a creation that takes its time', () => {
  const hold = () => holdAnswers(session.graph, 'VERIFONE', isWrite);

  it('is sent once, however often the form is submitted', async () => {
    const release = hold();
    const twice = await session.open({ path: '/customers/new' });
    await twice.page.getByLabel('Account').selectOption('Verifone 1');
    await twice.page.getByLabel('Given name', { exact: true }).fill('Ana');
    await twice.page.getByLabel('Family name', { exact: true }).fill('Horvat');
    await twice.page.locator('main form').evaluate((form: HTMLFormElement) => {
      form.requestSubmit();
      form.requestSubmit();
    });
    release();
    await twice.page.getByText('Created.', { exact: true }).waitFor();
    expect(sentCount(twice, 'CreateCustomer')).toBe(1);
  });

  it('leaves you on the page you moved to, and shows a notice', async () => {
    const release = hold();
    const left = await create('Left');
    await left.page.getByRole('link', { name: 'Registration link', exact: true }).first().click();
    await left.page.getByRole('heading', { name: 'New registration link' }).waitFor();
    release();
    const notice = left.page.locator('.notice-success');
    await notice.getByText('Created.').waitFor();
    await expect
      .poll(() => left.page.getByRole('heading', { level: 1 }).innerText())
      .toBe('New registration link');
    await notice.getByRole('link', { name: 'Go there' }).click();
    await left.page.getByRole('heading', { name: 'Ana Left' }).waitFor();
    await left.page.getByRole('link', { name: 'New customer' }).click();
    await expect.poll(() => left.page.getByLabel('Given name', { exact: true }).inputValue()).toBe('');
  });

  it('cannot be made twice by coming back in the meantime', async () => {
    const release = hold();
    const back = await create('Back');
    await back.page.getByRole('link', { name: 'Customers', exact: true }).click();
    await back.page.goBack();
    await expect.poll(() => back.page.getByRole('button', { name: 'Creating …' }).isDisabled()).toBe(true);
    release();
    await back.page.getByText('The customer is created.').waitFor();
    await expect.poll(() => back.page.getByRole('button', { name: 'Create customer' }).count()).toBe(0);
  });
});
