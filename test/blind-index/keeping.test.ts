import { afterEach, describe, expect, it } from 'vitest';
import type { Account } from '../../src/gateway/account.ts';
import { verb } from '../../src/gateway/account.ts';
import { createKeeper, type Keeper } from '../../src/gateway/blind-index/keeper.ts';
import type { IndexParts } from '../../src/gateway/blind-index/index-parts.ts';
import { monri } from '../../src/providers/monri/index.ts';
import { createSqliteIndexStore } from '../../src/store/sqlite-index.ts';
import { createCall } from '../../src/testing/support/vault.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { emulate } from '../support/emulate.ts';
import { indexed, keysIn, pagesOf } from '../support/indexed.ts';

const keepers: Keeper[] = [];
afterEach(() => Promise.all(keepers.splice(0).map(({ stop }) => stop())));

const refreshSeconds = 400;
const match = { EMAIL: 'new@example.com' };
const person = (email: string) => ({ fullName: 'Ana Horvat', firstName: 'Ana', lastName: 'Horvat', email });

function start(customers = 250, store = createSqliteIndexStore(':memory:')) {
  const clock = createFakeClock();
  const emulator = emulate(monri, { customers });
  const asked: string[] = [];
  const fetch: typeof emulator.fetch = (request) => {
    asked.push(new URL(request.url).pathname);
    return emulator.fetch(request);
  };
  const now = () => 1_000_000 + clock.now();
  const made = indexed(monri, { ...emulator, fetch }, { store, now, refreshSeconds });
  const defects: unknown[] = [];
  const keep = (parts: IndexParts = made.parts): Keeper => {
    const keeper = createKeeper(parts, {
      clock,
      requestTimeoutMs: 10_000,
      observe: () => undefined,
      defect: (error) => void defects.push(error),
    });
    keepers.push(keeper);
    return keeper;
  };
  /** Lets so much time go by, in steps, with what is due in each. */
  const pass = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second += 1) {
      clock.pass(1_000);
      await settled();
    }
  };
  const status = async () => (await made.account.index?.status()) ?? null;
  return { ...made, asked, clock, emulator, keep, pass, status, defects };
}

