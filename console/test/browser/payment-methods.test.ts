import type { Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type WatchedPage } from '../../../test/support/browser.ts';
import { consoleSession } from '../support/console-session.ts';
import { customerWithMethods, isWrite, writesOf, type Place } from '../../../test/support/writing.ts';

const session = consoleSession();

const bank: Place = { provider: 'BANKING_SERVICE', account: 'banking-service' };
const monri: Place = { provider: 'MONRI', account: 'monri-1' };

const open = (path: string) => session.open({ path });

const methodsIn = ({ page }: WatchedPage) => page.locator('.method strong').allInnerTexts();

describe('the payment methods of a customer', () => {
  it('are read again on request, and when you come back', async () => {
    const { id, methods } = await customerWithMethods(session.graph, bank);
    const customer = await open(`/customers/${id}`);
    await expect.poll(() => methodsIn(customer)).toHaveLength(methods.length);
    const [first, second] = methods;
    await writesOf(session.graph).deletePaymentMethod({ id: first?.id ?? '' });
    await customer.page.getByRole('button', { name: 'Ask again' }).click();
    await expect.poll(() => methodsIn(customer)).toHaveLength(methods.length - 1);
    await writesOf(session.graph).deletePaymentMethod({ id: second?.id ?? '' });
    await customer.page.getByRole('link', { name: 'New customer' }).click();
    await customer.page.goBack();
    await expect.poll(() => methodsIn(customer)).toHaveLength(methods.length - 2);
  });

  it('can be paged on and back', async () => {
    const { id } = await customerWithMethods(session.graph, monri);
    const customer = await session.open({ path: '/nowhere' });
    await customer.page.route('**/graphql', inPagesOfOne);
    await customer.page.goto(new URL(`/console/customers/${id}`, session.graph.url).href);
    const pager = customer.page.getByRole('navigation', { name: 'Pages of payment methods' });
    await pager.getByText('Page 1: 1 payment method', { exact: true }).waitFor();
    const [first] = await methodsIn(customer);
    await pager.getByRole('button', { name: 'Next' }).click();
    await pager.getByText('Page 2: 1 payment method, nothing follows').waitFor();
    await expect
      .poll(() => customer.page.evaluate(() => document.activeElement?.textContent))
      .toBe('Payment methods');
    await expect.poll(() => methodsIn(customer)).not.toEqual([first]);
    await pager.getByRole('button', { name: 'Previous' }).click();
    await pager.getByText('Page 1: 1 payment method', { exact: true }).waitFor();
    await expect.poll(() => methodsIn(customer)).toEqual([first]);
  });

  it('keep what became of detaching one while they are asked for again, and while that fails', async () => {
    const { id } = await customerWithMethods(session.graph, bank);
    const customer = await open(`/customers/${id}`);
    await customer.page.locator('.method').first().waitFor();
    const before = await methodsIn(customer);
    session.graph.fail('BANKING_SERVICE', (request) =>
      isWrite(request) ? { kind: 'answer', status: 409, body: '{}' } : null,
    );
    await customer.page.getByRole('button', { name: 'Detach' }).first().click();
    await customer.page.getByRole('dialog').getByRole('button', { name: 'Detach it' }).click();
    const refused = customer.page.getByText('The provider refused it');
    await refused.waitFor();
    session.graph.fail('BANKING_SERVICE', () => ({ kind: 'answer', status: 503 }));
    await customer.page.getByRole('button', { name: 'Ask again' }).click();
    await customer.page.getByText('Could not read the payment methods').waitFor();
    expect([await refused.count(), await methodsIn(customer)]).toEqual([1, before]);
    session.graph.fail('BANKING_SERVICE', null);
    await customer.page.getByRole('button', { name: 'Try again' }).click();
    await customer.page.getByText('Could not read the payment methods').waitFor({ state: 'detached' });
    expect([await refused.count(), await methodsIn(customer)]).toEqual([1, before]);
  });
});

/** Answers as a provider with pages of one payment method would: a customer's first on the first, the rest on the next. */
async function inPagesOfOne(route: Route): Promise<void> {
  const { operationName, variables } = route.request().postDataJSON();
  if (operationName !== 'PaymentMethods') return route.continue();
  const isFirst = variables.after === null;
  const postData = JSON.stringify({
    ...route.request().postDataJSON(),
    variables: { ...variables, after: null },
  });
  const response = await route.fetch({ postData });
  const answer = await response.json();
  const listed = answer.data.customer.paymentMethods;
  listed.nodes = isFirst ? listed.nodes.slice(0, 1) : listed.nodes.slice(1, 2);
  listed.pageInfo = { ...listed.pageInfo, hasNextPage: isFirst, endCursor: 'next' };
  return route.fulfill({ response, json: answer });
}
