import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMetrics } from '../../src/telemetry/metrics/prometheus.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { metricLines, valueOf } from '../support/metrics.ts';
import { isWrite, kindOf, successOf, writesOf } from '../support/writing.ts';

let folder: string;
let path: string;
let graph: RunningGraph;
const metrics = createMetrics();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outcomes-'));
  path = join(folder, 'outcomes.db');
  graph = await startGraph({ store: { type: 'sqlite', path } }, { metrics });
});
afterAll(async () => {
  await graph.close();
  await rm(folder, { recursive: true });
});

const input = { provider: 'MONRI', account: 'monri-1', customer: { fullName: 'Ana' } } as const;

/** Holds the store's file from when the write has reached the provider until it is over. */
async function whileStoreIsAway<Result>(status: number, work: () => Promise<Result>): Promise<Result> {
  const blocker = new DatabaseSync(path);
  graph.fail('MONRI', (request) => {
    if (!isWrite(request)) return null;
    blocker.exec('BEGIN IMMEDIATE');
    return status === 200 ? null : { kind: 'answer', status };
  });
  const result = await work();
  graph.fail('MONRI', null);
  blocker.exec('ROLLBACK');
  blocker.close();
  return result;
}

async function countNotKept(): Promise<number> {
  const lines = metricLines((await metrics.page()).text);
  return valueOf(lines, 'vaultgraph_idempotency_not_kept_total', { mutation: 'createCustomer' }) ?? 0;
}

it.each([
  ['finish', 200, 'CreateCustomerSuccess'],
  ['release', 429, 'UnavailableError'],
  ['markUnknown', 500, 'OutcomeUnknownError'],
] as const)(
  'reports an outcome that the store cannot keep to the operator, in log and audit: %s',
  async (step, status, type) => {
    const [logged, audited] = [graph.logged.length, graph.audited.length];
    const idempotencyKey = crypto.randomUUID();
    const result = await whileStoreIsAway(status, () =>
      writesOf(graph).createCustomer({ ...input, idempotencyKey }),
    );
    expect(kindOf(result)).toBe(type);

    const lines = graph.logged.slice(logged).filter((line) => line.includes('OutcomeNotKeptError'));
    expect(lines).toEqual([expect.stringContaining(`at ${step}`)]);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'error', requestId: expect.any(String) });
    const records = graph.audited.slice(audited).map((line): unknown => JSON.parse(line));
    expect(records).toMatchObject([
      { action: 'createCustomer', account: 'monri-1', outcome: 'OUTCOME_NOT_KEPT' },
      { action: 'createCustomer', account: 'monri-1' },
    ]);
  },
);

it('has them counted', async () => {
  const before = await countNotKept();
  await whileStoreIsAway(200, () => writesOf(graph).createCustomer({ ...input, idempotencyKey: 'counted' }));
  expect(await countNotKept()).toBe(before + 1);
});

it('gives the outcome to the caller, and sends nothing again under its key', async () => {
  const keyed = { ...input, idempotencyKey: crypto.randomUUID() };
  const { createCustomer } = writesOf(graph);
  const first = await whileStoreIsAway(200, () => createCustomer(keyed));
  expect(successOf(first).replayed).toBe(false);
  const before = graph.keysOf('MONRI').length;
  expect(await createCustomer(keyed)).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT', retryable: true });
  expect(graph.keysOf('MONRI')).toHaveLength(before);
});
