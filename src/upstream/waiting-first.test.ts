import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { held, settled } from '../../test/support/held.ts';
import { incoming, origin, outgoing } from '../../test/support/outgoing.ts';
import type { Call, Vault } from '../port.ts';
import { createCall } from '../testing/support/vault.ts';
import { withConcurrency } from './concurrency.ts';
import type { Exchange } from './exchange.ts';
import { createRoom } from './room.ts';
import { waitingFirst } from './waiting-first.ts';

type Read = (send: Exchange, call: Call) => Promise<unknown>;

const sendsAtOnce: Read = (send, call) => send(outgoing({ call }));

/** A vault over an exchange with so many turns, whose reads wait first, and the keys of those that began. */
function over(exchange: Exchange, concurrency: number, { queue = 999, read = sendsAtOnce } = {}) {
  const limits = { concurrency, queue };
  const room = createRoom(limits, origin);
  const { turns, wait } = room;
  const limited = withConcurrency(exchange, limits, origin, { room });
  const begun: string[] = [];
  const plain: Vault = {
    getCustomer: async (key, call) => {
      begun.push(key);
      await read(limited, call);
      return null;
    },
  };
  const vault = waitingFirst(plain, { isWaited: turns.isFull, wait, hand: turns.hand });
  return { vault, begun, turns, limited };
}

describe('a read that must wait for its turn', () => {
  it('begins when it has its turn, and takes it', async () => {
    const { exchange, sent, release } = held();
    const { vault, begun } = over(exchange, 1);
    const call = createCall();
    const reads = Promise.all(['a', 'b', 'c'].map(async (key) => vault.getCustomer(key, call)));
    await settled();
    expect([begun, sent.length]).toEqual([['a'], 1]);
    await release();
    expect([begun, sent.length]).toEqual([['a', 'b'], 2]);
    await release();
    await release();
    expect(await reads).toEqual([null, null, null]);
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('never begins if it gets no turn', async () => {
    const { exchange, release } = held();
    const { vault, begun } = over(exchange, 1, { queue: 0 });
    const first = vault.getCustomer('a', createCall());
    await expect(vault.getCustomer('b', createCall())).rejects.toMatchObject({
      code: 'PROVIDER_UNAVAILABLE',
    });
    await release();
    await first;
    expect(begun).toEqual(['a']);
  });

  it('passes a turn on that it does not take', async () => {
    const { exchange, release } = held();
    const { vault, turns } = over(exchange, 1, {
      read: async (send, call) => (call.yields ? null : send(outgoing({ call }))),
    });
    const first = vault.getCustomer('a', createCall());
    const others = ['b', 'c'].map(async (key) => vault.getCustomer(key, { ...createCall(), yields: true }));
    await settled();
    await release();
    await Promise.all([first, ...others]);
    expect([turns.taken(), turns.waiting()]).toEqual([0, 0]);
  });

  it('passes it on if it fails at once', async () => {
    const { exchange, release } = held();
    const { vault, turns } = over(exchange, 1);
    const failing = waitingFirst(
      {
        getCustomer: () => {
          throw new Error('No.');
        },
      },
      {
        isWaited: turns.isFull,
        wait: async (call) => void (await turns.take({ ...call, lane: [], until: Infinity })),
        hand: turns.hand,
      },
    );
    const first = vault.getCustomer('a', createCall());
    const second = failing.getCustomer('b', createCall()).catch(String);
    await settled();
    await release();
    expect(await second).toBe('Error: No.');
    await first;
    expect(turns.taken()).toBe(0);
  });
});

/** When reads send: at once, later as with a token, twice, never, or after they have failed. */
const manners: readonly Read[] = [
  sendsAtOnce,
  async (send, call) => {
    await settled();
    return send(outgoing({ call }));
  },
  async (send, call) => {
    await send(outgoing({ call }));
    return send(outgoing({ call, attempt: 2 }));
  },
  async () => null,
  async () => {
    throw new Error('No.');
  },
];

describe('reads of all manners, beside calls that are no such reads', () => {
  it('all come to their end, with never more in flight than there are turns', async () => {
    const ways = fc.array(fc.tuple(fc.nat(manners.length - 1), fc.boolean(), fc.nat(3)), {
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6 }), ways, async (concurrency, asked) => {
        let [inFlight, most] = [0, 0];
        const exchange: Exchange = async () => {
          inFlight += 1;
          most = Math.max(most, inFlight);
          await settled();
          inFlight -= 1;
          return incoming(200);
        };
        const { vault, turns, limited } = over(exchange, concurrency, {
          read: async (send, call) => manners[Number(call.caller)]?.(send, call),
        });
        const outcomes = await Promise.allSettled(
          asked.map(async ([way, isRead, ticks]) => {
            for (let tick = 0; tick < ticks; tick += 1) await settled();
            const call = { ...createCall(), caller: String(way) };
            await (isRead ? vault.getCustomer('a', call) : limited(outgoing({ call })));
          }),
        );
        const failed = outcomes.map(({ status }) => status === 'rejected');
        expect(failed).toEqual(asked.map(([way, isRead]) => isRead && way === manners.length - 1));
        expect(most).toBeLessThanOrEqual(concurrency);
        expect([inFlight, turns.taken(), turns.waiting()]).toEqual([0, 0, 0]);
      }),
      { numRuns: 100 },
    );
  });
});
