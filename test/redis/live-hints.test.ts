import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createHub } from '../../src/gateway/live/hub.ts';
import { createRedisLiveHints } from '../../src/gateway/live/redis-hints.ts';
import type { Topic } from '../../src/gateway/live/topic.ts';
import { emulate } from '../../src/emulators/bamboo/emulator.ts';
import { bamboo } from '../../src/providers/bamboo/index.ts';
import { connectRedis } from '../../src/store/redis/connection.ts';
import { connectTo } from '../../src/testing/support/vault.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { startRedis, type RunningRedis } from '../support/redis.ts';

let redis: RunningRedis;
beforeAll(async () => void (redis = await startRedis()));
afterAll(() => redis.close());

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const account = connectTo(bamboo, emulate());

/** An instance whose provider returns what the test sets. */
async function instance(prefix: string) {
  const connection = await connectRedis(redis.url);
  closing.push(connection.close);
  const hints = createRedisLiveHints(connection.client, prefix);
  closing.push(hints.close);
  const clock = createFakeClock();
  const hub = createHub({ tenant: 'acme', accounts: [account], requestTimeoutMs: 1000, clock, hints });
  const state = { print: 'one', asked: 0 };
  const topic: Topic = {
    key: 'a record',
    account: account.key,
    records: ['record-1'],
    ask: async () => {
      state.asked += 1;
      return { print: state.print, isFinal: false, differsInMs: null };
    },
  };
  const watch = async () => {
    const seen = hub.watch(topic);
    closing.push(() => seen.return?.());
    clock.pass(0);
    await seen.next();
    return seen;
  };
  return { hub, clock, state, watch, client: connection.client };
}

/** Both are subscribed: a hint that is published before is lost. */
async function pair(prefix: string) {
  const both = [await instance(prefix), await instance(prefix)] as const;
  const listeners = async () => (await both[0].client.pubSubNumSub(`${prefix}live`))[`${prefix}live`];
  await expect.poll(listeners).toBe(2);
  return both;
}

describe('two instances on one Redis', () => {
  it('share a change that one of them finds: the other asks soon, not at its own pace', async () => {
    const [one, other] = await pair('change:');
    await one.watch();
    const seen = await other.watch();
    for (const { state } of [one, other]) state.print = 'two';
    one.clock.pass(2_000);
    await expect.poll(() => other.clock.due()).toEqual([1_000]);
    other.clock.pass(1_000);
    expect((await seen.next()).done).toBe(false);
    expect(other.state.asked).toBe(2);
  });

  it('pass on what a provider reports to one of them about a record that the other watches', async () => {
    const [one, other] = await pair('hint:');
    await other.watch();
    one.hub.hint(account.key, 'record-2');
    one.hub.hint(account.key, 'record-1');
    await expect.poll(() => other.clock.due()).toEqual([1_000]);
    expect(one.state.asked).toBe(0);
  });

  it('leave nothing in Redis by which a record is known', async () => {
    const [one] = await pair('names:');
    const heard: string[] = [];
    const spy = one.client.duplicate();
    closing.push(() => spy.destroy());
    await spy.connect();
    await spy.subscribe('names:live', (message) => void heard.push(message));
    one.hub.hint(account.key, 'record-1');
    await expect.poll(() => heard).toEqual([expect.stringMatching(/^[\da-f-]{36} [\w-]{43}$/)]);
  });
});
