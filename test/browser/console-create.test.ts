import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { closeQuiet, shows, startBrowser, type WatchedPage } from '../support/browser.ts';
import { lastSent, openConsole, startConsole } from '../support/console.ts';
import { messages } from '../support/faults.ts';
import type { RunningGraph } from '../support/graph.ts';
import { isWrite, writesOf } from '../support/writing.ts';

let graph: RunningGraph;
let browser: Browser;
let watched: WatchedPage | null = null;
beforeAll(async () => {
  const limits = { requestTimeoutMs: 1_000 };
  [graph, browser] = await Promise.all([startConsole({ limits }), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await graph.close();
});
afterEach(async () => {
  for (const { provider } of graph.emulators) graph.fail(provider, null);
  if (watched) await closeQuiet(watched);
  watched = null;
});

/** Opens the form for an account, fills it in and sends it. */
async function create(account: string, fields: Readonly<Record<string, string>>, from = graph) {
  watched = await openConsole(browser, from, { path: '/customers/new' });
  await watched.page.getByLabel('Account').selectOption(account);
  for (const [label, text] of Object.entries(fields)) {
    await watched.page.getByLabel(label).first().fill(text);
  }
  await watched.page.getByRole('button', { name: 'Create customer' }).click();
  return watched;
}

const alertIn = ({ page }: WatchedPage) => page.getByRole('alert');
const ana = { Name: 'Ana Horvat', 'E-mail address': 'ana.horvat@example.com' };

describe('creating a customer', () => {
  it('shows the new customer, and offers the fields alone that the provider keeps', async () => {
    const create1 = await create('Monri Payments 1', { ...ana, 'Merchant’s reference': 'created-1' });
    await create1.page.getByText('Created.', { exact: true }).waitFor();
    expect(await create1.page.getByRole('heading', { level: 1 }).innerText()).toBe('Ana Horvat');
    expect(lastSent(create1, 'CreateCustomer')).toEqual({
      input: {
        provider: 'MONRI',
        account: 'monri-1',
        customer: {
          merchantReference: 'created-1',
          fullName: 'Ana Horvat',
          email: 'ana.horvat@example.com',
        },
        idempotencyKey: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
    await create1.page.getByRole('link', { name: 'New customer' }).click();
    await create1.page.getByLabel('Account').selectOption('Verifone 1');
    expect(await create1.page.getByLabel('Merchant’s reference').count()).toBe(0);
    await create1.page
      .getByText('The provider insists on: Company, or Given name and Family name.')
      .waitFor();
    await create1.page.getByText('a customer comes into being when a person registers').waitFor();
  });

  it('marks everything that is wrong at its field, all at once', async () => {
    const refused = await create('Verifone 1', { 'E-mail address': 'nobody', Country: 'Croatia' });
    await alertIn(refused).getByText('Some of it cannot be accepted').waitFor();
    expect(await alertIn(refused).getByRole('listitem').allTextContents()).toEqual([
      'Billing address, country: Is longer than the provider keeps.',
      'E-mail address: Is not of the form the provider wants.',
      'Company: The provider needs company, or given name and family name.',
    ]);
    const marked = await refused.page
      .locator('[aria-invalid]')
      .evaluateAll((inputs) =>
        inputs.map((input) => document.querySelector(`label[for="${input.id}"]`)?.textContent),
      );
    expect(marked).toEqual(['Company', 'E-mail address', 'Country']);
    await refused.shoot('console-create-refused');
  });

  it('leads to the customer that exists already', async () => {
    const fields = { ...ana, 'Merchant’s reference': 'twice' };
    await (await create('Monri Payments 1', fields)).page.getByText('Created.', { exact: true }).waitFor();
    if (watched) await closeQuiet(watched);
    const again = await create('Monri Payments 1', fields);
    await alertIn(again).getByText('There is one already').waitFor();
    await alertIn(again).getByRole('link', { name: 'Ana Horvat' }).click();
    expect(await shows(again.page.getByRole('heading', { name: 'Contact' }))).toBe(true);
  });
});

describe('a creation that nobody answered', () => {
  it('can be repeated safely under its key: the customer is there once', async () => {
    graph.fail('MONRI', (request) => (isWrite(request) ? { kind: 'cut', after: true } : null));
    const lost = await create('Monri Payments 1', { ...ana, 'Merchant’s reference': 'lost' });
    const alert = alertIn(lost);
    await alert.getByText('Nobody knows whether it happened').waitFor();
    await lost.shoot('console-outcome-unknown');
    const first = lastSent(lost, 'CreateCustomer');
    graph.fail('MONRI', null);

    await alert.getByRole('button', { name: 'Try the same again' }).click();
    await alert.getByText('The first attempt is not over yet').waitFor();
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    await alert.getByRole('button', { name: 'Try the same again' }).click();
    await alert.getByText('There is one already').waitFor();
    expect(lastSent(lost, 'CreateCustomer')).toEqual(first);
    const again = await writesOf(graph).createCustomer({
      provider: 'MONRI',
      account: 'monri-1',
      customer: { merchantReference: 'lost', fullName: 'Ana Horvat', email: 'ana.horvat@example.com' },
    });
    expect(again).toMatchObject({ __typename: 'AlreadyExistsError' });
  });

  it('is not sent twice where it could make a second record, even by the button that sent it, and says so', async () => {
    graph.fail('VERIFONE', (request) => (isWrite(request) ? { kind: 'cut', after: true } : null));
    const lost = await create('Verifone 1', { 'Given name': 'Ana', 'Family name': 'Horvat' });
    const alert = alertIn(lost);
    await alert.getByText('look whether the record is there before you start over').waitFor();
    graph.fail('VERIFONE', null);
    const held = graph.keysOf('VERIFONE').length;
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const first = lastSent(lost, 'CreateCustomer');
    await lost.page.getByRole('button', { name: 'Create customer' }).click();
    await expect
      .poll(() => lost.sent.filter(({ operationName }) => operationName === 'CreateCustomer').length)
      .toBe(2);
    expect(lastSent(lost, 'CreateCustomer')).toEqual(first);
    await alert.getByText('look whether the record is there before you start over').waitFor();
    expect(graph.keysOf('VERIFONE')).toHaveLength(held);
  });

  it('because the graph went away is repeated under its key too', async () => {
    const away = await openConsole(browser, graph, { path: '/customers/new' });
    watched = away;
    await away.page.getByLabel('Account').selectOption('Monri Payments 2');
    await away.page.getByLabel('Merchant’s reference').fill('away');
    await away.page.getByLabel('Name', { exact: true }).fill('Ana Horvat');
    await away.page.route('**/graphql', (route) => route.abort());
    await away.page.getByRole('button', { name: 'Create customer' }).click();
    await alertIn(away).getByText('Nobody knows whether it happened').waitFor();
    expect(away.complaints.splice(0)).toEqual(['Failed to load resource: net::ERR_FAILED']);
    const first = lastSent(away, 'CreateCustomer');
    await away.page.unroute('**/graphql');
    await alertIn(away).getByRole('button', { name: 'Try the same again' }).click();
    await away.page.getByText('Created.', { exact: true }).waitFor();
    expect(lastSent(away, 'CreateCustomer')).toEqual(first);
  });
});

describe('a creation that changed nothing', () => {
  it.each([
    ['rate limit', { kind: 'answer', status: 429, headers: { 'retry-after': '60' } }, messages.RATE_LIMITED],
    ['refused credential', { kind: 'answer', status: 401 }, messages.PROVIDER_UNAUTHORIZED],
  ] as const)('says so: %s', async (_name, fault, message) => {
    graph.fail('MONRI', () => fault);
    const failed = await create('Monri Payments 1', { ...ana, 'Merchant’s reference': crypto.randomUUID() });
    await alertIn(failed).getByText('Nothing was changed').waitFor();
    expect(await shows(alertIn(failed).getByText(message))).toBe(true);
  });

  it('says which permission it takes', async () => {
    const scopes = ['vault:customer:read', 'vault:customer:pii', 'vault:payment-method:read'];
    const strict = await startConsole({ access: { anonymous: { tenant: 'sandbox', scopes } } });
    const denied = await create('Monri Payments 1', { ...ana, 'Merchant’s reference': 'denied' }, strict);
    await alertIn(denied).getByText('You may not do this').waitFor();
    expect(await shows(alertIn(denied).getByText('vault:customer:write'))).toBe(true);
    await strict.close();
  });
});
