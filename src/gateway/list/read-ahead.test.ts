import { describe, expect, it } from 'vitest';
import { createReadAhead } from './read-ahead.ts';

/** Sources that answer on demand, and which of them were asked so far. */
function sources(count: number, rarelyFull: boolean) {
  const names = Array.from({ length: count }, (_, index) => index);
  const asked: number[] = [];
  const answers = names.map(() => Promise.withResolvers<string>());
  const read = createReadAhead(names, {
    read: async (source: number, wanted) => {
      asked.push(source);
      return `${wanted} of ${await answers[source]?.promise}`;
    },
    rarelyFull,
  });
  const answer = (source: number): void => answers[source]?.resolve(String(source));
  return { read, asked, answer };
}

describe('reading ahead', () => {
  it('reads as many more as were not enough, and no more than eight side by side', async () => {
    const { read, asked, answer } = sources(30, false);
    const counts: number[] = [];
    for (let source = 0; source < 30; source += 1) {
      const result = read(source, 5);
      if (asked.length !== counts.at(-1)) counts.push(asked.length);
      answer(source);
      await result;
    }
    expect(counts).toEqual([1, 2, 4, 8, 16, 24, 30]);
  });

  it('starts with eight if a source rarely fills a page', async () => {
    const { read, asked, answer } = sources(10, true);
    const first = read(0, 5);
    expect(asked).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    answer(0);
    await first;
    expect(asked).toHaveLength(8);
  });

  it('asks no source twice, and gives each what its read gave', async () => {
    const { read, asked, answer } = sources(3, true);
    for (const source of [2, 1, 0]) answer(source);
    expect([await read(0, 7), await read(1, 4), await read(2, 1)]).toEqual(['7 of 0', '7 of 1', '7 of 2']);
    expect(asked).toEqual([0, 1, 2]);
  });

  it('fails for the source that fails, and not at all if its turn never comes', async () => {
    const read = createReadAhead(['a', 'b', 'c'], {
      read: async (source: string) => {
        if (source !== 'a') throw new Error(`${source} failed`);
        return source;
      },
      rarelyFull: true,
    });
    expect(await read('a', 1)).toBe('a');
    await expect(read('b', 1)).rejects.toThrow('b failed');
  });
});
