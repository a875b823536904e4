import { describe, expect, it } from 'vitest';
import { settled } from '../../../test/support/held.ts';
import { createCall } from '../../testing/support/vault.ts';
import { ProviderError } from '../../domain/errors.ts';
import { createBarrier } from './barrier.ts';
import { fencingWrites } from './fencing-writes.ts';
import { sharingReads } from './sharing-reads.ts';
import { createHeldProvider, origin, readingOf } from './vault.testing.ts';

/** A vault whose provider answers when a test lets it, and how often a read joined another. */
function start({ readsMany = false } = {}) {
  const { vault, requests } = createHeldProvider();
  const counted = { joined: 0 };
  const shared = sharingReads(readsMany ? vault : { getCustomer: vault.getCustomer }, {
    origin,
    barrier: createBarrier(),
    onShared: () => (counted.joined += 1),
  });
  return { vault: shared, requests, counted };
}

/** A call that ends when its caller leaves. */
function leaving() {
  const controller = new AbortController();
  return { call: createCall(controller.signal), leave: () => controller.abort(new Error('It left.')) };
}

describe('equal reads in flight', () => {
  it('are one request with one result, and only the first caller has caused it', async () => {
    const { vault, requests, counted } = start();
    const calls = [createCall(), createCall(), createCall()];
    const reading = calls.map((call) => vault.getCustomer('a', call));
    expect(requests).toHaveLength(1);
    requests[0]?.answer();
    const [first, ...others] = await Promise.all(reading);
    for (const other of others) expect(other).toBe(first);
    expect(calls.map(({ seen }) => seen.map(({ shared }) => shared))).toEqual([[false], [true], [true]]);
    expect(counted.joined).toBe(2);
  });

  it('are so while they are in flight alone', async () => {
    const { vault, requests } = start();
    const first = vault.getCustomer('a', createCall());
    requests[0]?.answer();
    await first;
    const second = vault.getCustomer('a', createCall());
    requests[1]?.answer();
    expect(readingOf(await second).sentAt).toBeGreaterThan(readingOf(await first).sentAt);
  });

  it('have UUIDs compared without case, and other keys with it', () => {
    const { vault, requests } = start();
    const uuid = '9f1c2d3e-0000-4000-8000-00000000000a';
    for (const key of [uuid, uuid.toUpperCase(), 'cus_a', 'CUS_A']) void vault.getCustomer(key, createCall());
    expect(requests.map(({ keys }) => keys)).toEqual([[uuid], ['cus_a'], ['CUS_A']]);
  });

  it('fail together, each caller with what was sent', async () => {
    const { vault, requests } = start();
    const calls = [createCall(), createCall()];
    const reading = calls.map((call) => vault.getCustomer('a', call));
    requests[0]?.fail();
    const [one, other] = await Promise.allSettled(reading);
    expect(one).toMatchObject({ status: 'rejected', reason: { code: 'PROVIDER_UNAVAILABLE' } });
    expect(other).toEqual(one);
    expect(calls.map(({ seen }) => seen.length)).toEqual([1, 1]);
    expect(requests).toHaveLength(1);
  });

  it('have the time of the caller who can wait longest, and the turn of the first', () => {
    const { vault, requests } = start();
    const short = { ...createCall(), deadline: 1_000, caller: 'caller-0' };
    const long = { ...createCall(), deadline: 2_000, caller: 'caller-1' };
    void vault.getCustomer('a', short);
    expect(requests[0]?.call.deadline).toBe(1_000);
    void vault.getCustomer('a', long);
    expect(requests[0]?.call).toMatchObject({ deadline: 2_000, caller: 'caller-0', lane: short.signal });
  });
});

