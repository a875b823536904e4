import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ChooseFault } from '../../src/sandbox/faults.ts';
import { readFragment } from '../graphql/index.ts';
import { closeQuiet, startBrowser, type WatchedPage } from '../support/browser.ts';
import { newCustomer, openConsole, startConsole } from '../support/console.ts';
import type { RunningGraph } from '../support/graph.ts';
import { writtenCustomer } from '../support/write-operations.ts';
import { customerWithMethods, isWrite } from '../support/writing.ts';

let graph: RunningGraph;
let browser: Browser;
let watched: WatchedPage | null = null;
beforeAll(async () => {
  [graph, browser] = await Promise.all([startConsole(), startBrowser()]);
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

async function open(path: string): Promise<WatchedPage> {
  watched = await openConsole(browser, graph, { path });
  return watched;
}

const methodsIn = ({ page }: WatchedPage) => page.locator('.method strong').allInnerTexts();

describe('deleting a customer', () => {
  it('tells what it means before and what it meant after, and takes it out of the list', async () => {
    const { fullName } = readFragment(writtenCustomer, await newCustomer(graph, 'gone@example.com'));
    const list = await open('');
    await list.page.getByLabel('In', { exact: true }).selectOption('Monri Payments 1');
    await list.page.getByRole('button', { name: 'Search' }).click();
    await list.page.getByText('gone@example.com').waitFor();
    await list.page.locator('tr', { hasText: 'gone@example.com' }).getByRole('link').click();
    await list.page.getByRole('button', { name: 'Delete …' }).click();
    const dialog = list.page.getByRole('dialog', { name: `Delete ${fullName}?` });
    expect(await dialog.getByRole('listitem').allInnerTexts()).toEqual([
      'The provider marks the record as deleted and keeps it.',
      'It does not say what becomes of the payment methods: do not count on them afterwards.',
    ]);
    await dialog.getByText('Monri marks the customer as deleted and keeps it.').waitFor();
    await list.shoot('console-delete');
    await dialog.getByRole('button', { name: 'Delete customer' }).click();
    await list.page
      .getByText(
        'Ana Horvat is deleted. The provider has marked the record as deleted and keeps it. It does not say what becomes of the payment methods.',
      )
      .waitFor();
    await list.page.locator('tbody tr').first().waitFor();
    expect(await list.page.getByText('gone@example.com').count()).toBe(0);
  });

  it('shows before which payment methods are at stake', async () => {
    const { id } = await customerWithMethods(graph, {
      provider: 'BANKING_SERVICE',
      account: 'banking-service',
    });
    const customer = await open(`/customers/${id}`);
    await customer.page.locator('.method').first().waitFor();
    await customer.page.getByRole('button', { name: 'Delete …' }).click();
    const labels = await methodsIn(customer);
    expect(labels.length).toBeGreaterThan(1);
    await customer.page
      .getByRole('dialog')
      .getByText(`Saved now: ${labels.join(', ')}.`)
      .waitFor();
    await customer.shoot('console-delete-methods');
  });

  it('can be called off by the keyboard, and the focus is where it was', async () => {
    const { id } = await newCustomer(graph, 'kept@example.com');
    const customer = await open(`/customers/${id}`);
    const button = customer.page.getByRole('button', { name: 'Delete …' });
    await button.focus();
    await customer.page.keyboard.press('Enter');
    await customer.page.getByRole('dialog').waitFor();
    await customer.page.keyboard.press('Escape');
    await customer.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(customer.sent.map(({ operationName }) => operationName)).not.toContain('DeleteCustomer');
  });
});

describe('detaching a payment method', () => {
  /** Opens a customer with several payment methods and detaches the first, with a provider that does as it is told. */
  async function detachFirst(choose: ChooseFault) {
    const { id } = await customerWithMethods(graph, {
      provider: 'BANKING_SERVICE',
      account: 'banking-service',
    });
    const customer = await open(`/customers/${id}`);
    await customer.page.locator('.method').first().waitFor();
    const before = await methodsIn(customer);
    graph.fail('BANKING_SERVICE', (request) => (isWrite(request) ? choose(request) : null));
    await customer.page.getByRole('button', { name: 'Detach' }).first().click();
    await customer.page.getByRole('dialog').getByRole('button', { name: 'Detach it' }).click();
    return { customer, before };
  }

  it('takes it out of the list at once, before the provider has answered', async () => {
    const { customer, before } = await detachFirst(() => ({ kind: 'slow', ms: 1_500 }));
    await expect.poll(() => methodsIn(customer), { timeout: 1_000 }).toEqual(before.slice(1));
    expect(await customer.page.getByText('The payment method is detached.').count()).toBe(0);
    await customer.page.getByText('The payment method is detached.').waitFor();
    expect(await methodsIn(customer)).toEqual(before.slice(1));
  });

  it('brings it back where the provider refuses', async () => {
    const { customer, before } = await detachFirst(() => ({ kind: 'answer', status: 409, body: '{}' }));
    await customer.page.getByRole('alert').waitFor();
    expect(await methodsIn(customer)).toEqual(before);
  });
});
