import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readFragment } from '../graphql/index.ts';
import { bambooOf } from '../support/bamboo.ts';
import { bankingserviceOf } from '../support/bankingservice.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { startGraph, type Arrival, type RunningGraph } from '../support/graph.ts';
import { registrationOf } from '../support/registering.ts';
import { subscribeTo } from '../support/subscribing.ts';
import { createWatching, quietStreams, type Watching } from '../support/watching.ts';
import { anyCustomer, successOf, writesOf } from '../support/writing.ts';
import { writtenLink } from '../support/write-operations.ts';

let graph: RunningGraph;
let clock: FakeClock;
let watching: Watching;
let customerId: string;
beforeAll(async () => {
  clock = createFakeClock();
  watching = createWatching(clock);
  graph = await startGraph(quietStreams, { clock });
  const account = { provider: 'BANKING_SERVICE', account: 'banking-service' } as const;
  ({ id: customerId } = await anyCustomer(graph, account, 1));
});
afterAll(() => graph.close());

afterEach(async () => {
  vi.useRealTimers();
  graph.fail('BANKING_SERVICE', null);
  bambooOf(graph).switches.visibleOnlyAfterRegistration = false;
  await watching.end();
});

let arrivals: readonly Arrival[];
const query = 'subscription ($id: ID!) { registrationLink(id: $id) { status paymentMethod { status } } }';

const watch = (id: string, document = query) => watching.watch(graph, document, { id });
const pass = (ms: number) => watching.pass(ms);

async function createLink(): Promise<{ readonly id: string; readonly method: string }> {
  const result = await writesOf(graph).createRegistrationLink(registrationOf(customerId));
  const { id, url } = readFragment(writtenLink, successOf(result).registrationLink);
  return { id, method: url?.split('/').at(-1) ?? '' };
}

const showing = (status: string, method: string) => ({
  data: { registrationLink: { status, paymentMethod: { status: method } } },
});
const pending = showing('PENDING', 'PENDING');
const registered = showing('REGISTERED', 'ACTIVE');

beforeEach(() => void (arrivals = graph.watch()));

