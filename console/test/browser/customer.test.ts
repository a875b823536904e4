import type { Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { shows, type WatchedPage } from '../../../test/support/browser.ts';
import { lastSent, newCustomer } from '../support/console.ts';
import { consoleSession } from '../support/console-session.ts';
import { messages } from '../../../test/support/faults.ts';
import {
  anyCustomer,
  customerWithMethods,
  successOf,
  writesOf,
  type Place,
} from '../../../test/support/writing.ts';

const session = consoleSession();

const bank: Place = { provider: 'BANKING_SERVICE', account: 'banking-service' };
const monri: Place = { provider: 'MONRI', account: 'monri-1' };
const verifone: Place = { provider: 'VERIFONE', account: 'verifone-1' };

const open = (path: string) => session.open({ path });

const factsOf = async ({ page }: WatchedPage, title: string) => {
  const card = page.locator('.facts', { has: page.getByRole('heading', { name: title, exact: true }) });
  const facts = await card.locator('.fact').all();
  return Promise.all(facts.map(async (fact) => (await fact.locator('dt, dd').allInnerTexts()).join(': ')));
};

const methodsIn = ({ page }: WatchedPage) => page.locator('.method strong').allInnerTexts();

describe('the page of a customer', () => {
  it('shows address, details and payment methods', async () => {
    const { id, methods } = await customerWithMethods(session.graph, monri);
    const customer = await open(`/customers/${id}`);
    await customer.page.locator('.method').first().waitFor();
    await customer.shoot('console-customer');
    await expect
      .poll(() => factsOf(customer, 'Contact'))
      .toEqual([
        expect.stringMatching(/^Name: \S/),
        expect.stringMatching(/^E-mail address: \S+@example\.com$/),
        expect.stringMatching(/^Phone: \S/),
      ]);
    await expect
      .poll(() => factsOf(customer, 'Billing address'))
      .toEqual([expect.stringMatching(/^Address: \S/)]);
    await expect
      .poll(() => factsOf(customer, 'At the provider'))
      .toEqual([
        expect.stringMatching(/^Merchant’s reference: \S/),
        expect.stringMatching(/^Provider’s id: \S/),
        expect.stringMatching(/^Created: \d+ \w+ \d{4}, \d\d:\d\d$/),
        expect.stringMatching(/^Changed: /),
      ]);
    await expect.poll(() => methodsIn(customer)).toHaveLength(methods.length);
    await customer.page.locator('.method').first().getByText('kept until').waitFor();
    await customer.page.getByText("Monri's API deletes no saved card").waitFor();
    const name = await customer.page.getByRole('heading', { level: 1 }).innerText();
    await expect.poll(() => customer.page.title()).toBe(`${name} · vaultgraph console`);
  });

  it('shows nothing that is not kept', async () => {
    const customer = { merchantReference: 'bare', fullName: 'Ana Horvat' };
    const input = { provider: 'MONRI', account: 'monri-1', customer } as const;
    const { id } = successOf(await writesOf(session.graph).createCustomer(input)).customer;
    const bare = await open(`/customers/${id}`);
    await expect.poll(() => factsOf(bare, 'Contact')).toEqual(['Name: Ana Horvat']);
    const headings = () => bare.page.locator('.facts').getByRole('heading').allInnerTexts();
    await expect.poll(headings).toEqual(['Contact', 'At the provider']);
    expect(await bare.page.locator('.facts').allInnerTexts()).not.toContain('–');
  });

  it('copies the address of e-mail, the provider’s id and its own', async () => {
    const { id } = await newCustomer(session.graph, 'copied@example.com');
    const { page } = await session.open({ path: `/customers/${id}`, isAlone: true });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const pasted = () => page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole('button', { name: 'Copy: E-mail address' }).click();
    await page.getByText('Copied.').waitFor();
    await expect.poll(pasted).toBe('copied@example.com');
    await page.getByRole('button', { name: 'Copy: Provider’s id' }).click();
    await expect
      .poll(async () => (await page.locator('.facts').allInnerTexts()).join())
      .toContain(await pasted());
    await expect.poll(pasted).not.toBe('copied@example.com');
    await page.getByRole('button', { name: 'Copy: Id in the graph' }).click();
    await expect.poll(pasted).toBe(id);
  });

  it('says that payment methods cannot be listed, or failed to be, and shows the rest', async () => {
    const { id } = await anyCustomer(session.graph, verifone);
    const unlisted = await open(`/customers/${id}`);
    await unlisted.page.getByText("Verifone's tokens are not addressable by customer").waitFor();
    await unlisted.close();

    const { id: banked } = await anyCustomer(session.graph, bank);
    session.graph.fail('BANKING_SERVICE', ({ url }) =>
      url.includes('payment') ? { kind: 'answer', status: 503 } : null,
    );
    const failing = await open(`/customers/${banked}`);
    const alert = failing.page.getByRole('alert');
    await alert.getByText('Could not read the payment methods').waitFor();
    await alert.getByText(messages.PROVIDER_UNAVAILABLE).waitFor();
    await expect.poll(() => failing.page.getByRole('heading', { name: 'Contact' }).count()).toBe(1);
    session.graph.fail('BANKING_SERVICE', null);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await failing.page.locator('.method, .empty').first().waitFor();
    await expect.poll(() => alert.count()).toBe(0);
  });

  it('distinguishes an outage from an unknown customer', async () => {
    const { id } = await anyCustomer(session.graph, verifone, 1);
    session.graph.fail('VERIFONE', () => ({ kind: 'cut' }));
    const away = await open(`/customers/${id}`);
    await away.page.getByRole('alert').getByText('Could not read the customer').waitFor();
    session.graph.fail('VERIFONE', null);
    await away.page.getByRole('button', { name: 'Try again' }).click();
    await away.page.getByRole('heading', { name: 'Contact' }).waitFor();
    await away.page.goto(new URL('/console/customers/forged', session.graph.url).href);
    const notFound = away.page.getByText('No provider knows this customer, or it was deleted.');
    await expect.poll(() => shows(notFound)).toBe(true);
  });
});

describe('a page that needs the accounts', () => {
  it.each(['', '/edit'])(
    'says that they could not be read, and reads them again: /customers/:id%s',
    async (path) => {
      const { id } = await newCustomer(session.graph, `accounts${path.length}@example.com`);
      const customer = await session.open({ path: '/nowhere' });
      await customer.page.route('**/graphql', (route) =>
        namedIn(route) === 'Accounts' ? route.abort() : route.continue(),
      );
      await customer.page.goto(new URL(`/console/customers/${id}${path}`, session.graph.url).href);
      const alert = customer.page.getByRole('alert');
      await alert.getByText('Could not read the accounts').waitFor();
      if (path === '') await customer.page.getByRole('heading', { name: 'Contact' }).waitFor();
      expect(customer.complaints.splice(0)).toEqual(['Failed to load resource: net::ERR_FAILED']);
      await customer.page.unroute('**/graphql');
      await alert.getByRole('button', { name: 'Try again' }).click();
      await customer.page.locator('.button-danger, form').first().waitFor();
      await expect.poll(() => alert.count()).toBe(0);
    },
  );
});

const namedIn = (route: Route): string => route.request().postDataJSON().operationName;

describe('editing a customer', () => {
  it('sends what changed and nothing else, clears what was emptied, and shows it wherever the customer is', async () => {
    const { id } = await newCustomer(session.graph, 'before@example.com');
    const edit = await open(`/customers/${id}/edit`);
    const save = edit.page.getByRole('button', { name: 'Save changes' });
    await edit.page.getByLabel('E-mail address').fill('after@example.com');
    await edit.page.getByLabel('Phone', { exact: true }).fill('');
    await edit.page.getByLabel('Value 1').fill('silver');
    await edit.page.getByText('Will change: E-mail address, Phone, Metadata.').waitFor();
    await edit.shoot('console-edit');
    await save.click();
    await edit.page.getByRole('status').getByText('Saved.', { exact: true }).waitFor();
    expect(lastSent(edit, 'UpdateCustomer')).toEqual({
      input: {
        id,
        patch: {
          email: 'after@example.com',
          phone: null,
          metadata: { set: [{ key: 'plan', value: 'silver' }] },
        },
        ifUnchangedSince: expect.stringMatching(/Z$/),
        idempotencyKey: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
    await expect
      .poll(() => factsOf(edit, 'Contact'))
      .toEqual(['Name: Ana Horvat', 'E-mail address: after@example.com']);
    await expect.poll(() => factsOf(edit, 'Metadata')).toEqual(['plan: silver']);
  });

  it('replaces an address whole, its house number not said twice', async () => {
    const { id } = await anyCustomer(session.graph, bank, 0);
    const edit = await open(`/customers/${id}/edit`);
    await edit.page.getByLabel('House number').fill('77');
    await edit.page.getByRole('button', { name: 'Save changes' }).click();
    await edit.page.getByText('Saved.', { exact: true }).waitFor();
    const { patch } = lastSent(edit, 'UpdateCustomer')['input'] as { patch: Record<string, object> };
    expect(Object.keys(patch)).toEqual(['billingAddress']);
    const [address = ''] = await factsOf(edit, 'Billing address');
    expect(address).toMatch(/^Address: \D+ 77\n/);
  });

  it('marks what cannot be accepted at its field, and goes there', async () => {
    const { id } = await newCustomer(session.graph, 'marked@example.com');
    const edit = await open(`/customers/${id}/edit`);
    const country = edit.page.getByLabel('Country').first();
    await country.fill('Croatia');
    await edit.page.getByRole('button', { name: 'Save changes' }).click();
    const alert = edit.page.getByRole('alert');
    await alert.getByText('Some of it cannot be accepted').waitFor();
    await expect.poll(() => alert.evaluate((box) => box === document.activeElement)).toBe(true);
    expect([await country.getAttribute('aria-invalid'), await country.inputValue()]).toEqual([
      'true',
      'Croatia',
    ]);
    await edit.shoot('console-edit-refused');
    await alert.getByRole('link', { name: 'Billing address, country' }).click();
    await expect.poll(() => country.evaluate((input) => input === document.activeElement)).toBe(true);
  });

  it('does not overwrite what was changed elsewhere, and continues from there', async () => {
    const { id } = await newCustomer(session.graph, 'stale@example.com');
    const edit = await open(`/customers/${id}/edit`);
    await edit.page.getByLabel('Phone', { exact: true }).fill('+385 1 555 0199');
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await writesOf(session.graph).updateCustomer({ id, patch: { email: 'other@example.com' } });
    await edit.page.getByRole('button', { name: 'Save changes' }).click();
    const alert = edit.page.getByRole('alert');
    await alert.getByText('It was changed in the meantime').waitFor();
    await expect
      .poll(() => alert.locator('tbody tr').allInnerTexts())
      .toEqual(['E-mail address\tstale@example.com\tother@example.com']);
    await edit.shoot('console-edit-stale');
    await alert.getByRole('button', { name: 'Go on from the record as it is now' }).click();
    await expect.poll(() => edit.page.getByLabel('E-mail address').inputValue()).toBe('other@example.com');
    await edit.page.getByText('Will change: Phone.').waitFor();
    await edit.page.getByRole('button', { name: 'Save changes' }).click();
    await edit.page.getByText('Saved.', { exact: true }).waitFor();
    expect((await factsOf(edit, 'Contact')).slice(1)).toEqual([
      'E-mail address: other@example.com',
      'Phone: +385 1 555 0199',
    ]);
  });
});
