import { afterEach, describe, expect, it } from 'vitest';
import { verb } from '../../src/gateway/account.ts';
import { createKeeper, type Keeper } from '../../src/gateway/blind-index/keeper.ts';
import { verifone } from '../../src/providers/verifone/index.ts';
import { createCall } from '../../src/testing/support/vault.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { emulate } from '../support/emulate.ts';
import { indexed, keysIn, pagesOf } from '../support/indexed.ts';

let keeper: Keeper | null = null;
afterEach(async () => {
  await keeper?.stop();
  keeper = null;
});

const refreshSeconds = 4_000;
const email = 'changed@example.com';
const refusal = { code: '100', message: 'The search is not valid.' };

/** An index of Verifone's customers, and what its list was searched for since it was built. */
async function start() {
  const clock = createFakeClock();
  const now = () => Date.UTC(2030, 0) + clock.now();
  const emulator = emulate(verifone, { customers: 250, now: () => new Date(now()) });
  const searches: string[] = [];
  const refusing = { changes: false };
  const fetch: typeof emulator.fetch = (request) => {
    const search = new URL(request.url).searchParams.get('search') ?? '';
    searches.push(search);
    const isRefused = refusing.changes && search.includes('updated_at');
    return isRefused ? Promise.resolve(Response.json(refusal, { status: 400 })) : emulator.fetch(request);
  };
  const made = indexed(verifone, { ...emulator, fetch }, { now, refreshSeconds });
  const { parts, account, past } = made;
  const pass = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second += 1) {
      clock.pass(1_000);
      for (let turn = 0; turn < 40; turn += 1) await new Promise(setImmediate);
    }
  };
  const defects: unknown[] = [];
  keeper = createKeeper(parts, {
    clock,
    requestTimeoutMs: 10_000,
    observe: () => undefined,
    defect: (error) => void defects.push(error),
  });
  await pass(5);
  expect((await account.index?.status())?.size).toBe(250);
  const change = async (key: string) =>
    verb(past, 'UPDATE_CUSTOMER', 'updateCustomer')(key, { email }, createCall());
  const found = async () => keysIn(await pagesOf(account, { EMAIL: email }));
  const changesAsked = () => searches.filter((search) => search.includes('updated_at')).length;
  const oldest = past.customerKeys().at(-1) ?? '';
  return { ...made, searches, refusing, pass, change, found, changesAsked, oldest, defects };
}

describe('an index of customers whose list can be restricted to changes', () => {
  it('finds a change past this API within a minute, and reads the whole list as seldom as before', async () => {
    const { searches, pass, change, found, changesAsked, oldest, defects } = await start();
    searches.length = 0;
    await change(oldest);
    searches.length = 0;
    await pass(61);
    expect(await found()).toEqual([oldest]);
    expect(changesAsked()).toBe(1);
    await pass(200);
    // The newest, and what has changed.
    expect(searches.length).toBeLessThan(12);
    expect(defects).toEqual([]);
  });

  it('finds it with the next reading of the whole list if the provider refuses, and is asked for no more until then', async () => {
    const { refusing, pass, change, found, changesAsked, oldest, defects } = await start();
    refusing.changes = true;
    await change(oldest);
    await pass(600);
    expect(changesAsked()).toBe(1);
    expect(await found()).toEqual([]);
    await pass(refreshSeconds / 2);
    expect(await found()).toEqual([oldest]);
    expect(changesAsked()).toBe(2);
    expect(defects).toEqual([]);
  });
});
