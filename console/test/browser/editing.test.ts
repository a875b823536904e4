import { describe, expect, it } from 'vitest';
import { readFragment } from '../../../test/graphql/index.ts';
import { shows, type WatchedPage } from '../../../test/support/browser.ts';
import { lastSent, newCustomer, sentCount } from '../support/console.ts';
import { consoleSession } from '../support/console-session.ts';
import { writtenCustomer } from '../../../test/support/write-operations.ts';
import { anyCustomer, isWrite, writesOf, type Place } from '../../../test/support/writing.ts';

const session = consoleSession({ limits: { requestTimeoutMs: 1_000 } });

const bank: Place = { provider: 'BANKING_SERVICE', account: 'banking-service' };
const verifone: Place = { provider: 'VERIFONE', account: 'verifone-1' };

const open = (path: string) => session.open({ path });

const alertIn = ({ page }: WatchedPage) => page.getByRole('alert');
const save = ({ page }: WatchedPage) => page.getByRole('button', { name: 'Save changes' }).click();
const nextSecond = () => new Promise((resolve) => setTimeout(resolve, 1_100));
const leaseOver = () => new Promise((resolve) => setTimeout(resolve, 2_500));

/** What the last attempt to save wanted to change. */
function lastPatch(edit: WatchedPage): unknown {
  return (lastSent(edit, 'UpdateCustomer')['input'] as { patch: unknown }).patch;
}

describe('a record that changed while it was edited', () => {
  const goOn = 'Go on from the record as it is now';

  it('keeps the metadata that was added elsewhere, and shows it', async () => {
    const { id } = await newCustomer(session.graph, 'pairs@example.com');
    const edit = await open(`/customers/${id}/edit`);
    await edit.page.getByLabel('Value 1').fill('silver');
    await nextSecond();
    await writesOf(session.graph).updateCustomer({
      id,
      patch: { metadata: { set: [{ key: 'vip', value: 'yes' }] } },
    });
    await save(edit);
    await alertIn(edit).getByText('It was changed in the meantime').waitFor();
    await expect
      .poll(() => alertIn(edit).locator('tbody tr').allInnerTexts())
      .toEqual(['Metadata, vip\t–\tyes']);
    await alertIn(edit).getByRole('button', { name: goOn }).click();
    const notice = edit.page.getByText('This is the record as it is now, with what you typed.');
    await expect.poll(() => notice.evaluate((box) => box === document.activeElement)).toBe(true);
    await edit.shoot('console-edit-gone-on');
    await save(edit);
    await edit.page.getByText('Saved.', { exact: true }).waitFor();
    expect(lastPatch(edit)).toEqual({ metadata: { set: [{ key: 'plan', value: 'silver' }] } });
  });

  it('shows what changed and nothing the form has no field for', async () => {
    const { id } = await anyCustomer(session.graph, verifone, 2);
    const edit = await open(`/customers/${id}/edit`);
    await edit.page.getByLabel('Company', { exact: true }).fill('Nova d.o.o.');
    await nextSecond();
    await writesOf(session.graph).updateCustomer({ id, patch: { email: 'other@example.com' } });
    await save(edit);
    await alertIn(edit).getByText('It was changed in the meantime').waitFor();
    const rows = await alertIn(edit).locator('tbody tr').allInnerTexts();
    expect(rows).toEqual([expect.stringMatching(/^E-mail address\t.*\tother@example\.com$/)]);
  });

  it('says that the customer was deleted, and keeps what was typed', async () => {
    const { id } = await newCustomer(session.graph, 'deleted@example.com');
    const edit = await open(`/customers/${id}/edit`);
    await edit.page.getByLabel('Phone', { exact: true }).fill('+385 1 555 0199');
    await nextSecond();
    await writesOf(session.graph).deleteCustomer({ id });
    await save(edit);
    await alertIn(edit).getByText('The customer was deleted on').waitFor();
    await expect.poll(() => alertIn(edit).getByRole('button').count()).toBe(0);
    await expect
      .poll(() => edit.page.getByLabel('Phone', { exact: true }).inputValue())
      .toBe('+385 1 555 0199');
    await edit.shoot('console-edit-deleted');
  });
});

