import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { claimOf, dayMs, leaseMs, start } from '../../test/support/claims.ts';
import { patientMs, startRedis, type RunningRedis } from '../../test/support/redis.ts';
import { createMemoryStore } from './memory.ts';
import { connectRedis } from './redis/connection.ts';
import { createRedisStore } from './redis/store.ts';
import { createSqliteStore } from './sqlite.ts';
import { judge, toEntry, type OutcomeStore } from './store.ts';

const given = { state: 'given' };
const running = { state: 'running', print: 'print' };
const unknown = { state: 'unknown', print: 'print' };
const done = { state: 'done', print: 'print', outcome: 'what became of it' };

/** Claims by another owner: their result shows the state of the key. */
const other = claimOf({ owner: 'second', print: 'another print' });
const justBefore = start + leaseMs - 1;
const leaseOver = start + leaseMs;

let redis: RunningRedis;
beforeAll(async () => void (redis = await startRedis()));
afterAll(() => redis.close());

describe.each([
  ['memory', () => Promise.resolve(createMemoryStore())],
  ['SQLite', () => Promise.resolve(createSqliteStore(':memory:'))],
  ['Redis', async () => createRedisStore(await connectRedis(redis.url), `${randomUUID()}:`, patientMs)],
])('a store of outcomes in %s', (_name, open) => {
  let store: OutcomeStore;
  beforeEach(async () => void (store = await open()));
  afterEach(() => store.close());

  /** Leaves the key claimed by its first owner, or further on. */
  async function reach(state: 'claimed' | 'sent' | 'done'): Promise<void> {
    await store.claim(claimOf());
    if (state !== 'claimed') await store.markSent('key', 'first');
    if (state === 'done') await store.finish('key', 'first', 'what became of it');
  }

  describe('a claim', () => {
    it('is given if nothing is known of the key', async () => {
      expect(await store.claim(claimOf())).toEqual(given);
    });

    it('is given for every key by itself', async () => {
      await reach('done');
      expect(await store.claim(claimOf({ key: 'another key' }))).toEqual(given);
    });

    it.each([
      ['claimed', start, running],
      ['claimed', justBefore, running],
      ['claimed', leaseOver, given],
      ['sent', start, running],
      ['sent', justBefore, running],
      ['sent', leaseOver, unknown],
      ['sent', start + dayMs - 1, unknown],
      ['sent', start + dayMs, given],
      ['done', start, done],
      ['done', leaseOver, done],
      ['done', start + dayMs - 1, done],
      ['done', start + dayMs, given],
    ] as const)('of a key that is %s meets at %i: %o', async (state, now, met) => {
      await reach(state);
      expect(await store.claim({ ...other, now })).toEqual(met);
    });

    it.each([
      ['the same print', 'print', given],
      ['another print', 'another print', unknown],
    ])('that may repeat a write left alone needs its print: %s', async (_case, print, met) => {
      await reach('sent');
      const claim = claimOf({ owner: 'second', mayRepeat: true, print });
      expect(await store.claim({ ...claim, now: justBefore })).toEqual(running);
      expect(await store.claim({ ...claim, now: leaseOver })).toEqual(met);
    });

    it('that repeats a write counts as sent from the start', async () => {
      await reach('sent');
      const repeating = claimOf({ owner: 'second', mayRepeat: true, now: leaseOver });
      expect(await store.claim(repeating)).toEqual(given);
      expect(await store.claim({ ...other, owner: 'third', now: leaseOver + leaseMs })).toEqual(unknown);
    });

    it('never repeats a write that is done', async () => {
      await reach('done');
      const claim = claimOf({ owner: 'second', mayRepeat: true, now: leaseOver });
      expect(await store.claim(claim)).toEqual(done);
    });

    it('that is refused changes nothing', async () => {
      await reach('claimed');
      await store.claim({ ...other, now: justBefore });
      expect(await store.claim({ ...other, now: leaseOver - 1 })).toEqual(running);
      expect(await store.markSent('key', 'second')).toBe(false);
      expect(await store.markSent('key', 'first')).toBe(true);
    });

    it('that is given again has its own print, lease and day', async () => {
      await reach('claimed');
      await store.claim({ ...other, now: leaseOver });
      const third = claimOf({ owner: 'third' });
      const met = { state: 'running', print: 'another print' };
      expect(await store.claim({ ...third, now: leaseOver + leaseMs - 1 })).toEqual(met);
      await store.markSent('key', 'second');
      expect(await store.claim({ ...third, now: start + dayMs })).toEqual({ ...met, state: 'unknown' });
      expect(await store.claim({ ...third, now: leaseOver + dayMs })).toEqual(given);
    });
  });

  describe('an owner', () => {
    it('may send as long as the claim is its own', async () => {
      await reach('claimed');
      expect(await store.markSent('key', 'first')).toBe(true);
    });

    it('may not send what is not claimed, or what is done', async () => {
      expect(await store.markSent('key', 'first')).toBe(false);
      await reach('done');
      expect(await store.markSent('key', 'first')).toBe(false);
      expect(await store.claim(other)).toEqual(done);
    });

    it('may not send, finish or release what another has claimed since', async () => {
      await reach('claimed');
      await store.claim({ ...other, now: leaseOver });
      expect(await store.markSent('key', 'first')).toBe(false);
      await store.finish('key', 'first', 'too late');
      await store.release('key', 'first');
      const third = claimOf({ owner: 'third', now: leaseOver });
      expect(await store.claim(third)).toEqual({ state: 'running', print: 'another print' });
      expect(await store.markSent('key', 'second')).toBe(true);
    });

    it.each(['claimed', 'sent'] as const)(
      'that says that the outcome is unknown leaves it so at once: %s',
      async (state) => {
        await reach(state);
        await store.markUnknown('key', 'second');
        expect(await store.claim(other)).toEqual(running);
        await store.markUnknown('key', 'first');
        expect(await store.claim(other)).toEqual(unknown);
        expect(await store.claim(claimOf({ owner: 'second', mayRepeat: true }))).toEqual(given);
      },
    );

    it('leaves what is done as it is, whichever owner marks it as unknown', async () => {
      await reach('done');
      await store.markUnknown('key', 'first');
      expect(await store.claim(other)).toEqual(done);
    });

    it('leaves a key as if it had never been by releasing it', async () => {
      await reach('sent');
      await store.release('key', 'first');
      expect(await store.claim(other)).toEqual(given);
    });

    it('finishes once: a later outcome changes nothing, nor does a release', async () => {
      await reach('done');
      await store.finish('key', 'first', 'something else');
      await store.release('key', 'first');
      expect(await store.claim(other)).toEqual(done);
    });

    it('finishes or releases nothing that is not claimed', async () => {
      await store.finish('key', 'first', 'what became of it');
      await store.release('key', 'first');
      expect(await store.claim(other)).toEqual(given);
    });
  });

  it('gives a key to one of many that claim it at once', async () => {
    const claims = Array.from({ length: 50 }, (_, index) => claimOf({ owner: `owner ${index}` }));
    const claimed = await Promise.all(claims.map((claim) => store.claim(claim)));
    expect(claimed.map(({ state }) => state)).toEqual(['given', ...Array(49).fill('running')]);
  });
});

describe('an entry that no store has deleted yet', () => {
  it.each([
    [start + dayMs - 1, 'unknown'],
    [start + dayMs, 'given'],
  ] as const)('is forgotten after a day all the same: at %i a claim is %s', (now, state) => {
    const sent = { ...toEntry(claimOf()), state: 'sent' } as const;
    expect(judge(sent, { ...other, now }).state).toBe(state);
  });
});
