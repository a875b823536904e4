import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createMetrics } from '../src/telemetry/metrics/prometheus.ts';
import { startGraph, type Answer, type RunningGraph } from './support/graph.ts';
import { holding } from './support/holding.ts';
import { metricLines, valueOf } from './support/metrics.ts';
import { successOf, writesOf } from './support/writing.ts';

const callers = 32;
const customers = 4;
const account = { provider: 'MONRI', account: 'monri-1' } as const;

const metrics = createMetrics();
let graph: RunningGraph;
const monri = holding('MONRI');
beforeAll(async () => {
  graph = await startGraph(
    { limits: { requestTimeoutMs: 120_000 } },
    {
      customers,
      metrics,
      decorate: monri.decorate,
    },
  );
});
afterEach(monri.letGo);
afterAll(() => graph.close());

async function joined(): Promise<number> {
  const lines = metricLines((await metrics.page()).text);
  return valueOf(lines, 'vaultgraph_upstream_shared_reads_total', account) ?? 0;
}

async function ask(query: string, headers = {}): Promise<Answer<unknown>> {
  return (await graph.send({ query }, headers)).json();
}

const page = `{ customers(accounts: ["monri-1"], first: ${customers}) { nodes { id email paymentMethods { nodes { id } } } } }`;

describe('equal requests at once', () => {
  it(`are one call to the provider for each read, for ${callers} callers`, async () => {
    const alone = await ask(page);
    const before = await joined();
    const arrivals = graph.watch();
    monri.hold();
    const asking = Array.from({ length: callers }, () => ask(page));
    await expect.poll(joined).toBe(before + callers - 1);
    await expect.poll(() => monri.count()).toBe(1);
    monri.release();
    await expect.poll(joined).toBe(before + (callers - 1) * (1 + customers));
    await expect.poll(() => monri.count()).toBe(customers);
    monri.letGo();

    const answers = await Promise.all(asking);
    for (const { data, errors } of answers) expect({ data, errors }).toEqual({ data: alone.data });
    expect(arrivals).toHaveLength(1 + customers);
    const traces = answers.map(({ extensions }) => extensions.upstream?.calls ?? []);
    expect(traces.map((calls) => calls.length)).toEqual(traces.map(() => 1 + customers));
    const own = traces.flatMap((calls) => calls.filter(({ shared }) => !shared));
    expect(own).toHaveLength(1 + customers);
  });

  it('hold for each caller until its own time is over, and go on for the others', async () => {
    monri.hold();
    const before = await joined();
    const patient = ask(page);
    await expect.poll(() => monri.count()).toBe(1);
    const hasty = ask(page, { 'x-request-timeout-ms': '2000' });
    await expect.poll(joined).toBe(before + 1);
    expect((await hasty).data).toMatchObject({ customers: { nodes: [] } });
    monri.letGo();
    expect((await patient).errors).toBeUndefined();
  });

  it('are another call once a write is acknowledged, and the answer has what was written', async () => {
    const customerId = graph.keysOf('MONRI')[0] ?? '';
    const read = `{ customer(by: { providerCustomerId: { provider: MONRI, account: "monri-1", customerId: "${customerId}" } }) { id email } }`;
    const { data } = await ask(read);
    monri.hold();
    const early = ask(read);
    await expect.poll(() => monri.count()).toBe(1);
    monri.pass();
    const id = (data as { customer: { id: string } }).customer.id;
    const patch = { email: 'written@example.com' };
    successOf(await writesOf(graph).updateCustomer({ id, patch }));
    expect(await ask(read)).toMatchObject({ data: { customer: patch } });
    monri.release();
    expect((await early).errors).toBeUndefined();
  });
});

it('requests are executed one by one if reads are not shared', async () => {
  let arrived = 0;
  const open = Promise.withResolvers<void>();
  const alone = await startGraph(
    { limits: { sharedReads: false } },
    {
      customers: 1,
      decorate: (fetch) => async (request) => {
        arrived += 1;
        await open.promise;
        return fetch(request);
      },
    },
  );
  const query = '{ customers(accounts: ["monri-1"]) { nodes { id } } }';
  const asked = [1, 2].map(() => alone.send({ query }, { 'x-vaultgraph-trace': '0' }));
  await expect.poll(() => arrived).toBe(2);
  open.resolve();
  await Promise.all(asked);
  await alone.close();
});