describe('the form of a customer', () => {
  it('begins with the record as the provider has it, not as it was seen before', async () => {
    const { id } = await anyCustomer(session.graph, bank, 3);
    const edit = await open(`/customers/${id}`);
    await edit.page.getByRole('heading', { name: 'Contact' }).waitFor();
    await writesOf(session.graph).updateCustomer({ id, patch: { email: 'newer@example.com' } });
    await edit.page.getByRole('link', { name: 'Edit' }).click();
    const email = edit.page.getByLabel('E-mail address');
    await email.waitFor();
    await expect.poll(() => email.inputValue()).toBe('newer@example.com');
  });

  it('does not lose a country that has no code', async () => {
    const { id } = await anyCustomer(session.graph, bank, 4);
    const edit = await open('');
    await edit.page.route('**/graphql', async (route) => {
      if (route.request().postDataJSON().operationName !== 'Customer') return route.fallback();
      const response = await route.fetch();
      const json = await response.json();
      Object.assign(json.data.customer.billingAddress, { country: 'Hrvatska', countryCode: null });
      return route.fulfill({ response, json });
    });
    await edit.page.goto(new URL(`/console/customers/${id}/edit`, session.graph.url).href);
    const country = edit.page.getByLabel('Country');
    await expect.poll(() => country.inputValue()).toBe('Hrvatska');
    await edit.page.getByText('The provider keeps “Hrvatska”, for which there is no code.').waitFor();
    await edit.page.getByText('Nothing is changed yet.').waitFor();
    await edit.page.getByLabel('City').fill('Split');
    await save(edit);
    await alertIn(edit).getByText('Needs a code of two letters in place of “Hrvatska”.').waitFor();
    await edit.shoot('console-edit-country');
    await country.fill('');
    await save(edit);
    expect([await country.getAttribute('aria-invalid'), sentCount(edit, 'UpdateCustomer')]).toEqual([
      'true',
      0,
    ]);
    await edit.page.unroute('**/graphql');
    await country.fill('HR');
    await save(edit);
    await edit.page.getByText('Saved.', { exact: true }).waitFor();
    expect(lastPatch(edit)).toMatchObject({ billingAddress: { city: 'Split', countryCode: 'HR' } });
  });

  it('leaves metadata as it is: numbers stay numbers, and a key is not sent twice', async () => {
    const { id } = await newCustomer(session.graph, 'kinds@example.com');
    await writesOf(session.graph).updateCustomer({
      id,
      patch: {
        metadata: {
          set: [
            { key: 'count', value: 42 },
            { key: ' odd ', value: 'x' },
          ],
        },
      },
    });
    const edit = await open(`/customers/${id}/edit`);
    await edit.page.getByText('Nothing is changed yet.').waitFor();
    await edit.page
      .locator('.pair', { has: edit.page.locator('input[value="42"]') })
      .getByLabel('Value')
      .fill('43');
    await edit.page.getByRole('button', { name: 'Add a pair' }).click();
    await edit.page.getByLabel('Key 4').fill('plan');
    await save(edit);
    await alertIn(edit).getByText('The key “plan” is there more than once.').waitFor();
    await edit.page.getByRole('button', { name: 'Remove pair 4' }).click();
    await save(edit);
    await edit.page.getByText('Saved.', { exact: true }).waitFor();
    expect(lastPatch(edit)).toEqual({ metadata: { set: [{ key: 'count', value: 43 }] } });
  });

  it('leads to the customer that has the reference already', async () => {
    const first = readFragment(writtenCustomer, await newCustomer(session.graph, 'first@example.com'));
    const { id } = await newCustomer(session.graph, 'second@example.com');
    const edit = await open(`/customers/${id}/edit`);
    await edit.page.getByLabel('Merchant’s reference').fill(first.merchantReference ?? '');
    await save(edit);
    await alertIn(edit).getByText('There is one already').waitFor();
    await alertIn(edit).getByRole('link', { name: 'Ana Horvat' }).click();
    await expect.poll(() => shows(edit.page.getByText('first@example.com'))).toBe(true);
  });
});

describe('a change without an answer', () => {
  /** Saves a change with a provider that does not answer, and types on. */
  async function loseAndTypeOn(after: boolean) {
    const { id } = await newCustomer(session.graph, 'lost@example.com');
    const edit = await open(`/customers/${id}/edit`);
    await edit.page.getByLabel('Phone', { exact: true }).fill('+385 1 555 0199');
    await nextSecond();
    session.graph.fail('MONRI', (request) => (isWrite(request) ? { kind: 'cut', after } : null));
    await save(edit);
    await alertIn(edit).getByText('The outcome is unknown').waitFor();
    session.graph.fail('MONRI', null);
    const first = lastSent(edit, 'UpdateCustomer');
    await edit.page.getByLabel('E-mail address').fill('typed@example.com');
    await alertIn(edit).getByText('What you changed since is not in it').waitFor();
    await expect.poll(() => edit.page.getByRole('button', { name: 'Save changes' }).isDisabled()).toBe(true);
    return { edit, first };
  }

  it('keeps what was typed since, when it is repeated', async () => {
    const { edit, first } = await loseAndTypeOn(false);
    await edit.shoot('console-edit-in-doubt');
    await leaseOver();
    await alertIn(edit).getByRole('button', { name: 'Try the same again' }).click();
    await edit.page.getByText('Saved, without what you changed since').waitFor();
    expect(lastSent(edit, 'UpdateCustomer')).toEqual(first);
    await edit.page.getByText('Will change: E-mail address.').waitFor();
    await save(edit);
    await edit.page.getByText('Saved.', { exact: true }).waitFor();
    expect(lastPatch(edit)).toEqual({ email: 'typed@example.com' });
  });

  it('can be left for the record as it is, whatever became of it', async () => {
    const { edit } = await loseAndTypeOn(true);
    await alertIn(edit).getByRole('button', { name: 'Go on from the record as it is now' }).click();
    await edit.page.getByText('Will change: E-mail address.').waitFor();
    await save(edit);
    await edit.page.getByText('Saved.', { exact: true }).waitFor();
    expect(lastPatch(edit)).toEqual({ email: 'typed@example.com' });
  });
});
