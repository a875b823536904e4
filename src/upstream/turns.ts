import { FairQueue } from './fair-queue.ts';

/** A number of turns, shared out evenly between the lanes that wait for them. */
export interface Turns {
  /** Takes a turn if one is free and none is waiting. */
  readonly takeNow: () => boolean;
  readonly taken: () => number;
  readonly waiting: () => number;
  /** How long the next to come would wait at least, in milliseconds, judged by the shortest of the latest turns. */
  readonly expectedMs: () => number;
  /** Resolves to true when it is the waiter's turn; to false if its signal aborts, or its time is over, before. */
  readonly take: (waiter: Waiting) => Promise<boolean>;
  /** Whether one that comes now would wait. */
  readonly isFull: () => boolean;
  /** Hands a turn that is held to the first that takes it while `use` runs, and passes it on if none does. */
  readonly hand: <Result>(use: () => Result) => Result;
  readonly takeHanded: () => boolean;
  /** Passes a turn on that was held for so many milliseconds. */
  readonly pass: (heldMs: number) => void;
  /** Changes how many there are. If more are taken already, those who hold them keep them. */
  readonly resize: (count: number) => void;
}

export interface Waiting {
  /** Whose turn it would be, from the outermost lane to the innermost. */
  readonly lane: readonly unknown[];
  /** Whether all others have their turns first. */
  readonly yields?: boolean;
  readonly signal: AbortSignal;
  /** On the clock of `performance.now()`. */
  readonly until: number;
}

interface Waiter extends Waiting {
  readonly settle: (hasTurn: boolean) => void;
  isOver: boolean;
}

/** How often those who wait are looked through: one timer, in place of a timer and a listener for each. */
const lookMs = 20;

/**
 * How often all turns are passed on before the oldest no longer count. While this process is busy, all turns that are held seem
 * long at once, which says nothing of the provider.
 */
const rounds = 4;

export function createTurns(size: number): Turns {
  let count = size;
  let taken = 0;
  const shortest = createShortest();
  const queue = new FairQueue<Waiter>();
  const yielding = new FairQueue<Waiter>();
  const waiting = new Set<Waiter>();
  let looking: NodeJS.Timeout | null = null;
  let isHanded = false;

  const finish = (waiter: Waiter, hasTurn: boolean): void => {
    waiter.isOver = true;
    waiting.delete(waiter);
    waiter.settle(hasTurn);
    if (waiting.size > 0 || looking === null) return;
    clearInterval(looking);
    looking = null;
  };
  const look = (): void => {
    const now = performance.now();
    for (const waiter of waiting) if (waiter.signal.aborted || waiter.until <= now) finish(waiter, false);
  };
  const next = (): Waiter | undefined => {
    for (const one of [queue, yielding]) {
      for (let waiter = one.shift(); waiter; waiter = one.shift()) if (!waiter.isOver) return waiter;
    }
    return undefined;
  };
  /** Gives free turns to those who wait, synchronously, so that no newcomer gets in between. */
  const giveOut = (): void => {
    while (taken < count) {
      const waiter = next();
      if (!waiter) return;
      taken += 1;
      finish(waiter, true);
    }
  };

  return {
    takeNow: () => {
      if (taken >= count) return false;
      taken += 1;
      return true;
    },
    isFull: () => taken >= count,
    hand: (use) => {
      isHanded = true;
      try {
        return use();
      } finally {
        if (isHanded) {
          isHanded = false;
          taken -= 1;
          giveOut();
        }
      }
    },
    takeHanded: () => {
      const was = isHanded;
      isHanded = false;
      return was;
    },
    taken: () => taken,
    waiting: () => waiting.size,
    expectedMs: () => (waiting.size * (shortest.get() ?? 0)) / count,
    take: ({ lane, yields = false, signal, until }) =>
      new Promise((settle) => {
        const waiter = { lane, yields, signal, until, settle, isOver: false };
        waiting.add(waiter);
        (yields ? yielding : queue).push(waiter, lane);
        looking ??= setInterval(look, lookMs);
      }),
    pass: (heldMs) => {
      shortest.add(heldMs, count * rounds);
      taken -= 1;
      giveOut();
    },
    resize: (changed) => {
      count = changed;
      giveOut();
    },
  };
}

/** The shortest of the latest times: of the last `span` that were added, or of up to twice as many. */
function createShortest() {
  let before = Number.POSITIVE_INFINITY;
  let since = Number.POSITIVE_INFINITY;
  let added = 0;
  return {
    add: (ms: number, span: number): void => {
      since = Math.min(since, ms);
      added += 1;
      if (added < span) return;
      before = since;
      since = Number.POSITIVE_INFINITY;
      added = 0;
    },
    /** Null before the first. */
    get: (): number | null => {
      const ms = Math.min(before, since);
      return Number.isFinite(ms) ? ms : null;
    },
  };
}
