import type { Time } from '../../src/upstream/time.ts';

/** Time that passes on demand, and during pauses. */
export interface FakeTime extends Time {
  readonly pass: (ms: number) => void;
  /** The lengths of the pauses. */
  readonly pauses: readonly number[];
}

export function createFakeTime(random: () => number = () => 0.5): FakeTime {
  let now = Math.ceil(performance.now());
  const pauses: number[] = [];
  const pass = (ms: number): void => void (now += ms);
  return {
    now: () => now,
    pause: async (ms) => {
      pauses.push(ms);
      pass(ms);
    },
    random,
    pass,
    pauses,
  };
}
