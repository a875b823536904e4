import { openPage, type WatchedPage } from '../../../test/support/browser.ts';
import type { PageOptions } from '../../../test/support/kept-page.ts';
import { startGraph, type RunningGraph } from '../../../test/support/graph.ts';
import { successOf, writesOf } from '../../../test/support/writing.ts';

/** The graph with the console beside it. */
export async function startConsole(config: Record<string, unknown> = {}): Promise<RunningGraph> {
  return startGraph({ console: true, ...config });
}

/** Opens a page of the console. */
export async function openConsole(
  graph: RunningGraph,
  { path = '', ...options }: { readonly path?: string } & PageOptions = {},
): Promise<WatchedPage> {
  const watched = await openPage(options);
  await watched.page.goto(new URL(`/console${path}`, graph.url).href);
  return watched;
}

/** Fills in the form of a new customer, an input for each label, and sends it. */
export async function submitNewCustomer(
  { page }: WatchedPage,
  account: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  await page.getByLabel('Account').selectOption(account);
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label).first().fill(text);
  await page.getByRole('button', { name: 'Create customer' }).click();
}

/** What a page sent of an operation, the last time it did. */
export function lastSent({ sent }: WatchedPage, operationName: string): Readonly<Record<string, unknown>> {
  const operation = sent.findLast((candidate) => candidate.operationName === operationName);
  if (!operation?.variables) throw new Error(`${operationName} was not sent.`);
  return operation.variables;
}

/** Holds the answers of a provider back, or some of them, until the function that it gives is called. */
export function holdAnswers(
  graph: RunningGraph,
  provider: string,
  isHeld: (request: Request) => boolean = () => true,
): () => void {
  const { promise: until, resolve } = Promise.withResolvers<void>();
  graph.fail(provider, (request) => (isHeld(request) ? { kind: 'held', until } : null));
  return resolve;
}

/** How often a page sent an operation. */
export function sentCount({ sent }: WatchedPage, operationName: string): number {
  return sent.filter((candidate) => candidate.operationName === operationName).length;
}

/** Fills in the search and sends it. */
export async function searchConsole(
  { page }: WatchedPage,
  by: string,
  text: string,
  account = 'All accounts',
): Promise<void> {
  await page.getByLabel('Search by').selectOption(by);
  if (text) await page.getByLabel('Search for').fill(text);
  await page.getByLabel('In', { exact: true }).selectOption(account);
  await page.getByRole('button', { name: 'Search' }).click();
}

/** A customer that nothing else knows of. */
export async function newCustomer(graph: RunningGraph, email: string) {
  const customer = {
    fullName: 'Ana Horvat',
    email,
    phone: '+385 1 555 0100',
    metadata: [{ key: 'plan', value: 'gold' }],
  };
  const place = { provider: 'MONRI', account: 'monri-1' } as const;
  const named = { merchantReference: crypto.randomUUID(), ...customer };
  return successOf(await writesOf(graph).createCustomer({ ...place, customer: named })).customer;
}
