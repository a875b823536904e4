import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bankingserviceOf } from '../support/bankingservice.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { startGraph, type Arrival, type RunningGraph } from '../support/graph.ts';
import type { Subscribed } from '../support/subscribing.ts';
import { createWaitingLink, type WaitingLink } from '../support/waiting-link.ts';
import { createWatching, quietStreams, type Watching } from '../support/watching.ts';

const query = 'subscription ($id: ID!) { registrationLink(id: $id) { status } }';

let graph: RunningGraph;
let clock: FakeClock;
let watching: Watching;
let link: WaitingLink;
let arrivals: readonly Arrival[];
beforeAll(async () => {
  clock = createFakeClock();
  watching = createWatching(clock);
  graph = await startGraph(quietStreams, { customers: 2, clock });
});
afterAll(() => graph.close());
beforeEach(async () => {
  link = await createWaitingLink(graph.url);
  arrivals = graph.watch();
});
afterEach(async () => {
  bankingserviceOf(graph).switches.webhookUrl = null;
  await watching.end();
});

const hook = (account = 'banking-service') => new URL(`/webhooks/${account}`, graph.url).href;

async function call(id: string, method = 'POST'): Promise<number> {
  const { status } = await fetch(`${hook()}?id=${encodeURIComponent(id)}`, { method });
  return status;
}

/** In how many milliseconds something happens next. */
const soonest = () => Math.min(...clock.due());

/** A subscriber who has seen the link as it is. */
async function watchLink(): Promise<Subscribed> {
  const subscribed = await watching.watch(graph, query, { id: link.id });
  await watching.pass(0);
  expect(await subscribed.next()).toMatchObject({ data: { registrationLink: { status: 'PENDING' } } });
  return subscribed;
}

const registered = { data: { registrationLink: { status: 'REGISTERED' } } };

describe('a webhook', () => {
  it.each(['POST', 'GET'])('by %s has a watched record asked for sooner', async (method) => {
    const subscribed = await watchLink();
    bankingserviceOf(graph).moveMethod(link.method, 'succeeded');
    expect(await call(link.method, method)).toBe(204);
    expect(soonest()).toBe(1_000);
    await watching.pass(1_000);
    expect(await subscribed.next()).toMatchObject(registered);
  });

  it('that the provider sends itself does so', async () => {
    bankingserviceOf(graph).switches.webhookUrl = hook();
    const subscribed = await watchLink();
    bankingserviceOf(graph).moveMethod(link.method, 'succeeded');
    await expect.poll(soonest).toBe(1_000);
    await watching.pass(1_000);
    expect(await subscribed.next()).toMatchObject(registered);
  });

  it('is not believed: a record that has not changed shows nothing', async () => {
    const subscribed = await watchLink();
    const before = arrivals.length;
    expect(await call(link.method)).toBe(204);
    await watching.pass(1_000);
    await expect.poll(() => arrivals.length).toBe(before + 1);
    bankingserviceOf(graph).moveMethod(link.method, 'succeeded');
    await watching.pass(2_500);
    expect(await subscribed.next()).toMatchObject(registered);
  });

  it('that is repeated has the record asked for once', async () => {
    await watchLink();
    const before = arrivals.length;
    for (let repetition = 0; repetition < 5; repetition += 1) expect(await call(link.method)).toBe(204);
    await watching.pass(1_000);
    await expect.poll(() => arrivals.length).toBe(before + 1);
    await expect.poll(soonest).toBe(2_500);
    expect(arrivals.length).toBe(before + 1);
  });

  it.each(['unknown', '', 'a'.repeat(2_000)])(
    'about nothing that is watched asks the provider nothing',
    async (id) => {
      expect(await call(id)).toBe(204);
      expect(await call(link.method)).toBe(204);
      expect(clock.due()).toEqual([]);
      expect(arrivals).toEqual([]);
    },
  );

  it('is answered however many come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 120 }, (_, index) => call(`pm_${index}`)));
    expect(new Set(answers)).toEqual(new Set([204]));
    expect(arrivals).toEqual([]);
  });

  it('to an account that is not configured is refused, as is another method', async () => {
    expect((await fetch(`${hook('nowhere')}?id=a`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${hook()}?id=a`, { method: 'PUT' })).status).toBe(405);
  });

  it('leaves its id in no line of the log', async () => {
    await call('pm_never-in-a-log');
    expect(graph.logged.join('\n')).toContain('"/webhooks"');
    expect(graph.logged.join('\n')).not.toContain('never-in-a-log');
  });
});
