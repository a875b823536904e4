import { afterEach, describe, expect, it } from 'vitest';
import type { ProviderError } from '../../src/domain/errors.ts';
import { monri } from '../../src/providers/monri/index.ts';
import { errorOf } from '../../src/testing/support/asking.ts';
import type { NetworkFault } from '../support/fault-proxy.ts';
import { vendorAnswer } from '../support/faults.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { startProxied } from '../support/proxied.ts';
import { createCall } from '../../src/testing/support/vault.ts';
import { isLong, longest, seed } from './scale.ts';
import { toTable } from './table.ts';
import { sleep } from './trial.ts';

const seconds = isLong ? 60 : 4;
/** What this machine answers for sure while it also asks, and is the provider. */
const leisurely = 40;
/** How often a load is alone, and beside another. */
const turns = isLong ? 6 : 1;

let graph: RunningGraph;
let running: RunningGraph[] = [];
afterEach(async () => {
  await Promise.all(running.map((each) => each.close()));
  running = [];
});

async function open(...given: Parameters<typeof startGraph>): Promise<void> {
  graph = await startGraph(...given);
  running.push(graph);
}

const read = (account: string) =>
  `{ customers(first: 1, accounts: ["${account}"]) { sources { problem { code } } } }`;

interface Timed {
  readonly isWhole: boolean;
  readonly ms: number;
}

/** Asks for so many seconds at a steady rate; whether each was answered in full, and how long it took in milliseconds. */
async function load(
  account: string,
  perSecond: number,
  lasting = seconds,
  headers: Record<string, string> = {},
): Promise<readonly Timed[]> {
  const asking = Array.from({ length: perSecond * lasting }, async (_, index) => {
    await sleep((index * 1000) / perSecond);
    const start = performance.now();
    const answer = await graph.send({ query: read(account) }, headers);
    const isWhole = !(await answer.text()).includes('"code"');
    return { isWhole, ms: performance.now() - start };
  });
  return Promise.all(asking);
}

function summed(answers: readonly Timed[]) {
  const times = answers.map(({ ms }) => ms).toSorted((one, other) => one - other);
  return {
    asked: answers.length,
    whole: answers.filter(({ isWhole }) => isWhole).length,
    p50: times[Math.floor(times.length * 0.5)] ?? 0,
    p99: times[Math.floor(times.length * 0.99)] ?? 0,
  };
}

const rounded = (row: Record<string, number>) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Math.round(value * 10) / 10]));

const print = (title: string, row: Record<string, number>): void =>
  void process.stdout.write(toTable(title, [{ FAULT_SEED: seed, ...rounded(row) }]));

describe('a steady load', { timeout: longest }, () => {
  it.each<[string, NetworkFault]>([
    [
      'answers 503',
      { kind: 'bytes', text: 'HTTP/1.1 503 No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n' },
    ],
    ['resets every connection', { kind: 'reset' }],
  ])('of 200 reads a second hardly reaches a provider that %s', async (what, fault) => {
    const { proxy, connect, customerKeys, close } = await startProxied(monri);
    const [key = ''] = customerKeys();
    const { vault } = connect();
    await vault.getCustomer(key, createCall());
    await proxy.fail(fault);
    const asking: Promise<unknown>[] = [];
    for (let count = 0; count < 200 * seconds; count += 1) {
      asking.push(errorOf(vault.getCustomer(key, createCall())));
      await sleep(5);
    }
    const errors = await Promise.all(asking);
    const arrived = proxy.reached();
    await close();
    print(`A provider that ${what}`, { asked: errors.length, arrived });
    expect(new Set(errors.map((error) => (error as ProviderError).code))).toEqual(
      new Set(['PROVIDER_UNAVAILABLE']),
    );
    expect(arrived).toBeGreaterThan(0);
    expect(arrived).toBeLessThanOrEqual(40);
  });

  it('is answered although one of twenty calls fails, for hardly more calls', async () => {
    await open({}, { customers: 1, breaks: true });
    const arrivals = graph.watch();
    // Exactly every twentieth: at random, a short load would now and then meet twice as many.
    let calls = 0;
    graph.fail('MONRI', () => ((calls += 1) % 20 === 0 ? vendorAnswer(503) : null));
    const { asked, whole, p99 } = summed(await load('monri-1', leisurely));
    print('One of twenty calls fails', { asked, whole, calls: arrivals.length, p99 });
    expect(whole / asked).toBeGreaterThanOrEqual(isLong ? 0.999 : 0.99);
    expect(arrivals.length / asked).toBeLessThanOrEqual(1.1);
  });

  it('of one provider does not wait for another that is silent', async () => {
    // Longer than this machine is busy with something else: what is not whole would have waited for the other.
    await open({ limits: { requestTimeoutMs: 120_000 } }, { customers: 1, breaks: true });
    const [alone, together]: [Timed[], Timed[]] = [[], []];
    // By turns, and with the same requests: all that differs is that the other provider is silent.
    for (let turn = 0; turn < turns; turn += 1) {
      for (const [isSilent, answers] of [
        [false, alone],
        [true, together],
      ] as const) {
        graph.fail('MONRI', isSilent ? () => ({ kind: 'hang' }) : null);
        const [own] = await Promise.all([
          load('verifone-1', leisurely, seconds / turns),
          load('monri-1', leisurely, seconds / turns, { 'x-request-timeout-ms': '1500' }),
        ]);
        answers.push(...own);
      }
    }
    const [before, beside] = [summed(alone), summed(together)];
    print('Beside a silent provider', {
      before: before.p50,
      beside: beside.p50,
      p99Before: before.p99,
      p99Beside: beside.p99,
    });
    expect(beside.whole).toBe(beside.asked);
    // on a machine that is busy with something else, times mean nothing.
    expect(beside.p99).toBeLessThan(isLong ? before.p99 * 1.2 + 25 : 60_000);
  });
});

describe('a client that leaves', { timeout: longest }, () => {
  it('has its reads given up within 100 ms', async () => {
    const arrived: PromiseWithResolvers<AbortSignal>[] = [];
    await open(
      {},
      {
        customers: 1,
        decorate: (fetch, provider) => (request) => {
          if (provider === 'MONRI') arrived.at(-1)?.resolve(request.signal);
          return provider === 'MONRI' ? new Promise(() => undefined) : fetch(request);
        },
      },
    );
    const times: number[] = [];
    for (let count = 0; count < (isLong ? 200 : 20); count += 1) {
      const arrival = Promise.withResolvers<AbortSignal>();
      arrived.push(arrival);
      const client = new AbortController();
      const body = JSON.stringify({ query: read('monri-1') });
      const headers = { 'content-type': 'application/json' };
      const asking = fetch(graph.url, { method: 'POST', headers, body, signal: client.signal }).catch(
        () => null,
      );
      const signal = await arrival.promise;
      const start = performance.now();
      const givenUp = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      client.abort();
      await Promise.all([asking, givenUp]);
      times.push(performance.now() - start);
    }
    const sorted = times.toSorted((one, other) => one - other);
    const [median = 0, p99 = 0] = [
      sorted[Math.floor(sorted.length / 2)],
      sorted[Math.floor(sorted.length * 0.99)],
    ];
    print('A client that leaves', { clients: times.length, median, p99 });
    expect(isLong ? p99 : median).toBeLessThan(100);
  });
});
