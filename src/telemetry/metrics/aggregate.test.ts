import { expect, it } from 'vitest';
import type { Health } from '../../domain/health.ts';
import { metricLines, valueOf } from '../../../test/support/metrics.ts';
import { createAggregate } from './aggregate.ts';
import { createMetrics } from './prometheus.ts';

const origin = { provider: 'MONRI', account: 'a' };
const request = { method: 'POST', route: '/graphql', status: 200, durationMs: 20 };

/** A process that answered this many requests, and how it finds the account. */
async function processThat(requests: number, status: Health['status'], breaker: 'OPEN' | 'CLOSED') {
  const metrics = createMetrics();
  const health: Health = { status, lastSuccessAt: null, retryAt: null };
  metrics.serve({ accounts: [{ ...origin, tenant: 'acme', health: () => health }], operations: [] });
  for (let done = 0; done < requests; done += 1) metrics.request(request);
  metrics.observerOf('acme', origin).switched(breaker);
  metrics.reload(breaker === 'OPEN' ? 'refused' : 'accepted');
  return metrics.snapshot();
}

it('adds up the counters of processes, keeps those of processes that ended, and shows the worst gauge', async () => {
  const aggregate = createAggregate();
  const page = async () => metricLines((await aggregate.page()).text);
  const requests = async () => {
    const lines = await page();
    return [
      valueOf(lines, 'vaultgraph_requests_total', { status: '200' }),
      valueOf(lines, 'vaultgraph_request_duration_seconds_count', { route: '/graphql' }),
      valueOf(lines, 'vaultgraph_request_duration_seconds_bucket', { route: '/graphql', le: '0.025' }),
    ];
  };
  aggregate.take(1, await processThat(3, 'UP', 'CLOSED'));
  aggregate.take(2, await processThat(4, 'DOWN', 'OPEN'));
  expect(await requests()).toEqual([7, 7, 7]);
  const lines = await page();
  const health = (status: string) => valueOf(lines, 'vaultgraph_account_health', { account: 'a', status });
  expect([health('UP'), health('DOWN'), health('UNKNOWN')]).toEqual([1, 1, 0]);
  expect(valueOf(lines, 'vaultgraph_upstream_breaker_state', { account: 'a' })).toBe(2);
  expect(valueOf(lines, 'vaultgraph_config_last_reload_accepted', {})).toBe(0);
  expect(valueOf(lines, 'process_start_time_seconds', {})).toBeGreaterThan(1_000_000_000);

  aggregate.leave(2);
  aggregate.take(3, await processThat(1, 'UP', 'CLOSED'));
  aggregate.take(1, await processThat(5, 'UP', 'CLOSED'));
  aggregate.leave(3);
  aggregate.leave(1);
  expect(await requests()).toEqual([10, 10, 10]);
  expect(valueOf(await page(), 'vaultgraph_upstream_breaker_state', { account: 'a' })).toBeNull();
});
