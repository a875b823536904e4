import { describe, expect, it } from 'vitest';
import { faultsOf, soak, type Soaked } from '../scripts/soak/soak.ts';
import { slopeOf } from '../scripts/soak/slope.ts';

const good: Soaked = {
  outcomes: { answers: { success: 10 }, broken: {}, stuck: [] },
  defects: 0,
  hasCrashed: false,
  end: { status: 0, signal: null },
  clues: { lastWords: [], late: [] },
  ownStallMs: 5,
  held: [],
  aliveSlope: 0.4,
  residentSlope: 3,
};

describe('a soak', () => {
  it(
    'asks everything of a server whose providers fail, and sees what it holds',
    { timeout: 180_000 },
    async () => {
      const { outcomes, defects, hasCrashed, end, held } = await soak({
        minutes: 0.2,
        program: 'src/cli/bin.ts',
        samples: 3,
      });
      expect({ broken: outcomes.broken, stuck: outcomes.stuck, defects, hasCrashed, end }).toEqual({
        broken: {},
        stuck: [],
        defects: 0,
        hasCrashed: false,
        end: { status: 0, signal: null },
      });
      expect(outcomes.answers['success']).toBeGreaterThan(0);
      expect(outcomes.answers['INVALID_INPUT']).toBeGreaterThan(0);
      expect(held).toHaveLength(3);
      for (const { aliveMegabytes, residentMegabytes, sockets } of held) {
        expect(aliveMegabytes).toBeGreaterThan(10);
        expect(residentMegabytes).toBeGreaterThan(aliveMegabytes / 2);
        expect(sockets).toBeGreaterThan(0);
      }
    },
  );

  it.each<[string, Partial<Soaked>]>([
    ['a crash', { hasCrashed: true }],
    ['an end that is none', { end: { status: 1, signal: null } }],
    ['an end by a signal', { end: { status: null, signal: 'SIGKILL' } }],
    [
      'a call that is stuck',
      { outcomes: { ...good.outcomes, stuck: [{ asked: 'customers', atSeconds: 3 }] } },
    ],
    ['an answer that is broken', { outcomes: { ...good.outcomes, broken: { SyntaxError: 1 } } }],
    ['a defect in the log', { defects: 1 }],
    ['memory that grows', { aliveSlope: 1.1 }],
    ['memory that was not measured', { aliveSlope: NaN }],
  ])('fails for %s', (_what, change) => {
    expect(faultsOf(good)).toEqual([]);
    expect(faultsOf({ ...good, ...change })).toHaveLength(1);
  });
});

it('the slope of memory is that of most pairs, whatever a few samples say', () => {
  const steady = Array.from({ length: 40 }, (_, index) => ({
    hours: index / 60,
    megabytes: 50 + index / 30,
  }));
  expect(slopeOf(steady)).toBeCloseTo(2);
  const odd = steady.map(({ hours, megabytes }, index) => ({
    hours,
    megabytes: index % 10 === 3 ? 90 : megabytes,
  }));
  expect(slopeOf(odd)).toBeCloseTo(2, 0);
  expect(slopeOf([])).toBeNaN();
});
