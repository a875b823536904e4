import { expect, it } from 'vitest';
import { barrierOver, createBarrier } from './barrier.ts';

it('a barrier over accounts is raised when the barrier of any account is', () => {
  const barriers = [createBarrier(), createBarrier()];
  const over = barrierOver(barriers.map((barrier) => ({ barrier })));
  const heights = [over?.height()];
  for (const { raise } of barriers) {
    raise();
    heights.push(over?.height());
  }
  expect(new Set(heights).size).toBe(3);
});

it('there is none over accounts of which one shares nothing', () => {
  expect(barrierOver([{ barrier: createBarrier() }, {}])).toBeNull();
});
