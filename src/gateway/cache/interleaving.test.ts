import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryCache } from '../../store/memory-cache.ts';
import { anyCacheTurns, runCacheSteps } from './interleaving.testing.ts';

describe('reads that a cache may answer while others write, and the store fails', () => {
  it.each([
    ['in one process, which shares reads', 1 as const],
    ['in two', 2 as const],
  ])('keep every promise, whatever happens in whichever order: %s', async (_where, instances) => {
    let everHit = 0;
    await fc.assert(
      fc.asyncProperty(anyCacheTurns, async (turns) => {
        const clock = { ms: 0 };
        const store = createMemoryCache({ now: () => clock.ms });
        const given = { store, account: 'monri-hr', ttlMs: 50, clock, instances };
        const { wrong, hits } = await runCacheSteps(turns, given);
        everHit += hits;
        expect(wrong).toEqual([]);
      }),
      { numRuns: 200 },
    );
    expect(everHit).toBeGreaterThan(0);
  });
});
