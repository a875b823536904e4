import { expect, it } from 'vitest';
import type { IndexEntry, IndexStore, PutTerms } from '../../src/store/index-store.ts';

const bytes = (length: number, first: number, second = 0): string =>
  Buffer.from([first, second, ...new Uint8Array(length - 2)]).toString('base64url');

const name = (number: number): string => bytes(16, Math.floor(number / 256), number % 256);
export const token = (number: number): string => bytes(8, Math.floor(number / 256), number % 256);
export const entry = (number: number, ...tokens: readonly number[]): IndexEntry => ({
  name: name(number),
  sealed: `sealed-${number}`,
  tokens: tokens.map(token),
});
export const listedIn = (pass: number, replacesBefore = Number.MAX_SAFE_INTEGER): PutTerms => ({
  pass,
  writtenAt: null,
  replacesBefore,
});
const written = (at: number): PutTerms => ({ pass: null, writtenAt: at, replacesBefore: 0 });

/** What every store of indexes promises. */
export function indexStorePromises(open: () => Promise<IndexStore>): void {
  const found = async (store: IndexStore, tokens: readonly number[], after = '', limit = 10) =>
    (await store.find('one', tokens.map(token), after, limit)).map(({ sealed }) => sealed);

  it('finds entries by any of their tokens, each once, in pages, in one order', async () => {
    const store = await open();
    const entries = Array.from({ length: 300 }, (_, number) => entry(number, 1, 1_000 + number));
    await store.put('one', entries, listedIn(1));
    expect(await found(store, [1_007])).toEqual(['sealed-7']);
    expect(await found(store, [2])).toEqual([]);
    const seen: string[] = [];
    for (let after = ''; ;) {
      const page = await store.find('one', [token(1), token(1_003)], after, 7);
      seen.push(...page.map(({ sealed }) => sealed));
      const last = page.at(-1);
      if (!last) break;
      after = last.name;
    }
    expect(seen).toEqual(entries.map(({ sealed }) => sealed));
    expect(await store.state('one')).toEqual({ size: 300, progress: null });
  });

  it('replaces the tokens of an entry, and keeps both if it was written later', async () => {
    const store = await open();
    await store.put('one', [entry(1, 10, 11)], listedIn(1));
    await store.put('one', [entry(1, 11, 12)], listedIn(1));
    expect(await found(store, [10])).toEqual([]);
    expect(await found(store, [11, 12])).toEqual(['sealed-1']);
    await store.put('one', [entry(1, 13)], written(500));
    await store.put('one', [entry(1, 14)], listedIn(2, 500));
    for (const each of [11, 12, 13, 14]) expect(await found(store, [each])).toEqual(['sealed-1']);
    await store.put('one', [entry(1, 15)], listedIn(3, 501));
    for (const each of [11, 12, 13, 14]) expect(await found(store, [each])).toEqual([]);
    expect(await found(store, [15])).toEqual(['sealed-1']);
    expect((await store.state('one')).size).toBe(1);
  });

  it('forgets entries, and counts each once', async () => {
    const store = await open();
    await store.put('one', [entry(1, 10), entry(2, 10)], listedIn(1));
    await store.remove('one', [entry(1).name, entry(3).name], Infinity);
    await store.remove('one', [entry(1).name], Infinity);
    expect(await found(store, [10])).toEqual(['sealed-2']);
    await store.put('one', [entry(3, 10)], written(500));
    await store.remove('one', [entry(2).name, entry(3).name], 500);
    expect(await found(store, [10])).toEqual(['sealed-3']);
    await store.remove('one', [entry(3).name], 501);
    expect(await found(store, [10])).toEqual([]);
    expect((await store.state('one')).size).toBe(0);
  });

  it('knows which customers a list had, and which a pass did not meet', async () => {
    const store = await open();
    await store.put('one', [entry(1, 1), entry(2, 1), entry(3, 1)], listedIn(1));
    await store.put('one', [entry(4, 1)], written(1_000));
    await store.put('one', [entry(5, 1)], written(2_000));
    const names = [1, 2, 3, 4, 5, 6].map((number) => entry(number).name);
    expect(await store.listed('one', names)).toEqual(new Set(names.slice(0, 3)));
    await store.put('one', [entry(2, 1)], listedIn(2));
    const pass = { number: 2, beganAt: 1_500 };
    const unmet = async (limit: number) =>
      (await store.unmet('one', pass, limit)).map(({ sealed }) => sealed).toSorted();
    expect(await unmet(10)).toEqual(['sealed-1', 'sealed-3', 'sealed-4']);
    expect(await unmet(1)).toHaveLength(1);
    await store.meet('one', [entry(3).name, entry(9).name], 2);
    expect(await unmet(10)).toEqual(['sealed-1', 'sealed-4']);
    expect((await store.state('one')).size).toBe(5);
  });

  it('gives a lease to one owner, who alone keeps progress', async () => {
    const store = await open();
    expect(await store.lease('one', 'a', 1_000, 100)).toBe(true);
    expect(await store.lease('one', 'b', 1_050, 100)).toBe(false);
    expect(await store.lease('one', 'a', 1_050, 100)).toBe(true);
    expect(await store.keepProgress('one', 'b', 'of b')).toBe(false);
    expect(await store.keepProgress('one', 'a', 'of a')).toBe(true);
    expect(await store.lease('one', 'b', 1_150, 100)).toBe(true);
    expect(await store.keepProgress('one', 'a', 'late')).toBe(false);
    expect((await store.state('one')).progress).toBe('of a');
    await store.release('one', 'a');
    expect(await store.lease('one', 'c', 1_160, 100)).toBe(false);
    await store.release('one', 'b');
    expect(await store.lease('one', 'c', 1_160, 100)).toBe(true);
  });

  it('keeps spaces apart, and deletes those that are not named', async () => {
    const store = await open();
    await store.put('one', [entry(1, 10)], listedIn(1));
    await store.put('two', [entry(1, 10), entry(2, 10)], listedIn(1));
    await store.put('three', [entry(1, 10)], listedIn(1));
    expect(await found(store, [10])).toEqual(['sealed-1']);
    expect(await store.keepOnly(['one'])).toBe(2);
    expect(await found(store, [10])).toEqual(['sealed-1']);
    expect(await store.find('two', [token(10)], '', 10)).toEqual([]);
    expect((await store.state('two')).size).toBe(0);
  });
}
