import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vendorAnswer } from './support/faults.ts';
import { startGraph, type Answer, type RunningGraph } from './support/graph.ts';
import { writesOf } from './support/writing.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph({}, { customers: 2, breaks: true })));
afterAll(() => graph.close());

const instant: unknown = expect.stringMatching(/^20\d\d-.*Z$/);

async function ask<Data>(query: string): Promise<Answer<Data>> {
  return (await graph.send({ query })).json();
}

const listOf = (account: string) =>
  ask(`{ customers(first: 1, accounts: ["${account}"]) { sources { status problem { code message } } } }`);
const health = () => ask('{ providerAccount(key: "monri-1") { health { status retryAt } } }');

describe('an account whose provider fails again and again', () => {
  it('is not called any more, is down, and says when to try again', async () => {
    graph.fail('MONRI', () => vendorAnswer(503));
    const arrivals = graph.watch();
    for (let times = 0; times < 50; times += 1) await listOf('monri-1');
    expect(arrivals).toHaveLength(10);
    expect(await health()).toMatchObject({
      data: { providerAccount: { health: { status: 'DOWN', retryAt: instant } } },
    });
  });

  it('refuses writes, which are then not sent', async () => {
    const arrivals = graph.watch();
    const input = {
      provider: 'MONRI',
      account: 'monri-1',
      customer: { fullName: 'Ana' },
      idempotencyKey: 'k',
    } as const;
    const refused = await writesOf(graph).createCustomer(input);
    expect(refused).toMatchObject({ code: 'PROVIDER_UNAVAILABLE', retryable: true });
    expect(arrivals).toEqual([]);
  });

  it('leaves the others alone', async () => {
    expect(await listOf('verifone-1')).toMatchObject({
      data: { customers: { sources: [{ status: 'PARTIAL', problem: null }] } },
    });
  });
});

describe('a read that is sent again', () => {
  it('succeeds, and its trace shows each attempt', async () => {
    let isFirst = true;
    graph.fail('VERIFONE', () => {
      const fault = isFirst ? vendorAnswer(503) : null;
      isFirst = false;
      return fault;
    });
    const { data, extensions } = await listOf('verifone-1');
    graph.fail('VERIFONE', null);
    expect(data).toMatchObject({ customers: { sources: [{ problem: null }] } });
    expect(extensions.upstream?.calls.map(({ status, attempt }) => [status, attempt])).toEqual([
      [503, 1],
      [200, 2],
    ]);
  });
});
