import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settled } from '../../../test/support/held.ts';
import type { Call } from '../../port.ts';
import { createBarrier } from './barrier.ts';
import { fencingWrites } from './fencing-writes.ts';
import { sharingReads } from './sharing-reads.ts';
import { createHeldProvider, origin, readingOf } from './vault.testing.ts';

interface Begun {
  readonly do: 'read' | 'write';
  readonly key: string;
  readonly forMs: number;
  readonly afresh: boolean;
}

/** What happens next. Numbers choose among what there is to choose from then. */
type Step =
  | Begun
  | { readonly do: 'reach' | 'answer' | 'fail' | 'leave'; readonly which: number }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'tick' };

const begun = fc.record({
  do: fc.constantFrom('read', 'read', 'read', 'write' as const),
  key: fc.constantFrom('a', 'a', 'b'),
  forMs: fc.integer({ min: 1, max: 40 }),
  afresh: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: begun },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('reach', 'answer', 'answer', 'fail', 'leave' as const),
      which: fc.nat(20),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 10 }) }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'tick' as const }) },
);

/** What happens in one go, before anything hears of it. */
const anyTurns = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 4, maxLength: 30 });

interface Reader {
  readonly key: string;
  /** The newest version of which a write was acknowledged when this read began. */
  readonly atLeast: number;
  /** Its request must not have been sent before. */
  readonly notBefore: number;
  readonly deadline: number;
  readonly controller: AbortController;
  isOver: boolean;
}

/** Takes the steps on a simulated clock, on which nothing else happens, and returns what must not happen. */
async function run(turns: readonly (readonly Step[])[], isGathering: boolean) {
  const { vault, requests, next } = createHeldProvider();
  const { getCustomer, updateCustomer } = vault;
  let tick = Promise.withResolvers<void>();
  let joined = 0;
  const barrier = createBarrier();
  const shared = sharingReads(fencingWrites(isGathering ? vault : { getCustomer, updateCustomer }, barrier), {
    origin,
    barrier,
    onShared: () => (joined += 1),
    tick: () => tick.promise,
  });

  const wrong: string[] = [];
  const readers: Reader[] = [];
  const acknowledged = new Map<string, number>();
  let [now, lastWrite] = [0, 0];
  const callOf = (signal: AbortSignal, deadline: number, afresh: boolean): Call => ({
    signal,
    deadline,
    ...(afresh && { afresh }),
    observe: () => undefined,
  });

  const read = async ({ key, forMs, afresh }: Begun): Promise<void> => {
    const controller = new AbortController();
    const startedAt = next();
    const reader: Reader = {
      key,
      atLeast: acknowledged.get(key) ?? 0,
      notBefore: afresh ? startedAt : lastWrite,
      deadline: now + forMs,
      controller,
      isOver: false,
    };
    readers.push(reader);
    try {
      const { version, sentAt } = readingOf(
        await shared.getCustomer(key, callOf(controller.signal, reader.deadline, afresh)),
      );
      if (version < reader.atLeast) wrong.push('a read missed a write that was acknowledged before');
      if (sentAt < reader.notBefore) wrong.push('a read joined one from before a write');
    } catch {
      const isAsked = requests.some(({ keys, hasFailed }) => keys?.includes(key) === true && hasFailed());
      if (!controller.signal.aborted && !isAsked)
        wrong.push('a read was given the failure of another caller');
    }
    reader.isOver = true;
  };
  const write = async ({ key }: Begun): Promise<void> => {
    lastWrite = next();
    const writing = shared.updateCustomer?.(key, {}, callOf(new AbortController().signal, Infinity, true));
    const written = await writing?.catch(() => null);
    lastWrite = next();
    if (written) acknowledged.set(key, readingOf(written).version);
  };
  const leave = (reader: Reader | undefined): void => reader?.controller.abort();
  const take = (taken: Step): void => {
    const waiting = readers.filter(({ isOver }) => !isOver);
    const sent = requests.filter(({ isOver }) => !isOver());
    if ('key' in taken) void (taken.do === 'read' ? read(taken) : write(taken));
    else if (taken.do === 'tick') {
      tick.resolve();
      tick = Promise.withResolvers();
    } else if (taken.do === 'pass') {
      now += taken.ms;
      for (const reader of waiting) if (reader.deadline <= now) leave(reader);
    } else if (taken.do === 'leave') leave(waiting[taken.which % waiting.length]);
    else sent[taken.which % sent.length]?.[taken.do]();
  };

  for (const turn of turns) {
    for (const taken of turn) take(taken);
    await settled();
    const waiting = readers.filter(({ isOver }) => !isOver);
    if (waiting.some(({ controller }) => controller.signal.aborted)) wrong.push('a caller could not leave');
    const isWanted = (key: string): boolean => waiting.some((reader) => reader.key === key);
    if (requests.some(({ keys, isOver }) => !isOver() && keys !== null && !keys.some(isWanted))) {
      wrong.push('a request went on although all callers had left');
    }
  }
  while (readers.some(({ isOver }) => !isOver)) {
    take({ do: 'tick' });
    take({ do: 'answer', which: 0 });
    await settled();
  }
  return { wrong, joined };
}

describe('reads that are shared while others write, leave and fail', () => {
  it.each([
    ['one by one', false],
    ['gathered', true],
  ])('keep every promise, whatever happens in whichever order: %s', async (_how, isGathering) => {
    let everJoined = 0;
    await fc.assert(
      fc.asyncProperty(anyTurns, async (taken) => {
        const { wrong, joined } = await run(taken, isGathering);
        everJoined += joined;
        expect(wrong).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(everJoined).toBeGreaterThan(0);
  });
});
