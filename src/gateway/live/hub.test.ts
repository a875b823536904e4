import { describe, expect, it } from 'vitest';
import { bamboo } from '../../providers/bamboo/index.ts';
import { emulate } from '../../emulators/bamboo/emulator.ts';
import { connectTo } from '../../testing/support/vault.ts';
import { ProviderError } from '../../domain/errors.ts';
import { createFakeClock } from '../../../test/support/fake-clock.ts';
import type { LiveHints } from './hints.ts';
import { createHub } from './hub.ts';
import type { State, Topic } from './topic.ts';

const account = connectTo(bamboo, emulate());
const origin = { account: account.key, provider: account.provider };

/** Carries hints between instances: each receives those of all others. */
function createChannel() {
  const subscribers = new Map<symbol, (name: string) => void>();
  const published: string[] = [];
  const join = (): LiveHints => {
    const self = Symbol('instance');
    return {
      publish: (name) => {
        published.push(name);
        for (const [other, onHint] of subscribers) if (other !== self) onHint(name);
      },
      subscribe: (onHint) => {
        subscribers.set(self, onHint);
        return () => subscribers.delete(self);
      },
    };
  };
  return { published, join };
}

/** A record that the test changes, and a hub over it. */
function createWorld(channel = createChannel()) {
  const clock = createFakeClock();
  const outcomes: string[] = [];
  const defects: unknown[] = [];
  const world = { print: 'one', isFinal: false, error: null as Error | null, asked: 0 };
  const hub = createHub({
    tenant: 'acme',
    accounts: [account],
    requestTimeoutMs: 1000,
    clock,
    hints: channel.join(),
    observer: {
      question: (outcome) => void outcomes.push(outcome),
      call: () => undefined,
      defect: (error) => void defects.push(error),
    },
  });
  const topic: Topic = {
    key: 'a record',
    account: account.key,
    records: ['record-1'],
    ask: async (): Promise<State> => {
      world.asked += 1;
      if (world.error) throw world.error;
      return { print: world.print, isFinal: world.isFinal, differsInMs: null };
    },
  };
  /** Lets time pass, and what was asked be answered. */
  const pass = async (ms: number): Promise<void> => {
    clock.pass(ms);
    await settle();
  };
  return { hub, topic, world, clock, pass, outcomes, defects, channel };
}

/** Whatever is answered at once was answered. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe('a topic that is watched', () => {
  it('is asked for every two seconds, slower with time, and as at first after a change', async () => {
    const { hub, topic, world, clock, pass } = createWorld();
    const seen = hub.watch(topic);
    await pass(0);
    const waits: number[] = [];
    for (let question = 0; question < 12; question += 1) {
      const [due = 0] = clock.due();
      waits.push(Math.round(due));
      await pass(due);
    }
    expect(waits).toEqual([2000, 2500, 3125, 3906, 4883, 6104, 7629, 9537, 11921, 14901, 15000, 15000]);
    expect(world.asked).toBe(13);
    world.print = 'two';
    await pass(15_000);
    expect(clock.due()).toEqual([2000]);
    await seen.return?.();
  });

  it('shows the latest to who is slow, and nothing twice', async () => {
    const { hub, topic, world, pass } = createWorld();
    const seen = hub.watch(topic);
    for (const print of ['one', 'two', 'three', 'three']) {
      world.print = print;
      await pass(2_000);
    }
    expect((await seen.next()).done).toBe(false);
    let isShown = false;
    void seen.next().then(() => void (isShown = true));
    await pass(2_500);
    expect(isShown).toBe(false);
    await seen.return?.();
    await settle();
    expect(isShown).toBe(true);
  });

  it('is asked for at once by who comes, unless it was just asked for', async () => {
    const { hub, topic, world, pass } = createWorld();
    const first = hub.watch(topic);
    await pass(0);
    const second = hub.watch(topic);
    expect((await second.next()).done).toBe(false);
    expect(world.asked).toBe(1);
    await pass(2_000);
    await pass(2_500);
    await pass(3_000);
    const third = hub.watch(topic);
    await pass(0);
    expect((await third.next()).done).toBe(false);
    expect(world.asked).toBe(4);
    for (const watcher of [first, second, third]) await watcher.return?.();
  });

  it('is asked for no more when the last one leaves', async () => {
    const { hub, topic, world, clock, pass } = createWorld();
    const watchers = [hub.watch(topic), hub.watch(topic)];
    await pass(0);
    for (const watcher of watchers) await watcher.return?.();
    expect(clock.due()).toEqual([]);
    await pass(60_000);
    expect(world.asked).toBe(1);
  });

  it('ends for all with a state that is final', async () => {
    const { hub, topic, world, clock, pass } = createWorld();
    const watchers = [hub.watch(topic), hub.watch(topic)];
    world.isFinal = true;
    await pass(0);
    for (const watcher of watchers) {
      expect((await watcher.next()).done).toBe(false);
      expect((await watcher.next()).done).toBe(true);
    }
    expect(clock.due()).toEqual([]);
  });

  it('goes on after a failure, which is reported only if it is none of a provider', async () => {
    const { hub, topic, world, pass, outcomes, defects } = createWorld();
    const seen = hub.watch(topic);
    world.error = new ProviderError('PROVIDER_UNAVAILABLE', origin);
    await pass(0);
    world.error = new TypeError('A defect.');
    await pass(2_000);
    world.error = null;
    await pass(2_500);
    expect((await seen.next()).done).toBe(false);
    expect(outcomes).toEqual(['failed', 'failed', 'changed']);
    expect(defects).toEqual([new TypeError('A defect.')]);
    await seen.return?.();
  });
});

describe('a hint', () => {
  it('has the provider asked soon, once for many', async () => {
    const { hub, topic, world, pass } = createWorld();
    const seen = hub.watch(topic);
    await pass(0);
    for (let repeated = 0; repeated < 100; repeated += 1) hub.hint(account.key, 'record-1');
    await pass(999);
    expect(world.asked).toBe(1);
    await pass(1);
    expect(world.asked).toBe(2);
    await seen.return?.();
  });

  it('costs nothing about a record without watchers', async () => {
    const { hub, topic, world, clock, pass } = createWorld();
    hub.hint(account.key, 'record-1');
    expect(clock.due()).toEqual([]);
    const seen = hub.watch(topic);
    await pass(0);
    hub.hint(account.key, 'record-2');
    hub.hint('another', 'record-1');
    await pass(1_000);
    expect(world.asked).toBe(1);
    await seen.return?.();
  });

  it('reaches who watches elsewhere, and so does a change that is found here', async () => {
    const here = createWorld();
    const there = createWorld(here.channel);
    const watchers = [here.hub.watch(here.topic), there.hub.watch(there.topic)];
    for (const { pass } of [here, there]) await pass(0);
    here.hub.hint(account.key, 'record-1');
    await there.pass(1_000);
    expect(there.world.asked).toBe(2);
    await here.pass(1_000);
    here.channel.published.length = 0;
    here.world.print = 'two';
    await here.pass(2_500);
    there.world.print = 'two';
    await there.pass(1_000);
    expect(there.outcomes.at(-1)).toBe('changed');
    // What was found because of a hint is not published again.
    expect(here.channel.published).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
    for (const watcher of watchers) await watcher.return?.();
  });
});
