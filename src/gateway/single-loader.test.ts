import { expect, it } from 'vitest';
import { createSingleLoader } from './single-loader.ts';

function counting() {
  const asked: string[] = [];
  const loader = createSingleLoader(
    async (key: string) => {
      asked.push(key);
      return `${key}!`;
    },
    (key) => key.toLowerCase(),
  );
  return { asked, loader };
}

it('reads each thing once, at once, under whichever of its names', async () => {
  const { asked, loader } = counting();
  const both = [loader.load('a'), loader.load('A'), loader.load('b')];
  expect(asked).toEqual(['a', 'b']);
  expect(await Promise.all(both)).toEqual(['a!', 'a!', 'b!']);
});

it('keeps what was read some other way, and forgets it', async () => {
  const { asked, loader } = counting();
  loader.prime('a', 'known');
  loader.prime('a', 'later');
  expect(await loader.load('A')).toBe('known');
  loader.clear('a');
  await loader.load('a');
  loader.clearAll();
  await loader.load('a');
  expect(asked).toEqual(['a', 'a']);
});

it('keeps a failure, for the request that it failed', async () => {
  let calls = 0;
  const loader = createSingleLoader(async () => {
    calls += 1;
    throw new Error('down');
  }, String);
  for (let time = 0; time < 2; time += 1) await expect(loader.load('a')).rejects.toThrow('down');
  expect(calls).toBe(1);
});
