import { describe, expect, it } from 'vitest';
import { createTurns } from './turns.ts';

/** Turns that are all taken, with so many waiting. */
function busy({ count, waiting }: { readonly count: number; readonly waiting: number }) {
  const turns = createTurns(count);
  const leaving = new AbortController();
  for (let taken = 0; taken < count; taken += 1) turns.takeNow();
  for (let index = 0; index < waiting; index += 1) {
    void turns.take({ lane: [], signal: leaving.signal, until: Number.POSITIVE_INFINITY });
  }
  const pass = (times: number, heldMs: number): void => {
    for (let time = 0; time < times; time += 1) turns.pass(heldMs);
  };
  return { turns, pass };
}

describe('who yields', () => {
  it('has a turn only when all others have had theirs, however late they came', async () => {
    const turns = createTurns(1);
    turns.takeNow();
    const order: string[] = [];
    const { signal } = new AbortController();
    const until = Number.POSITIVE_INFINITY;
    const take = async (name: string, yields: boolean): Promise<void> => {
      if (await turns.take({ lane: [name], yields, signal, until })) order.push(name);
    };
    const all = [take('yielding', true), take('first', false), take('second', false)];
    for (let turn = 0; turn < 3; turn += 1) {
      turns.pass(1);
      await Promise.resolve();
      if (turn === 0) all.push(take('third', false));
    }
    turns.pass(1);
    await Promise.all(all);
    expect(order).toEqual(['first', 'second', 'third', 'yielding']);
  });
});

describe('the wait that is expected', () => {
  it('is none as long as nothing is known', () => {
    expect(busy({ count: 4, waiting: 1000 }).turns.expectedMs()).toBe(0);
  });

  it('is what the turns of a slow provider take', () => {
    const { turns, pass } = busy({ count: 4, waiting: 1000 });
    pass(4, 2000);
    expect(turns.expectedMs()).toBe((turns.waiting() * 2000) / 4);
  });

  it('grows when a provider becomes slow', () => {
    const { turns, pass } = busy({ count: 4, waiting: 1000 });
    pass(4, 5);
    pass(400, 2000);
    expect(turns.expectedMs()).toBeGreaterThan((turns.waiting() * 1900) / 4);
  });

  it('stays short if all who held a turn were held up together once, as while this process is busy', () => {
    const { turns, pass } = busy({ count: 64, waiting: 6400 });
    pass(640, 10);
    pass(64, 600);
    expect(turns.expectedMs()).toBe((turns.waiting() * 10) / 64);
  });

  it('is short again with the first short turn after all were held up together', () => {
    const { turns, pass } = busy({ count: 4, waiting: 1000 });
    pass(4, 3000);
    pass(1, 5);
    expect(turns.expectedMs()).toBe((turns.waiting() * 5) / 4);
  });
});
