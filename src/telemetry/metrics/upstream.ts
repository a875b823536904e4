import { Counter, Gauge, type Registry } from 'prom-client';
import type { Origin } from '../../domain/errors.ts';
import { healthStatuses } from '../../domain/health.ts';
import type { BreakerState, UpstreamObserver } from './upstream-observer.ts';
import { createFold } from './fold.ts';
import type { SeenAccount } from './metrics.ts';
import { createCounts, createDistributions } from './series.ts';

const account = ['tenant', 'provider', 'account'] as const;

/** Far more than any provider has. */
const maximumOperations = 64;

const stateNumbers: Readonly<Record<BreakerState, number>> = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 };

/** What is measured between us and providers. */
export function createUpstreamMetrics(registry: Registry) {
  const registers = [registry];
  const requests = createCounts(registry, {
    name: 'vaultgraph_upstream_requests_total',
    help: 'Requests to a provider by operation and class of status; none is no answer.',
    labelNames: [...account, 'operation', 'status'],
  });
  const duration = createDistributions(registry, {
    name: 'vaultgraph_upstream_request_duration_seconds',
    help: 'How long requests to a provider took, to the end of the body.',
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  });
  const wait = createDistributions(registry, {
    name: 'vaultgraph_upstream_queue_wait_seconds',
    help: 'How long calls waited for their turn at an account.',
    buckets: [0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  });
  const turnedAway = new Counter({
    name: 'vaultgraph_upstream_queue_refusals_total',
    help: 'Calls that got no turn and were not sent: the queue was full, or their time was over.',
    labelNames: [...account, 'reason'],
    registers,
  });
  const limit = new Gauge({
    name: 'vaultgraph_upstream_concurrency_limit',
    help: 'How many calls may be in flight at an account now; lower than configured after it could not keep up.',
    aggregator: 'sum',
    labelNames: account,
    registers,
  });
  const retries = new Counter({
    name: 'vaultgraph_upstream_retries_total',
    help: 'Requests to a provider that were sent once more.',
    labelNames: [...account, 'operation'],
    registers,
  });
  const shared = new Counter({
    name: 'vaultgraph_upstream_shared_reads_total',
    help: 'Reads that were not sent because they joined another that was in flight.',
    labelNames: account,
    registers,
  });
  const cached = new Counter({
    name: 'vaultgraph_cache_reads_total',
    help: 'Reads by key of accounts that have a cache: hit came from it, miss did not, none found it written to or away.',
    labelNames: [...account, 'outcome'],
    registers,
  });
  const breaker = new Gauge({
    name: 'vaultgraph_upstream_breaker_state',
    help: 'The breaker of an account: 0 closed, 1 half open, 2 open.',
    aggregator: 'max',
    labelNames: account,
    registers,
  });
  const fold = createFold(maximumOperations);

  return (tenant: string, origin: Origin): UpstreamObserver => {
    const labels = { tenant, provider: origin.provider, account: origin.account };
    // Every account starts over with each configuration, its breaker closed.
    breaker.set(labels, stateNumbers.CLOSED);
    const observing = (operation: string) => {
      const observe = duration({ ...labels, operation });
      const counts: (() => void)[] = [];
      return (status: number | null, durationMs: number): void => {
        const hundreds = Math.floor((status ?? 0) / 100);
        const count = (counts[hundreds] ??= requests({ ...labels, operation, status: classOf(status) }));
        count();
        observe(durationMs / 1000);
      };
    };
    const operations = new Map<string, ReturnType<typeof observing>>();
    let waits: ((seconds: number) => void) | null = null;
    return {
      called: ({ operation: name, status, durationMs }) => {
        const operation = fold(name);
        const observe = operations.get(operation) ?? observing(operation);
        operations.set(operation, observe);
        observe(status, durationMs);
      },
      waited: (durationMs, outcome) => {
        if (outcome === 'TAKEN') (waits ??= wait(labels))(durationMs / 1000);
        else turnedAway.inc({ ...labels, reason: outcome === 'REFUSED' ? 'full' : 'too_late' });
      },
      limited: (most) => limit.set(labels, most),
      retried: (operation) => retries.inc({ ...labels, operation: fold(operation) }),
      shared: () => shared.inc(labels),
      cached: (outcome) => cached.inc({ ...labels, outcome: outcome.toLowerCase() }),
      switched: (state) => breaker.set(labels, stateNumbers[state]),
    };
  };
}

function classOf(status: number | null): string {
  return status === null ? 'none' : `${Math.floor(status / 100)}xx`;
}

/** How accounts are, asked for when the page is. */
export function createHealthMetric(registry: Registry, accounts: () => readonly SeenAccount[]): void {
  const health = new Gauge({
    name: 'vaultgraph_account_health',
    help: 'The health of an account: how many processes give it this status.',
    labelNames: [...account, 'status'],
    registers: [registry],
    collect() {
      health.reset();
      for (const { tenant, provider, account: key, health: healthOf } of accounts()) {
        const { status: current } = healthOf();
        for (const status of healthStatuses) {
          health.set({ tenant, provider, account: key, status }, status === current ? 1 : 0);
        }
      }
    },
  });
}