describe('a registration that is watched', () => {
  it('is shown as it is, then when it is registered, and is complete then', async () => {
    const { id, method } = await createLink();
    const subscribed = await watch(id);
    expect(subscribed.response.status).toBe(200);
    expect(subscribed.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    await pass(0);
    expect(await subscribed.next()).toMatchObject(pending);
    bankingserviceOf(graph).moveMethod(method, 'succeeded');
    await pass(2_000);
    expect(await subscribed.next()).toMatchObject(registered);
    expect(await subscribed.next()).toBeNull();
    expect(subscribed.rest).toEqual([':', 'event: complete\ndata:']);
  });

  it('is complete when it failed', async () => {
    const { id, method } = await createLink();
    bankingserviceOf(graph).moveMethod(method, 'failed');
    const subscribed = await watch(id);
    await pass(0);
    expect(await subscribed.next()).toMatchObject(showing('FAILED', 'REVOKED'));
    expect(await subscribed.next()).toBeNull();
  });

  it('is complete when it expires, at that very time', async () => {
    const { id } = await createLink();
    const subscribed = await watch(id, 'subscription ($id: ID!) { registrationLink(id: $id) { status } }');
    const expiresInMs = 60 * 60_000;
    await pass(0);
    expect(await subscribed.next()).toMatchObject({ data: { registrationLink: { status: 'PENDING' } } });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + expiresInMs });
    await pass(2_000);
    expect(await subscribed.next()).toMatchObject({ data: { registrationLink: { status: 'EXPIRED' } } });
    expect(await subscribed.next()).toBeNull();
  });

  it('is found registered at Bamboo, which sends no notifications', async () => {
    const bamboo = bambooOf(graph);
    bamboo.switches.visibleOnlyAfterRegistration = true;
    const input = { provider: 'BAMBOO', customer: { merchantReference: 'watched' } } as const;
    const result = await writesOf(graph).createRegistrationLink(input);
    const { id } = readFragment(writtenLink, successOf(result).registrationLink);
    const subscribed = await watch(
      id,
      'subscription ($id: ID!) { registrationLink(id: $id) { status customer { id } } }',
    );
    await pass(0);
    expect(await subscribed.next()).toMatchObject({
      data: { registrationLink: { status: 'PENDING', customer: null } },
    });
    bamboo.switches.visibleOnlyAfterRegistration = false;
    await pass(2_000);
    const event = {
      data: { registrationLink: { status: 'REGISTERED', customer: { id: expect.any(String) } } },
    };
    expect(await subscribed.next()).toMatchObject(event);
    expect(await subscribed.next()).toBeNull();
  });

  it('is asked for again when a question fails, and nothing is shown that was not read', async () => {
    const { id, method } = await createLink();
    const askInVain = async (ms: number): Promise<void> => {
      const before = arrivals.length;
      await pass(ms);
      await expect.poll(() => arrivals.length).toBeGreaterThan(before);
      await nextIsPlanned();
    };
    // A refused question is sent again with a new token: it is over only then.
    const nextIsPlanned = () => expect.poll(() => clock.due()[0]).toBeLessThanOrEqual(15_000);
    graph.fail('BANKING_SERVICE', () => ({ kind: 'answer', status: 401 }));
    const subscribed = await watch(id);
    await askInVain(0);
    await askInVain(2_000);
    graph.fail('BANKING_SERVICE', null);
    await pass(2_500);
    expect(await subscribed.next()).toMatchObject(pending);
    await nextIsPlanned();
    graph.fail('BANKING_SERVICE', () => ({ kind: 'answer', status: 401 }));
    await askInVain(15_000);
    bankingserviceOf(graph).moveMethod(method, 'succeeded');
    graph.fail('BANKING_SERVICE', null);
    await pass(15_000);
    expect(await subscribed.next()).toMatchObject(registered);
    expect(await subscribed.next()).toBeNull();
  });

  it('is asked for once for all watchers, and never if there are none', async () => {
    const { id, method } = await createLink();
    const before = arrivals.length;
    const all = await Promise.all(Array.from({ length: 20 }, () => watch(id)));
    await pass(0);
    const asked = () => arrivals.slice(before).map(({ url }) => url.pathname.split('/').at(-1));
    for (const subscribed of all) expect(await subscribed.next()).toMatchObject(pending);
    expect(asked()).toEqual([method]);
    await pass(2_000);
    await expect.poll(asked).toEqual([method, method]);
    bankingserviceOf(graph).moveMethod(method, 'succeeded');
    await pass(2_500);
    for (const subscribed of all) expect(await subscribed.next()).toMatchObject(registered);
    for (const subscribed of all) expect(await subscribed.next()).toBeNull();
    expect(asked()).toEqual([method, method, method]);
    expect(clock.due()).toEqual([]);
  });
});

describe('a subscription that has nothing to watch', () => {
  it('gets null and is complete', async () => {
    const subscribed = await watch('1forged');
    expect(await subscribed.next()).toMatchObject({ data: { registrationLink: null } });
    expect(await subscribed.next()).toBeNull();
    expect(subscribed.rest).toEqual([':', 'event: complete\ndata:']);
  });
});

describe('over server-sent events', () => {
  it('a subscription is answered with nothing else', async () => {
    const response = await graph.send({ query, variables: { id: 'any' } });
    expect(response.status).toBe(406);
    const { errors } = await response.json();
    expect(errors[0]).toMatchObject({
      message: 'A subscription is answered with text/event-stream; accept it.',
      extensions: { code: 'INVALID_INPUT' },
    });
  });

  it('a query is one result, for a client that takes nothing else', async () => {
    const subscribed = await subscribeTo(graph, '{ viewer { tenant } }');
    expect(await subscribed.next()).toMatchObject({ data: { viewer: { tenant: 'sandbox' } } });
    expect(await subscribed.next()).toBeNull();
    expect(subscribed.rest).toEqual(['event: complete\ndata:']);
  });

  it('a document that is not right is refused before any stream begins', async () => {
    const { response } = await subscribeTo(graph, 'subscription { nothing }');
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect((await response.json()).errors[0].extensions.code).toBe('INVALID_INPUT');
  });
});
