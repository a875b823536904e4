import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { bankingserviceOf } from '../../../test/support/bankingservice.ts';
import { registrationOf } from '../../../test/support/registering.ts';
import { anyCustomer, successOf, writesOf, type Place } from '../../../test/support/writing.ts';
import { consoleSession } from '../support/console-session.ts';
import { sentCount } from '../support/console.ts';

const session = consoleSession();
const bank: Place = { provider: 'BANKING_SERVICE', account: 'banking-service' };
const isRegistered = 'The payment method is registered.';

/** A page of a link that waits for its payer, and the payer. */
async function openLink(before: (page: Page) => Promise<unknown> = async () => undefined) {
  const { id } = await anyCustomer(session.graph, bank, 1);
  const visit = await session.open({ path: `/customers/${id}/payment-methods/new` });
  await before(visit.page);
  await visit.page.getByRole('button', { name: 'Create link' }).click();
  await visit.page.getByText('Not registered yet.').waitFor();
  const url = await visit.page.getByRole('link', { name: 'Open the page' }).getAttribute('href');
  const authorise = () =>
    bankingserviceOf(session.graph).moveMethod(url?.split('/').at(-1) ?? '', 'succeeded');
  return { visit, authorise };
}

/** Answers subscriptions as a graph that has no room for streams. */
function withoutStreams(page: Page): Promise<unknown> {
  const errors = [
    { message: 'As many streams are open as may be.', extensions: { code: 'STREAM_UNAVAILABLE' } },
  ];
  return page.route('**/graphql', (route) =>
    route.request().postDataJSON().operationName.endsWith('Changes')
      ? route.fulfill({ json: { errors } })
      : route.continue(),
  );
}

it('a registration link is watched, not asked for again', async () => {
  const { visit, authorise } = await openLink();
  await expect.poll(() => sentCount(visit, 'RegistrationLinkChanges')).toBe(1);
  const asked = sentCount(visit, 'RegistrationLink');
  authorise();
  await visit.page.getByText(isRegistered).waitFor();
  expect(sentCount(visit, 'RegistrationLink')).toBe(asked);
});

it('a registration link is asked for again and again if there is no stream', async () => {
  const { visit, authorise } = await openLink(withoutStreams);
  await expect.poll(() => sentCount(visit, 'RegistrationLinkChanges')).toBe(1);
  const asked = sentCount(visit, 'RegistrationLink');
  authorise();
  await visit.page.getByText(isRegistered).waitFor();
  expect(sentCount(visit, 'RegistrationLink')).toBeGreaterThan(asked);
});

/** Shows the tab, or hides it behind another. */
function turn(page: Page, state: 'visible' | 'hidden'): Promise<void> {
  return page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}

it('a hidden tab watches nothing, and shows what has changed when it is shown again', async () => {
  const { id } = await anyCustomer(session.graph, bank, 2);
  const visit = await session.open({ path: `/customers/${id}` });
  const { page } = visit;
  const methods = () => page.locator('.method').count();
  await expect.poll(() => sentCount(visit, 'PaymentMethodChanges')).toBe(1);
  await expect.poll(methods).toBeGreaterThan(0);
  const before = await methods();
  const torn = page.waitForEvent('requestfailed');
  await turn(page, 'hidden');
  expect((await torn).postDataJSON().operationName).toBe('PaymentMethodChanges');
  successOf(await writesOf(session.graph).createRegistrationLink(registrationOf(id)));
  await turn(page, 'visible');
  await expect.poll(methods).toBe(before + 1);
});

it('a payment method that is registered elsewhere comes to its customer’s page', async () => {
  const { id } = await anyCustomer(session.graph, bank, 2);
  const arrivals = session.graph.watch();
  const visit = await session.open({ path: `/customers/${id}` });
  await visit.page
    .getByText(/Page 1: \d+ payment method/)
    .first()
    .waitFor();
  // The page has read them, and the stream has seen them as they are.
  await expect
    .poll(() => arrivals.filter(({ url }) => url.pathname.endsWith('/payment-methods')).length)
    .toBe(2);
  const methods = () => visit.page.locator('.method').count();
  const before = await methods();
  successOf(await writesOf(session.graph).createRegistrationLink(registrationOf(id)));
  await expect.poll(methods).toBe(before + 1);
});