/** What is asked of an emulator in memory is over by then. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await new Promise(setImmediate);
}

const create = (account: Account, email: string) =>
  verb(account, 'CREATE_CUSTOMER', 'createCustomer')(person(email), createCall());

describe('an index that is kept', () => {
  it('is built at the start, page after page, and then asks for nothing until something is due', async () => {
    const { asked, keep, pass, status } = start();
    keep();
    await pass(5);
    expect(await status()).toMatchObject({ size: 250 });
    expect((await status())?.completeSince).not.toBeNull();
    const pages = asked.length;
    expect(pages).toBeLessThan(12);
    await pass(50);
    expect(asked.length).toBe(pages);
  });

  it('finds who is new at the provider within a minute, and a change within refreshSeconds', async () => {
    const { account, asked, keep, pass, past } = start();
    keep();
    await pass(5);
    const { key } = await create(past, match.EMAIL);
    const [changed = ''] = past.customerKeys().slice(-1);
    await verb(past, 'UPDATE_CUSTOMER', 'updateCustomer')(
      changed,
      { email: 'changed@example.com' },
      createCall(),
    );
    asked.length = 0;
    await pass(61);
    expect(keysIn(await pagesOf(account, match))).toEqual([key]);
    expect(asked.length).toBeLessThan(4);
    await pass(refreshSeconds / 2);
    expect(keysIn(await pagesOf(account, { EMAIL: 'changed@example.com' }))).toEqual([changed]);
  });

  it('is never further behind than promised while its provider answers', async () => {
    const { account, keep, pass } = start();
    keep();
    await pass(5);
    for (let look = 0; look < 100; look += 1) {
      await pass(11);
      expect(await account.index?.unusable()).toBeNull();
    }
  });

  it('reads who may have changed at once, five in a second, and none twice', async () => {
    const { account, asked, keep, pass, past } = start();
    const keeper = keep();
    await pass(5);
    const keys = past.customerKeys().slice(0, 7);
    const update = verb(past, 'UPDATE_CUSTOMER', 'updateCustomer');
    for (const key of keys) await update(key, { email: match.EMAIL }, createCall());
    asked.length = 0;
    for (const key of [...keys, ...keys]) keeper.hint(key);
    await pass(1);
    expect(asked).toHaveLength(5);
    await pass(1);
    expect(asked).toHaveLength(7);
    expect(new Set(keysIn(await pagesOf(account, match, 100)))).toEqual(new Set(keys));
  });

  it('follows a hint again that a failing provider did not answer, and goes on reading its list', async () => {
    const { account, emulator, keep, parts, pass, past } = start();
    let isFailing = false;
    const failing = indexed(
      monri,
      {
        ...emulator,
        fetch: (request) =>
          isFailing && !request.url.includes('?')
            ? Promise.resolve(new Response('{}', { status: 400 }))
            : emulator.fetch(request),
      },
      { store: parts.store, now: parts.now, refreshSeconds },
    );
    const keeper = keep(failing.parts);
    await pass(5);
    const [key = '', other = ''] = past.customerKeys();
    const update = verb(past, 'UPDATE_CUSTOMER', 'updateCustomer');
    await update(key, { email: match.EMAIL }, createCall());
    isFailing = true;
    for (const hint of ['no such customer', '../..', '%', key]) keeper.hint(hint);
    await pass(2);
    expect(keysIn(await pagesOf(account, match))).toEqual([]);
    isFailing = false;
    await pass(5);
    expect(keysIn(await pagesOf(account, match))).toEqual([key]);
    await update(other, { email: 'listed@example.com' }, createCall());
    isFailing = true;
    for (let second = 0; second < refreshSeconds / 2 + 10; second += 1) {
      keeper.hint(`absent-${second}`);
      await pass(1);
    }
    expect(keysIn(await pagesOf(account, { EMAIL: 'listed@example.com' }))).toEqual([other]);
  });

  it('asks for no key that is made up, but for who is new, once in ten seconds at most', async () => {
    const { account, asked, keep, pass, past } = start();
    const keeper = keep();
    await pass(5);
    const [known = ''] = past.customerKeys();
    const { key } = await create(past, match.EMAIL);
    await verb(past, 'UPDATE_CUSTOMER', 'updateCustomer')(
      known,
      { email: 'known@example.com' },
      createCall(),
    );
    asked.length = 0;
    keeper.hintUnverified(known);
    await pass(2);
    expect(asked).toHaveLength(1);
    expect(keysIn(await pagesOf(account, { EMAIL: 'known@example.com' }))).toEqual([known]);
    asked.length = 0;
    for (let second = 0; second < 40; second += 1) {
      keeper.hintUnverified(`made-up-${second}`);
      await pass(1);
    }
    expect(asked.filter((path) => path.includes('made-up'))).toEqual([]);
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.length).toBeLessThan(8);
    expect(keysIn(await pagesOf(account, match))).toEqual([key]);
  });

  it('asks for nothing while the breaker of its account is open, and goes on afterwards', async () => {
    const { asked, keep, parts, pass, status } = start();
    const health = { status: 'DOWN' as const, lastSuccessAt: null, retryAt: null };
    let isDown = true;
    const account = {
      ...parts.account,
      health: () => (isDown ? health : parts.account.health()),
    };
    keep({ ...parts, account });
    await pass(20);
    expect(asked).toEqual([]);
    isDown = false;
    await pass(10);
    expect((await status())?.size).toBe(250);
  });

  it('is read by one process at a time; another goes on if that one dies', async () => {
    const { asked, keep, parts, pass, status, store } = start(600);
    const [one, other] = [keep(), keep()];
    await pass(10);
    expect((await status())?.size).toBe(600);
    const alone = start(600);
    alone.keep();
    await alone.pass(10);
    expect(asked.length).toBe(alone.asked.length);
    await one.stop();
    await pass(refreshSeconds / 2 + 10);
    expect(asked.length).toBeGreaterThan(alone.asked.length);
    await other.stop();
    // One that dies keeps its lease for a while.
    expect(await store.lease(parts.digests.space, 'dying', parts.now(), 40_000)).toBe(true);
    keep();
    asked.length = 0;
    await pass(39);
    expect(asked).toEqual([]);
    await pass(refreshSeconds / 2);
    expect(asked.length).toBeGreaterThan(0);
  });

  it('reports a store that fails as a defect, once, and a provider that fails not', async () => {
    const { defects, keep, pass, store } = start();
    keep();
    await pass(2);
    await store.close();
    await pass(10);
    expect(defects).toHaveLength(1);
    const broken = start();
    broken.keep({
      ...broken.parts,
      account: indexed(monri, {
        ...emulate(monri),
        fetch: () => Promise.reject(new TypeError('fetch failed')),
      }).parts.account,
    });
    await broken.pass(20);
    expect(broken.defects).toEqual([]);
  });
});
