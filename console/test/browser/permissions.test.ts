import { describe, expect, it } from 'vitest';
import { violationsIn } from '../../../test/support/axe.ts';
import { closeQuiet, shows } from '../../../test/support/browser.ts';
import { customerWithMethods } from '../../../test/support/writing.ts';
import { searchConsole, startConsole } from '../support/console.ts';
import { consoleSession } from '../support/console-session.ts';

/** Who may read customers, but nothing personal, and change nothing. */
const scopes = ['vault:customer:read', 'vault:payment-method:read', 'vault:explore'];
const session = consoleSession({ access: { anonymous: { tenant: 'sandbox', scopes } } });

const open = (path = '') => session.open({ path });

async function idAt(provider: string, account: string): Promise<string> {
  const [customerId] = session.graph.keysOf(provider);
  const response = await session.graph.send({
    query: 'query ($by: CustomerLookupInput!) { customer(by: $by) { id } }',
    variables: { by: { providerCustomerId: { provider, account, customerId } } },
  });
  const { data } = (await response.json()) as {
    readonly data: { readonly customer: { readonly id: string } };
  };
  return data.customer.id;
}

describe('what a caller may not see', () => {
  it('is reported above the list, and not taken for an empty field', async () => {
    const list = await open();
    const alert = list.page.getByRole('alert');
    await alert.getByText('Could not read everything about the customers').waitFor();
    await expect.poll(() => alert.getByText('This needs the scope vault:customer:pii.').count()).toBe(1);
    const row = list.page.locator('tbody tr').first();
    await expect
      .poll(() => row.locator('th, td').allInnerTexts())
      .toEqual(['Name not available', 'not available', 'bankingservice.ai', expect.stringMatching(/^\d/)]);
    await list.shoot('console-list-unavailable');
    const names = list.sent.map(({ operationName }) => operationName);
    expect([names.length, new Set(names)]).toEqual([3, new Set(['Accounts', 'Customers', 'Scopes'])]);
  });

  it('hides no customer who is looked up', async () => {
    const list = await open();
    await searchConsole(list, 'Provider’s id', session.graph.keysOf('BANKING_SERVICE')[0] ?? '');
    await list.page.getByRole('alert').getByText('Some fields are not available').waitFor();
    await expect.poll(() => shows(list.page.getByRole('link', { name: 'Name not available' }))).toBe(true);
  });

  it("is not taken for what is not there on a customer's page either", async () => {
    const customer = await open(`/customers/${await idAt('MONRI', 'monri-1')}`);
    const { page } = customer;
    await page.getByRole('alert').getByText('Could not read everything about the customer').waitFor();
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toBe('Name not available');
    const facts = page.locator('.fact');
    await expect
      .poll(() => facts.filter({ hasText: 'E-mail address' }).innerText())
      .toBe('E-mail address\nnot available');
    await expect
      .poll(() => facts.filter({ hasText: 'Address' }).first().innerText())
      .toContain('not available');
    await page.locator('.method, .empty').first().waitFor();
    await expect.poll(() => customer.sent.map(({ operationName }) => operationName)).toContain('Scopes');
    expect(await page.getByRole('button', { name: 'Export' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Erase …' }).count()).toBe(0);
    await customer.shoot('console-customer-unavailable');
    expect(customer.sent.filter(({ operationName }) => operationName === 'Customer')).toHaveLength(1);
  });
});

describe('what a caller may not do', () => {
  it('is put down to the permission if the provider could', async () => {
    const { page } = await open(`/customers/${await idAt('MONRI', 'monri-1')}`);
    const because = page.locator('.notice-quiet p');
    await because.first().waitFor();
    await expect
      .poll(() => because.allInnerTexts())
      .toEqual([
        'This customer cannot be changed here. It takes the permission vault:customer:write.',
        'This customer cannot be deleted here. It takes the permission vault:customer:delete.',
      ]);
  });

  it('is put down to the provider if that cannot', async () => {
    const { page } = await open(`/customers/${await idAt('BAMBOO', 'bamboo')}`);
    const because = page.getByText("This customer cannot be changed here. Bamboo's API changes no customer");
    await expect.poll(() => shows(because)).toBe(true);
  });
});

describe('what a caller may not do anywhere', () => {
  it('is not offered: no link, no search, no button', async () => {
    const { page } = await open();
    await page.getByRole('navigation', { name: 'Console' }).getByRole('link').first().waitFor();
    const links = page.getByRole('navigation', { name: 'Console' }).getByRole('link');
    expect(await links.allInnerTexts()).toEqual(['Customers', 'GraphiQL']);
    expect(await page.getByLabel('Find a person').count()).toBe(0);
  });

  it.each([
    ['/customers/new', 'vault:customer:write'],
    ['/registrations/new', 'vault:link:create'],
    ['/payments', 'vault:link:create'],
    ['/find', 'vault:customer:find and vault:customer:pii'],
    ['/people?ids=any', 'vault:customer:pii'],
  ])('is put down to the permission at its address: %s', async (path, scope) => {
    const watched = await open(path);
    await watched.page.getByRole('heading', { name: 'This page is not for you' }).waitFor();
    await watched.page.getByText(`It takes the permission ${scope}.`).waitFor();
    expect(await watched.page.getByRole('form').count()).toBe(0);
    await expect.poll(() => violationsIn(watched)).toEqual([]);
  });

  it('is no button beside a payment method either', async () => {
    const everything = await startConsole();
    const { id } = await customerWithMethods(everything, {
      provider: 'BANKING_SERVICE',
      account: 'banking-service',
    });
    const mayAll = await session.open({ path: `/customers/${id}` }, everything);
    await mayAll.page
      .getByRole('button', { name: /^Detach/ })
      .first()
      .waitFor();
    await closeQuiet(mayAll);
    await everything.close();
    const mayRead = await open(`/customers/${id}`);
    await mayRead.page.locator('.method').first().waitFor();
    expect(await mayRead.page.getByRole('button', { name: /^Detach/ }).count()).toBe(0);
  });
});
