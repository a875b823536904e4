import { Counter, type CounterConfiguration, type Histogram, type Registry } from 'prom-client';

/** The values of a metric's labels. */
type Labels = Readonly<Record<string, string>>;

interface Described {
  readonly name: string;
  readonly help: string;
}

interface Count {
  readonly labels: Labels;
  /** What the counter does not have yet. */
  pending: number;
}

/**
 * A counter that finds its labels once: prom-client looks for them at each increment, which takes longer than counting. Gives
 * what counts one more for these labels.
 */
export function createCounts(
  registry: Registry,
  described: Described & Pick<CounterConfiguration<string>, 'labelNames'>,
): (labels: Labels) => () => void {
  const counts = new Map<string, Count>();
  const counter = new Counter({
    ...described,
    registers: [registry],
    collect: () => {
      for (const count of counts.values()) {
        counter.inc(count.labels, count.pending);
        count.pending = 0;
      }
    },
  });
  return (labels) => {
    const count = keptIn(counts, labels, () => ({ labels, pending: 0 }));
    return () => void (count.pending += 1);
  };
}

interface Distribution {
  readonly labels: Labels;
  /** How many are within each bound and not within a smaller one; the last is without a bound. */
  readonly counts: number[];
  sum: number;
}

/** A histogram that finds its labels once, as `createCounts`. Gives what observes a value for these labels. */
export function createDistributions(
  registry: Registry,
  { name, help, buckets }: Described & { readonly buckets: readonly number[] },
): (labels: Labels) => (value: number) => void {
  const distributions = new Map<string, Distribution>();
  const about = { name, help, type: 'histogram', aggregator: 'sum' } as const;
  const valuesOf = ({ labels, counts, sum }: Distribution) => {
    let within = 0;
    const bounds = [...buckets, '+Inf'].map((le, index) => {
      within += counts[index] ?? 0;
      return { metricName: `${name}_bucket`, labels: { le, ...labels }, value: within };
    });
    const whole = [
      { metricName: `${name}_sum`, labels, value: sum },
      { metricName: `${name}_count`, labels, value: within },
    ];
    return [...bounds, ...whole];
  };
  const get = async () => ({ ...about, values: [...distributions.values()].flatMap(valuesOf) });
  // A registry needs no more of a metric.
  registry.registerMetric({ ...about, get } as unknown as Histogram);

  return (labels) => {
    const found = keptIn(distributions, labels, () => ({
      labels,
      counts: Array.from({ length: buckets.length + 1 }, () => 0),
      sum: 0,
    }));
    const { counts } = found;
    return (value) => {
      let index = 0;
      while (index < buckets.length && value > (buckets[index] as number)) index += 1;
      counts[index] = (counts[index] as number) + 1;
      found.sum += value;
    };
  };
}

/** Accounts that are connected again go on with what they had. */
function keptIn<Series>(all: Map<string, Series>, labels: Labels, create: () => Series): Series {
  const name = JSON.stringify(labels);
  const found = all.get(name) ?? create();
  all.set(name, found);
  return found;
}
