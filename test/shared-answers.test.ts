import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMetrics } from '../src/telemetry/metrics/prometheus.ts';
import { startGraph, type Answer, type RunningGraph } from './support/graph.ts';
import { metricLines, valueOf } from './support/metrics.ts';
import { successOf, writesOf } from './support/writing.ts';

const customers = 4;
/** One tenant's credentials. Those of the first two may read the same, and are not the same. */
const keys = {
  alice: ['*'],
  bob: ['*'],
  limited: ['vault:explore', 'vault:customer:read'],
} as const;
type Key = keyof typeof keys;

const metrics = createMetrics();
let graph: RunningGraph;
/** What Monri has been asked and has not answered yet. */
let held: PromiseWithResolvers<void>[] = [];
let isHolding = false;
beforeAll(async () => {
  graph = await startGraph(
    {
      limits: { requestTimeoutMs: 120_000 },
      audit: { type: 'stdout', reads: true },
      access: {
        apiKeys: Object.entries(keys).map(([name, scopes]) => ({
          name,
          sha256: createHash('sha256').update(name).digest('hex'),
          tenant: 'sandbox',
          scopes,
        })),
      },
    },
    {
      customers,
      metrics,
      decorate: (fetch, provider) => async (request) => {
        if (provider === 'MONRI' && isHolding) {
          const answer = Promise.withResolvers<void>();
          held.push(answer);
          await answer.promise;
        }
        return fetch(request);
      },
    },
  );
});
beforeEach(() => {
  isHolding = true;
});
afterEach(letGo);
afterAll(() => graph.close());

function letGo(): void {
  isHolding = false;
  for (const { resolve } of held.splice(0)) resolve();
}
