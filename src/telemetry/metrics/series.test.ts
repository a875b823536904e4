import { Counter, Histogram, Registry } from 'prom-client';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCounts, createDistributions } from './series.ts';

const described = { name: 'seen', help: 'What was seen.', labelNames: ['account', 'status'] };
const buckets = [0.01, 0.1, 1];
const labels = fc.record({ account: fc.constantFrom('one', 'two'), status: fc.constantFrom('2xx', '5xx') });

it('counters show what those of prom-client show, each time that the page is read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(labels), { maxLength: 3 }), async (rounds) => {
      const [ours, theirs] = [new Registry(), new Registry()];
      const countsOf = createCounts(ours, described);
      const counter = new Counter({ ...described, registers: [theirs] });
      for (const round of rounds) {
        for (const seen of round) {
          countsOf(seen)();
          counter.inc(seen);
        }
        expect(await ours.metrics()).toBe(await theirs.metrics());
        expect(await ours.getMetricsAsJSON()).toEqual(await theirs.getMetricsAsJSON());
      }
    }),
  );
});

it('histograms show what those of prom-client show', async () => {
  const value = fc.oneof(fc.constantFrom(0, ...buckets), fc.double({ min: 0, max: 2, noNaN: true }));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(labels, value)), async (all) => {
      const [ours, theirs] = [new Registry(), new Registry()];
      const observing = createDistributions(ours, { ...described, buckets });
      const histogram = new Histogram({ ...described, buckets, registers: [theirs] });
      for (const [seen, observed] of all) {
        observing(seen)(observed);
        histogram.observe(seen, observed);
      }
      expect(await ours.metrics()).toBe(await theirs.metrics());
      const theirValues = await theirs.getMetricsAsJSON();
      expect(await ours.getMetricsAsJSON()).toEqual(withoutExemplars(theirValues));
    }),
  );
});

/** prom-client adds an exemplar to each value, which is not used here. */
function withoutExemplars(metrics: unknown): unknown {
  return JSON.parse(JSON.stringify(metrics, (name, value) => (name === 'exemplar' ? undefined : value)));
}
