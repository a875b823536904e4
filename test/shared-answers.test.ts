import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMetrics } from '../src/telemetry/metrics/prometheus.ts';
import { startGraph, type Answer, type RunningGraph } from './support/graph.ts';
import { settled } from './support/held.ts';
import { holding } from './support/holding.ts';
import { metricLines, valueOf } from './support/metrics.ts';

const customers = 4;
const callers = 8;
/** The credentials of one tenant. The first two may read the same. */
const keys = { alice: ['*'], bob: ['*'], clerk: ['vault:explore', 'vault:customer:read'] };
type Name = keyof typeof keys;

const metrics = createMetrics();
let graph: RunningGraph;
const monri = holding('MONRI');
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
      decorate: monri.decorate,
    },
  );
});
beforeEach(monri.hold);
afterEach(monri.letGo);
afterAll(() => graph.close());

async function measured(name: string, labels = {}): Promise<number> {
  return valueOf(metricLines((await metrics.page()).text), name, labels) ?? 0;
}

interface Asking {
  readonly as?: Name;
  readonly variables?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

async function ask<Data>(
  query: string,
  { as = 'alice', variables = {}, headers = {} }: Asking = {},
): Promise<Answer<Data>> {
  const sent = { 'x-api-key': as, 'x-vaultgraph-trace': '0', ...headers };
  return (await graph.send({ query, variables }, sent)).json();
}

/** Begins to ask operations of so many points altogether, and waits until they wait for Monri. */
async function waiting<Asked>(points: number, begin: () => Asked): Promise<{ readonly asked: Asked }> {
  const before = await measured('vaultgraph_budget_points_total');
  const asked = begin();
  await expect.poll(() => measured('vaultgraph_budget_points_total')).toBe(before + points);
  await expect.poll(() => monri.count()).toBeGreaterThan(0);
  await settled();
  return { asked };
}

/** The log lines or audit lines of these requests. */
function linesOf(lines: readonly string[], answers: readonly Answer<unknown>[]): Record<string, unknown>[] {
  const ids = new Set(answers.map(({ extensions }) => extensions.requestId));
  return lines.map((line) => JSON.parse(line)).filter(({ requestId }) => ids.has(requestId));
}

const page = `{ customers(accounts: ["monri-1"], first: ${customers}) { nodes { id email paymentMethods { nodes { id } } } } }`;
const listPoints = 60;
const pagePoints = listPoints + customers * 10;
const one = (fields: string) =>
  `{ customer(by: { providerCustomerId: { provider: MONRI, account: "monri-1", customerId: "${graph.keysOf('MONRI')[0]}" } }) { ${fields} } }`;

async function askWhileMonriFails(query: string): Promise<readonly Answer<Listed>[]> {
  graph.fail('MONRI', () => ({ kind: 'answer', status: 500 }));
  monri.pass();
  const answers = await Promise.all([ask<Listed>(query), ask<Listed>(query)]);
  graph.fail('MONRI', null);
  return answers;
}

interface Viewed {
  readonly viewer: { readonly credential: string };
  readonly customers: { readonly nodes: readonly { readonly email: string | null }[] };
}

interface Listed {
  readonly customers: { readonly sources: readonly { readonly problem: { readonly requestId: string } }[] };
}

describe('requests that ask for the same at the same time', () => {
  it('are one execution, of which each has the answer, the log line, the audit and the cost', async () => {
    monri.letGo();
    const alone = await ask(page);
    monri.hold();
    const arrivals = graph.watch();
    const counted = () =>
      Promise.all([
        measured('vaultgraph_shared_answers_total'),
        measured('vaultgraph_documents_total', { type: 'query', outcome: 'success' }),
      ]);
    const [shared, documents] = await counted();
    const headers = { 'x-vaultgraph-cost': '1' };
    const { asked } = await waiting(callers * pagePoints, () =>
      Array.from({ length: callers }, () => ask(page, { headers })),
    );
    monri.letGo();
    const answers = await Promise.all(asked);

    for (const { data, errors } of answers) expect({ data, errors }).toEqual({ data: alone.data });
    expect(arrivals).toHaveLength(1 + customers);
    expect(await counted()).toEqual([shared + callers - 1, documents + callers]);
    const costs = answers.map(({ extensions }) => JSON.stringify(Object(extensions)['cost']));
    for (const cost of costs) expect(JSON.parse(cost)).toMatchObject({ cost: pagePoints });
    expect(new Set(costs).size).toBe(callers);
    const lines = linesOf(graph.logged, answers).filter(({ msg }) => msg === 'request');
    expect(lines).toHaveLength(callers);
    const [executed, ...others] = lines.filter(({ sharedWith }) => sharedWith === undefined);
    expect(others).toEqual([]);
    const along = lines.filter((line) => line !== executed);
    expect(new Set(along.map(({ sharedWith }) => sharedWith))).toEqual(new Set([executed?.['requestId']]));
    for (const line of lines) {
      expect(line).toMatchObject({ outcome: 'success', status: 200, upstreamCalls: 1 + customers });
    }

    const audited = (answer: Answer<unknown>) =>
      linesOf(graph.audited, [answer]).map(({ action, objectId }) => `${String(action)} ${String(objectId)}`);
    const expected = audited(alone);
    expect(expected.length).toBeGreaterThan(customers);
    for (const answer of answers) expect(audited(answer)).toEqual(expected);
  });

  it('have each its own answer if their credentials or variables differ', async () => {
    const query = `query ($first: Int!) { viewer { credential }
      customers(accounts: ["monri-1"], first: $first) { nodes { id email } } }`;
    const names = ['alice', 'bob', 'clerk', 'alice', 'bob', 'clerk'] as const;
    const firsts = [...names.map((as) => ({ as, variables: { first: 2 } })), { variables: { first: 1 } }];
    const { asked } = await waiting(7 * listPoints, () => firsts.map((asking) => ask<Viewed>(query, asking)));
    monri.letGo();
    const answers = await Promise.all(asked);
    names.forEach((name, index) => {
      const { data, errors = [] } = answers[index] ?? {};
      expect(data?.viewer.credential).toContain(` ${name} `);
      const emails = data?.customers.nodes.map(({ email }) => email !== null);
      expect(emails).toEqual(name === 'clerk' ? [false, false] : [true, true]);
      const codes = errors.map(({ extensions }) => extensions['code']);
      expect(codes).toEqual(name === 'clerk' ? ['ACCESS_DENIED'] : []);
    });
    expect(answers[6]?.data?.customers.nodes).toHaveLength(1);
    const lines = linesOf(graph.logged, answers).filter(({ msg }) => msg === 'request');
    expect(lines.filter(({ sharedWith }) => sharedWith !== undefined)).toHaveLength(2);
  });

  it('each have the id of their own request if the answer holds one', async () => {
    const query = `{ customers(accounts: ["monri-1"]) { sources { problem { requestId } } } }`;
    for (const { data, extensions } of await askWhileMonriFails(query)) {
      expect(data?.customers.sources.map(({ problem }) => problem.requestId)).toEqual([extensions.requestId]);
    }
  });

  it('are not given a page that lacks an account', async () => {
    const answers = await askWhileMonriFails(`{ customers(accounts: ["monri-1"]) { nodes { id } } }`);
    for (const { data } of answers) expect(data).toEqual({ customers: { nodes: [] } });
    const lines = linesOf(graph.logged, answers).filter(({ msg }) => msg === 'request');
    expect(lines.map(({ sharedWith }) => sharedWith)).toEqual([undefined, undefined]);
  });

  it('are executed one by one if they want a trace', async () => {
    const traced = () => ask(one('id'), { headers: { 'x-vaultgraph-trace': '1' } });
    const { asked } = await waiting(2 * 10, () => [traced(), traced()]);
    monri.letGo();
    const traces = (await Promise.all(asked)).map(({ extensions }) => extensions.upstream?.calls ?? []);
    expect(traces.flat().filter(({ shared }) => shared)).toHaveLength(1);
    expect(traces.flat()).toHaveLength(2);
  });
});

describe('a request that others are answered with', () => {
  it('goes on for them if its client hangs up', async () => {
    const arrivals = graph.watch();
    const leaving = new AbortController();
    const first = await waiting(pagePoints, () =>
      fetch(graph.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': 'alice' },
        body: JSON.stringify({ query: page }),
        signal: leaving.signal,
      }).catch(() => 'left'),
    );
    const staying = await waiting(pagePoints, () => ask(page));
    const answered = () => graph.logged.filter((line) => line.includes('"msg":"request"')).length;
    const before = answered();
    leaving.abort();
    expect(await first.asked).toBe('left');
    await expect.poll(answered).toBe(before + 1);
    monri.letGo();
    const { data, errors } = await staying.asked;
    expect({ data, errors }).toEqual({ data: (await ask(page)).data });
    expect(arrivals).toHaveLength(2 * (1 + customers));
  });

  it('is not waited for by one with less time, which ends at its own', async () => {
    const patient = await waiting(10, () => ask(one('id')));
    const hasty = await ask(one('id'), { headers: { 'x-request-timeout-ms': '500' } });
    expect(hasty.errors?.map(({ extensions }) => extensions['code'])).toEqual(['PROVIDER_UNAVAILABLE']);
    monri.letGo();
    expect((await patient.asked).errors).toBeUndefined();
  });

  it('is of no use to one that starts after a write was acknowledged', async () => {
    monri.letGo();
    const { data } = await ask<{ readonly customer: { readonly id: string } }>(one('id'));
    monri.hold();
    const early = await waiting(10, () => ask(one('id email')));
    monri.pass();
    const patch = { email: 'written@example.com' };
    const response = await graph.send(
      {
        query: `mutation ($input: UpdateCustomerInput!) { updateCustomer(input: $input) { __typename } }`,
        variables: { input: { id: data?.customer.id, patch } },
      },
      { 'x-api-key': 'alice' },
    );
    expect(await response.json()).toMatchObject({
      data: { updateCustomer: { __typename: 'UpdateCustomerSuccess' } },
    });
    expect(await ask(one('id email'))).toMatchObject({ data: { customer: patch } });
    monri.letGo();
    expect((await early.asked).errors).toBeUndefined();
  });
});
