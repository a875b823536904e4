import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readFragment } from '../graphql/index.ts';
import { bankingserviceOf } from '../support/bankingservice.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { registrationOf } from '../support/registering.ts';
import type { Subscribed } from '../support/subscribing.ts';
import { createWatching, quietStreams, type Watching } from '../support/watching.ts';
import { anyCustomer, successOf, writesOf } from '../support/writing.ts';
import { writtenLink } from '../support/write-operations.ts';

let graph: RunningGraph;
let watching: Watching;
beforeAll(async () => {
  const clock = createFakeClock();
  watching = createWatching(clock);
  graph = await startGraph(quietStreams, { clock });
});
afterAll(() => graph.close());

afterEach(() => watching.end());

const query = `subscription ($id: ID!) {
  paymentMethods(customerId: $id) { nodes { status customer { id } } sources { status } }
}`;

const watch = (id: string) => watching.watch(graph, query, { id });
const pass = (ms: number) => watching.pass(ms);

/** The statuses in the next event. */
async function statusesOf(subscribed: Subscribed): Promise<readonly string[]> {
  const event = await subscribed.next();
  const { nodes } = Object(event?.data?.['paymentMethods']);
  return nodes.map(({ status }: { readonly status: string }) => status);
}

describe('payment methods that are watched', () => {
  const account = { provider: 'BANKING_SERVICE', account: 'banking-service' } as const;

  it('are shown as they are, then whenever one comes, changes or goes', async () => {
    const { id } = await anyCustomer(graph, account, 2);
    const subscribed = await watch(id);
    await pass(0);
    const before = await statusesOf(subscribed);

    const result = await writesOf(graph).createRegistrationLink(registrationOf(id));
    const { url } = readFragment(writtenLink, successOf(result).registrationLink);
    const method = url?.split('/').at(-1) ?? '';
    await pass(2_000);
    expect(await statusesOf(subscribed)).toEqual(['PENDING', ...before]);

    bankingserviceOf(graph).moveMethod(method, 'succeeded');
    await pass(2_000);
    expect(await statusesOf(subscribed)).toEqual(['ACTIVE', ...before]);

    bankingserviceOf(graph).moveMethod(method, 'expired');
    await pass(2_000);
    expect(await statusesOf(subscribed)).toEqual(['EXPIRED', ...before]);
  });

  it('are asked for once for all, and not at all when they cannot change', async () => {
    const { id } = await anyCustomer(graph, account, 3);
    const arrivals = graph.watch();
    const asked = () => arrivals.filter(({ url }) => url.pathname.endsWith('/payment-methods')).length;
    const all = await Promise.all([watch(id), watch(id), watch(id)]);
    await pass(0);
    for (const subscribed of all) await statusesOf(subscribed);
    expect(asked()).toBe(1);
    await pass(2_000);
    await expect.poll(asked).toBe(2);
    await pass(2_500);
    await expect.poll(asked).toBe(3);
  });

  it('are complete at once if the provider cannot list them', async () => {
    const { id } = await anyCustomer(graph, { provider: 'VERIFONE', account: 'verifone-1' });
    const subscribed = await watch(id);
    await pass(0);
    const event = { data: { paymentMethods: { nodes: [], sources: [{ status: 'UNSUPPORTED' }] } } };
    expect(await subscribed.next()).toMatchObject(event);
    expect(await subscribed.next()).toBeNull();
    expect(subscribed.rest).toEqual([':', 'event: complete\ndata:']);
  });

  it('are null if the customer is gone, and complete', async () => {
    const fields = { provider: 'BANKING_SERVICE', customer: { company: 'Polder' } } as const;
    const created = successOf(await writesOf(graph).createCustomer(fields));
    const { id } = Object(created.customer);
    await graph.send({
      query: 'mutation ($id: ID!) { deleteCustomer(input: { id: $id }) { __typename } }',
      variables: { id },
    });
    const subscribed = await watch(id);
    await pass(0);
    expect(await subscribed.next()).toMatchObject({ data: { paymentMethods: null } });
    expect(await subscribed.next()).toBeNull();
  });
});