describe('a caller who leaves', () => {
  it('takes nothing from the others, whether it came first or last', async () => {
    const { vault, requests } = start();
    const [first, last] = [leaving(), leaving()];
    const left = [first.call, last.call].map((call) => vault.getCustomer('a', call));
    const staying = vault.getCustomer('a', createCall());
    first.leave();
    last.leave();
    for (const reading of left) await expect(reading).rejects.toThrow(ProviderError);
    expect(requests[0]?.call.signal.aborted).toBe(false);
    requests[0]?.answer();
    expect(readingOf(await staying).version).toBe(0);
  });

  it('cancels the request if it is the last', async () => {
    const { vault, requests } = start();
    const both = [leaving(), leaving()];
    const reading = both.map(({ call }) => vault.getCustomer('a', call));
    for (const { leave } of both) leave();
    await expect(Promise.any(reading)).rejects.toThrow(AggregateError);
    expect(requests[0]?.call.signal.reason).toMatchObject({ message: 'It left.' });
  });

  it('has its failure to get a turn to itself: nothing was sent, so the others try', async () => {
    const { vault, requests } = createHeldProvider();
    const refused = Promise.withResolvers<never>();
    let asked = 0;
    const shared = sharingReads(
      { getCustomer: (key, call) => ((asked += 1) === 1 ? refused.promise : vault.getCustomer(key, call)) },
      { origin, barrier: createBarrier(), onShared: () => undefined },
    );
    const reading = Array.from({ length: 3 }, () => shared.getCustomer('a', createCall()));
    refused.reject(new ProviderError('PROVIDER_UNAVAILABLE', origin));
    await expect(reading[0]).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    await settled();
    expect(requests).toHaveLength(1);
    requests[0]?.answer();
    expect((await Promise.all(reading.slice(1))).map((found) => readingOf(found).version)).toEqual([0, 0]);
  });
});

describe('single reads of a vault that reads many', () => {
  it('become one search if they are asked for within one tick', async () => {
    const { vault, requests, counted } = start({ readsMany: true });
    const calls = ['a', 'b', 'a', 'c'].map((key) => ({ key, call: createCall() }));
    const reading = calls.map(({ key, call }) => vault.getCustomer(key, call));
    await settled();
    expect(requests.map(({ keys }) => keys)).toEqual([['a', 'b', 'c']]);
    requests[0]?.answer();
    expect((await Promise.all(reading)).map((found) => found?.key)).toEqual(['a', 'b', 'a', 'c']);
    expect(calls.map(({ call }) => call.seen.map(({ shared }) => shared))).toEqual([
      [false],
      [true],
      [true],
      [true],
    ]);
    expect(counted.joined).toBe(3);
  });

  it('stay a read by key if there is one, and become two searches if there are too many', async () => {
    const { vault, requests } = start({ readsMany: true });
    void vault.getCustomer('alone', createCall());
    await settled();
    for (let count = 0; count < 51; count += 1) void vault.getCustomer(`c${count}`, createCall());
    await settled();
    expect(requests.map(({ keys }) => keys?.length)).toEqual([1, 50, 1]);
  });
});

it('a write is a barrier for every version of the configuration', async () => {
  const { vault, requests } = createHeldProvider();
  const options = { origin, barrier: createBarrier(), onShared: () => undefined };
  const [old, current] = [
    fencingWrites(vault, options.barrier),
    sharingReads({ getCustomer: vault.getCustomer }, options),
  ];
  void current.getCustomer('a', createCall());
  const writing = old.updateCustomer?.('a', {}, createCall());
  requests[1]?.answer();
  await writing;
  void current.getCustomer('a', createCall());
  void current.getCustomer('a', createCall());
  expect(requests.map(({ keys }) => keys)).toEqual([['a'], null, ['a']]);
});

it.each([
  ['must be fresh', { afresh: true }],
  ['keeps the answers of the provider', { keep: () => undefined }],
] as const)('a read that %s neither joins nor is joined', (_why, own) => {
  const { vault, requests } = start({ readsMany: true });
  void vault.getCustomer('a', { ...createCall(), ...own });
  void vault.getCustomer('a', { ...createCall(), ...own });
  expect(requests.map(({ keys }) => keys)).toEqual([['a'], ['a']]);
});
