import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { accessFor } from '../support/keys.ts';
import type { Subscribed } from '../support/subscribing.ts';
import { createWatching, type Watching } from '../support/watching.ts';

const query = 'subscription ($id: ID!) { paymentMethods(customerId: $id) { nodes { status } } }';
const limits = { streams: { perCaller: 2, inAll: 3, heartbeatSeconds: 10 } };
const access = accessFor({
  one: ['*'],
  other: ['*'],
  reader: ['vault:explore', 'vault:customer:read'],
  trustedOnly: ['vault:payment-method:read'],
});

let graph: RunningGraph;
let clock: FakeClock;
let watching: Watching;
let id: string;
beforeAll(async () => {
  clock = createFakeClock();
  watching = createWatching(clock);
  graph = await startGraph({ ...access, limits }, { customers: 2, clock });
  const { data } = await (
    await graph.send(
      { query: '{ customers(first: 1, accounts: ["monri-1"]) { nodes { id } } }' },
      { 'x-api-key': 'one' },
    )
  ).json();
  ({ id } = data.customers.nodes[0]);
});
afterAll(() => graph.close());

afterEach(() => watching.end());

const watch = (key: string) =>
  watching.watch({ url: graph.url, headers: { 'x-api-key': key } }, query, { id });

async function refusalOf({ response }: Subscribed): Promise<unknown> {
  const { errors } = await response.json();
  return [response.status, response.headers.get('retry-after'), errors[0].extensions.code];
}

describe('streams', () => {
  it('are so many of one caller, so many in all, and make room when they end', async () => {
    await watch('one');
    const second = await watch('one');
    expect(await refusalOf(await watch('one'))).toEqual([429, '5', 'STREAM_UNAVAILABLE']);
    await watch('other');
    expect(await refusalOf(await watch('other'))).toEqual([429, '5', 'STREAM_UNAVAILABLE']);
    second.leave();
    await expect.poll(async () => (await watch('other')).response.status).toBe(200);
  });

  it('show a sign of life when there is nothing else to show', async () => {
    const subscribed = await watch('one');
    await expect.poll(() => clock.due()).toContain(0);
    clock.pass(0);
    expect(await subscribed.next()).toMatchObject({ data: { paymentMethods: { nodes: expect.any(Array) } } });
    const waiting = subscribed.next();
    await expect.poll(() => clock.due().length).toBe(2);
    clock.pass(10_000);
    await expect.poll(() => subscribed.rest).toEqual([':', ':']);
    subscribed.leave();
    await expect(waiting).rejects.toThrow('aborted');
  });

  it('are refused to a caller whose scopes do not reach what is watched', async () => {
    const subscribed = await watch('reader');
    const event = await subscribed.next();
    expect(event).toMatchObject({
      data: null,
      errors: [{ path: ['paymentMethods'], extensions: { code: 'ACCESS_DENIED' } }],
    });
    expect(event?.errors?.[0]?.extensions).toMatchObject({
      requiredScopes: ['vault:payment-method:read'],
      requestId: expect.any(String),
    });
    expect(await subscribed.next()).toBeNull();
  });

  it('are opened with trusted documents alone without vault:explore', async () => {
    expect(await refusalOf(await watch('trustedOnly'))).toEqual([403, null, 'ACCESS_DENIED']);
  });

  it('are in the log when they are over', async () => {
    const before = graph.logged.length;
    (await watch('one')).leave();
    const lines = () => graph.logged.slice(before).map((line) => JSON.parse(line));
    await expect.poll(() => lines().map(({ outcome }) => outcome)).toContain('gone');
    expect(lines().find(({ outcome }) => outcome === 'gone')).toMatchObject({
      msg: 'stream',
      tenant: 'sandbox',
      requestId: expect.any(String),
    });
  });
});
