import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reads, writes, errorOf, verbsOf } from '../../src/testing/support/asking.ts';
import type { NetworkFault } from '../support/fault-proxy.ts';
import { startProxied } from '../support/proxied.ts';
import { providers } from '../support/providers.ts';
import { createCall } from '../../src/testing/support/vault.ts';
import { signalAt } from '../../src/upstream/abort.ts';
import { isLong } from './scale.ts';
import { toTable } from './table.ts';
import { pooled, sleep } from './trial.ts';

const deadlineMs = 300;
/** For what ends by itself, however busy this machine is. */
const patientMs = 20_000;

interface Expected {
  readonly fault: NetworkFault;
  readonly read: 'PROVIDER_UNAVAILABLE' | 'PROVIDER_BAD_RESPONSE';
  readonly write: 'PROVIDER_UNAVAILABLE' | 'OUTCOME_UNKNOWN';
  /** How many requests reach the provider's port. */
  readonly asked: { readonly read: number; readonly write: number };
  /** Whether it lasts until the deadline. */
  readonly lasts?: true;
}

const once = { read: 1, write: 1 };
const again = { read: 3, write: 1 };
const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const unavailable = { read: 'PROVIDER_UNAVAILABLE', write: 'OUTCOME_UNKNOWN' } as const;
const unreadable = { read: 'PROVIDER_BAD_RESPONSE', write: 'OUTCOME_UNKNOWN' } as const;

const table: Readonly<Record<string, Expected>> = {
  refuse: {
    fault: { kind: 'refuse' },
    read: 'PROVIDER_UNAVAILABLE',
    write: 'PROVIDER_UNAVAILABLE',
    asked: { read: 0, write: 0 },
  },
  reset: { fault: { kind: 'reset' }, ...unavailable, asked: again },
  blackhole: { fault: { kind: 'blackhole' }, ...unavailable, asked: once, lasts: true },
  stall: { fault: { kind: 'stall' }, ...unavailable, asked: once, lasts: true },
  drip: { fault: { kind: 'drip', everyMs: 20 }, ...unavailable, asked: once, lasts: true },
  'cut at once': { fault: { kind: 'cut', after: 1 }, ...unavailable, asked: again },
  'cut in the headers': { fault: { kind: 'cut', after: 40 }, ...unavailable, asked: again },
  'too short': {
    fault: { kind: 'bytes', text: `${head}content-length: 100\r\n\r\n{"id":` },
    ...unavailable,
    asked: again,
  },
  'too long': {
    fault: { kind: 'bytes', text: `${head}content-length: 2\r\n\r\n{}{}` },
    ...unreadable,
    asked: once,
  },
  huge: { fault: { kind: 'huge' }, ...unreadable, asked: once },
  garbage: { fault: { kind: 'bytes', text: 'SSH-2.0-OpenSSH_9.2\r\n\r\n' }, ...unavailable, asked: again },
  redirect: {
    fault: { kind: 'bytes', text: 'HTTP/1.1 307 Temporary\r\nlocation: /\r\ncontent-length: 0\r\n\r\n' },
    ...unreadable,
    asked: once,
  },
};

/** The longest of a thousand but one. */
function worstBut(times: readonly number[]): number {
  const [worst = 0] = times.toSorted((one, other) => other - one).slice(Math.ceil(times.length / 1000));
  return worst;
}

const reading = { getCustomer: reads.getCustomer };
const writing = {
  createCustomer: writes.createCustomer,
  createRegistrationLink: writes.createRegistrationLink,
};

describe.each(providers)('a network that fails before $code', (definition) => {
  let proxied: Awaited<ReturnType<typeof startProxied>>;
  beforeAll(async () => void (proxied = await startProxied(definition)));
  afterAll(() => proxied.close());
  const [read] = verbsOf(definition, reading);
  const [write] = verbsOf(definition, writing);

  const ask = async (kind: 'read' | 'write', fault: NetworkFault, waitMs: number) => {
    const { proxy, connect, customerKeys } = proxied;
    const { vault } = connect();
    const [key = ''] = customerKeys();
    await proxy.fail(null);
    // A token, if it takes one.
    await vault.getCustomer(key, createCall());
    await proxy.fail(fault);
    const start = performance.now();
    const deadline = start + waitMs;
    const call = { ...createCall(signalAt(deadline)), deadline };
    const error = await errorOf((kind === 'read' ? read : write)?.ask(vault, key, call));
    return { error, ms: performance.now() - start, asked: proxy.reached() };
  };

  describe.each(['read', 'write'] as const)('has a %s', (kind) => {
    it.each(Object.entries(table))(
      'that fails with its code, in time: %s',
      async (_name, { fault, lasts, ...expected }) => {
        const outcome = {
          error: { code: expected[kind], origin: { account: 'proxied' } },
          asked: expected.asked[kind],
        };
        expect(lasts ? outcome : await ask(kind, fault, patientMs)).toMatchObject(outcome);
        let most = 0;
        const inTime = async () => {
          const { error, ms, asked } = await ask(kind, fault, deadlineMs);
          most = Math.max(most, asked);
          expect(ms).toBeGreaterThan(lasts ? deadlineMs - 5 : 0);
          return { error, asked, isInTime: ms < deadlineMs + 50 };
        };
        // More often than once if this machine is busy with something else.
        await expect.poll(inTime).toMatchObject({ ...outcome, isInTime: true });
        expect(most).toBe(outcome.asked);
      },
    );
  });

  it.runIf(isLong)(
    'has no call that lasts 50 ms longer than its deadline, but for one of a thousand',
    async () => {
      const waitMs = 100;
      const lasting = Object.values(table).filter(({ lasts }) => lasts);
      const over: number[] = [];
      const late: number[] = [];
      for (const { fault } of lasting) {
        await proxied.proxy.fail(null);
        const { vault } = proxied.connect();
        const [key = ''] = proxied.customerKeys();
        await vault.getCustomer(key, createCall());
        await proxied.proxy.fail(fault);
        const task = async (): Promise<void> => {
          const deadline = performance.now() + waitMs;
          // The same moment by a timer of this process, which runs the provider and the proxy, too.
          let firedAt = Number.POSITIVE_INFINITY;
          const reference = sleep(waitMs).then(() => void (firedAt = performance.now()));
          // Each on its own: a read that many share, one after the other, lasts until its answer has dripped in.
          const call = { ...createCall(signalAt(deadline)), deadline, afresh: true } as const;
          await errorOf(vault.getCustomer(key, call));
          const endedAt = performance.now();
          await reference;
          over.push(endedAt - deadline);
          late.push(endedAt - Math.min(Math.max(firedAt, deadline), endedAt));
        };
        await pooled(Array<typeof task>(1000).fill(task), 10);
      }
      const [own, all] = [worstBut(late), worstBut(over)];
      const row = {
        provider: definition.code,
        calls: over.length,
        ms: own.toFixed(1),
        'with its delays': all.toFixed(1),
      };
      process.stdout.write(toTable('Over their deadline, less the delays of a busy process', [row]));
      expect(own).toBeLessThan(50);
    },
  );
});
