import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { settled } from '../../../test/support/held.ts';
import { startCallers, type Asked } from './callers.testing.ts';

/** What happens next. Numbers choose among what there is to choose from then. */
type Step =
  | { readonly do: 'query'; readonly who: number; readonly key: string; readonly forMs: number }
  | { readonly do: 'write'; readonly who: number; readonly key: string }
  | { readonly do: 'reach' | 'answer' | 'fail' | 'leave'; readonly which: number }
  | { readonly do: 'pass'; readonly ms: number };

const key = fc.constantFrom('a', 'a', 'a', 'b');
const who = fc.constantFrom(0, 0, 0, 0, 1, 2, 3);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('query' as const),
      who,
      key,
      forMs: fc.constantFrom(1000, 1000, 1000, 100),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('write' as const), who, key }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('reach', 'answer', 'answer', 'answer', 'fail', 'leave' as const),
      which: fc.nat(20),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(1, 20, 100, 400) }),
  },
);

/** What happens in one go, before anything hears of it. */
const anyTurns = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 4, maxLength: 25 });

async function quiet(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    await settled();
    vi.advanceTimersByTime(0);
  }
}

/** Takes the steps on a simulated clock, on which nothing else happens, and returns what must not happen. */
async function run(turns: readonly (readonly Step[])[]) {
  const { query, write, requests, shared, wrong } = await startCallers();
  const asked: Asked[] = [];
  const isWaiting = ({ isOver }: Asked): boolean => !isOver();

  const take = (taken: Step): void => {
    const waiting = asked.filter(isWaiting);
    const sent = requests().filter(({ isOver }) => !isOver());
    if (taken.do === 'query') asked.push(query(taken));
    else if (taken.do === 'write') write(taken);
    else if (taken.do === 'pass') vi.advanceTimersByTime(taken.ms);
    else if (taken.do === 'leave') waiting[taken.which % waiting.length]?.leave();
    else sent[taken.which % sent.length]?.[taken.do]();
  };

  for (const turn of turns) {
    for (const taken of turn) take(taken);
    await quiet();
    const waiting = asked.filter(isWaiting);
    if (waiting.some(({ mayWait }) => !mayWait()))
      wrong.push('a caller waited on that had left or had no time');
    if (requests().some((one) => !one.isOver() && one.keys && !waiting.some(({ needs }) => needs(one)))) {
      wrong.push('a request to a provider went on although all callers had left');
    }
  }
  while (asked.some(isWaiting)) {
    take({ do: 'answer', which: 0 });
    await quiet();
  }
  return { wrong, shared: shared() };
}

describe('answers that are shared while others write, leave, fail and run out of time', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('are the caller’s own, and hold every write that was acknowledged before the question', async () => {
    let everShared = 0;
    await fc.assert(
      fc.asyncProperty(anyTurns, async (turns) => {
        const { wrong, shared } = await run(turns);
        everShared += shared;
        expect(wrong).toEqual([]);
      }),
      { numRuns: 60 },
    );
    expect(everShared).toBeGreaterThan(60);
  });
});
