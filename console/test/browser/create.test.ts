import { describe, expect, it } from 'vitest';
import { closeQuiet, shows, type WatchedPage } from '../../../test/support/browser.ts';
import { lastSent, sentCount, startConsole, submitNewCustomer } from '../support/console.ts';
import { consoleSession } from '../support/console-session.ts';
import { messages } from '../../../test/support/faults.ts';

const session = consoleSession({ limits: { requestTimeoutMs: 1_000 } });

/** Opens the form for an account, fills it in and sends it. */
async function create(account: string, fields: Readonly<Record<string, string>>) {
  const watched = await session.open({ path: '/customers/new' });
  await submitNewCustomer(watched, account, fields);
  return watched;
}

const alertIn = ({ page }: WatchedPage) => page.getByRole('alert');
const ana = { Name: 'Ana Horvat', 'E-mail address': 'ana.horvat@example.com' };

describe('creating a customer', () => {
  it('shows the new customer, and offers the fields alone that the provider keeps', async () => {
    const create1 = await create('Monri Payments 1', { ...ana, 'Merchant’s reference': 'created-1' });
    await create1.page.getByText('Created.', { exact: true }).waitFor();
    await expect.poll(() => create1.page.getByRole('heading', { level: 1 }).innerText()).toBe('Ana Horvat');
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
    await expect.poll(() => create1.page.getByLabel('Merchant’s reference').count()).toBe(0);
    await create1.page
      .getByText('The provider insists on: Company, or Given name and Family name.')
      .waitFor();
    await create1.page.getByText('a customer comes into being when a person registers').waitFor();
  });

  it('marks everything that is wrong at its field, all at once', async () => {
    const refused = await create('Verifone 1', { 'E-mail address': 'no-address', Country: 'Croatia' });
    await alertIn(refused).getByText('Some of it cannot be accepted').waitFor();
    await expect
      .poll(() => alertIn(refused).getByRole('listitem').allTextContents())
      .toEqual([
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
    const first = await create('Monri Payments 1', fields);
    await first.page.getByText('Created.', { exact: true }).waitFor();
    await closeQuiet(first);
    const again = await create('Monri Payments 1', fields);
    await alertIn(again).getByText('There is one already').waitFor();
    await alertIn(again).getByRole('link', { name: 'Ana Horvat' }).click();
    await expect.poll(() => shows(again.page.getByRole('heading', { name: 'Contact' }))).toBe(true);
  });
});

describe('a creation that changed nothing', () => {
  it.each([
    ['rate limit', { kind: 'answer', status: 429, headers: { 'retry-after': '60' } }, messages.RATE_LIMITED],
    ['refused credential', { kind: 'answer', status: 401 }, messages.PROVIDER_UNAUTHORIZED],
  ] as const)('says so: %s', async (_name, fault, message) => {
    session.graph.fail('MONRI', () => fault);
    const failed = await create('Monri Payments 1', { ...ana, 'Merchant’s reference': crypto.randomUUID() });
    await alertIn(failed).getByText('Nothing was changed').waitFor();
    await expect.poll(() => shows(alertIn(failed).getByText(message))).toBe(true);
  });

  it('is repeated when the provider allows it, and not once the form holds something else', async () => {
    const fault = { kind: 'answer', status: 429, headers: { 'retry-after': '3' } } as const;
    session.graph.fail('MONRI', () => fault);
    const failed = await create('Monri Payments 1', { ...ana, 'Merchant’s reference': crypto.randomUUID() });
    const repeat = alertIn(failed).getByRole('button', { name: 'Try the same again' });
    await repeat.waitFor();
    await expect.poll(() => repeat.isDisabled()).toBe(true);
    await expect.poll(() => repeat.isEnabled()).toBe(true);
    await failed.page.getByLabel('Phone', { exact: true }).first().fill('+385 1 555 0100');
    expect([await repeat.count(), await alertIn(failed).count()]).toEqual([0, 1]);
    await failed.page.getByLabel('Account').selectOption('Monri Payments 2');
    await expect.poll(() => alertIn(failed).count()).toBe(0);
  });

  it('is not repeated if that cannot help', async () => {
    const refused = await session.open({ path: '/customers/new' });
    await refused.page.getByLabel('Account').selectOption('Monri Payments 1');
    await refused.page.route('**/graphql', (route) =>
      route.fulfill({ json: { errors: [{ message: 'No.', extensions: { code: 'INVALID_INPUT' } }] } }),
    );
    await refused.page.getByRole('button', { name: 'Create customer' }).click();
    await alertIn(refused).getByText('Nothing was changed').waitFor();
    await expect.poll(() => alertIn(refused).getByRole('button').count()).toBe(0);
  });

  it('was found wrong before anything was sent: metadata without a key, or with one twice', async () => {
    const wrong = await session.open({ path: '/customers/new' });
    await wrong.page.getByLabel('Account').selectOption('Monri Payments 1');
    await wrong.page.getByLabel('Name', { exact: true }).fill('Ana Horvat');
    for (const [index, key] of ['plan', 'plan', ''].entries()) {
      await wrong.page.getByRole('button', { name: 'Add a pair' }).click();
      await wrong.page.getByLabel(`Key ${index + 1}`).fill(key);
      await wrong.page.getByLabel(`Value ${index + 1}`).fill('gold');
    }
    await wrong.page.getByRole('button', { name: 'Create customer' }).click();
    const mistakes = 'A value has no key. The key “plan” is there more than once.';
    await alertIn(wrong).getByText(mistakes).waitFor();
    await alertIn(wrong).getByRole('link', { name: 'Metadata' }).click();
    const group = wrong.page.getByRole('group', { name: 'Metadata' });
    await expect.poll(() => group.evaluate((box) => box === document.activeElement)).toBe(true);
    await expect.poll(() => shows(group.getByText(mistakes))).toBe(true);
    expect(sentCount(wrong, 'CreateCustomer')).toBe(0);
  });

  it('says which permission it takes', async () => {
    const scopes = ['vault:customer:read', 'vault:customer:pii', 'vault:payment-method:read'];
    const strict = await startConsole({ access: { anonymous: { tenant: 'sandbox', scopes } } });
    const denied = await session.open({ path: '/customers/new' }, strict);
    await expect
      .poll(() => shows(denied.page.getByText('It takes the permission vault:customer:write.')))
      .toBe(true);
    await strict.close();
  });
});
