import { AggregatorRegistry } from 'prom-client';
import type { MetricsPage, Snapshot } from './metrics.ts';

/** By default some of Node's own metrics are averaged, which hides the one process that is in trouble. */
const aggregators: Readonly<Record<string, string>> = {
  process_start_time_seconds: 'min',
  nodejs_eventloop_lag_seconds: 'max',
  nodejs_eventloop_lag_mean_seconds: 'max',
  nodejs_eventloop_lag_stddev_seconds: 'max',
  nodejs_eventloop_lag_p50_seconds: 'max',
  nodejs_eventloop_lag_p90_seconds: 'max',
  nodejs_eventloop_lag_p99_seconds: 'max',
};

/** One page of what several processes count. */
export interface Aggregate {
  /** What a process has counted up to now. */
  readonly take: (id: number, snapshot: Snapshot) => void;
  /** A process has ended: its counters stay, so that no sum gets smaller; its gauges do not. */
  readonly leave: (id: number) => void;
  readonly page: () => Promise<MetricsPage>;
}

export function createAggregate(): Aggregate {
  const present = new Map<number, Snapshot>();
  let departed: Snapshot = [];
  return {
    take: (id, snapshot) => void present.set(id, snapshot),
    leave: (id) => {
      const counted = (present.get(id) ?? []).filter(
        ({ type }) => type === 'counter' || type === 'histogram',
      );
      departed = addUp(departed, counted);
      present.delete(id);
    },
    page: async () => {
      const registry = AggregatorRegistry.aggregate([departed, ...present.values()].map(withAggregators));
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

function withAggregators(snapshot: Snapshot): Snapshot {
  return snapshot.map((metric) => ({
    ...metric,
    aggregator: aggregators[metric.name] ?? metric.aggregator,
  }));
}

/** Two lists of counts as one, which is no longer than either has different labels. */
function addUp(one: Snapshot, other: Snapshot): Snapshot {
  const metrics = new Map(one.map((metric) => [metric.name, metric]));
  for (const metric of other) {
    const values = new Map(
      (metrics.get(metric.name)?.values ?? []).map((value) => [keyOf(value), value] as const),
    );
    for (const value of metric.values) {
      const before = values.get(keyOf(value));
      values.set(keyOf(value), before ? { ...value, value: before.value + value.value } : value);
    }
    metrics.set(metric.name, { ...metric, values: [...values.values()] });
  }
  return [...metrics.values()];
}

function keyOf({ labels, metricName }: Snapshot[number]['values'][number]): string {
  return JSON.stringify([
    metricName ?? '',
    ...Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ]);
}
