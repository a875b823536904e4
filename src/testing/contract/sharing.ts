import { describe, expect, it } from 'vitest';
import type { Fetch } from '../../http/fetch.ts';
import type { Tables } from '../support/subject.ts';
import { isTokenRequest, reads, verbsOf, writes } from '../support/asking.ts';
import { connectTo, createCall } from '../support/vault.ts';
import type { Subject } from '../support/subject.ts';

/** An account whose provider holds its answers back until they are released, and how many requests have reached it. */
function held(definition: Subject) {
  const emulator = definition.emulate({ customers: 3 });
  const open = Promise.withResolvers<void>();
  const reached = { count: 0, isHolding: true };
  const fetch: Fetch = async (request) => {
    if (isTokenRequest(request)) return emulator.fetch(request);
    reached.count += 1;
    if (reached.isHolding) await open.promise;
    return emulator.fetch(request);
  };
  const connected = connectTo(definition, emulator, { fetch });
  return { ...connected, reached, release: open.resolve, key: connected.customerKeys()[0] ?? '' };
}

/** What came of it, as a value. */
async function outcomeOf(asked: Promise<unknown> | undefined): Promise<unknown> {
  const [outcome] = await Promise.allSettled([asked]);
  return outcome;
}

export function sharingPromises({ providers }: Tables): void {
  describe.each(providers)('reads in flight at $code', (definition) => {
    it.each(verbsOf(definition, reads))(
      'are one call with one result for all requests that ask the same: $verb',
      async ({ ask }) => {
        const alone = held(definition);
        alone.release();
        await outcomeOf(ask(alone.vault, alone.key, createCall()));

        const { vault, key, reached, release } = held(definition);
        const calls = Array.from({ length: 5 }, () => createCall());
        const reading = calls.map((call) => outcomeOf(ask(vault, key, call)));
        release();
        const [first, ...others] = await Promise.all(reading);
        for (const other of others) expect(other).toEqual(first);
        expect(reached.count).toBe(alone.reached.count);
        const [own, ...along] = calls.map(({ seen }) => seen);
        for (const seen of along)
          expect(seen).toEqual(own?.map((each) => Object.assign({}, each, { shared: true })));
      },
    );

    it.each(verbsOf(definition, writes))('are not joined after a write: $verb', async ({ ask }) => {
      const { vault, key, reached, release } = held(definition);
      const before = outcomeOf(vault.getCustomer(key, createCall()));
      await expect.poll(() => reached.count).toBe(1);
      reached.isHolding = false;
      await outcomeOf(ask(vault, key, createCall()));
      // It would wait for the held answer if it had joined the read from before.
      await vault.getCustomer(key, createCall());
      release();
      expect(await before).toMatchObject({ status: 'fulfilled' });
    });

    it('are not given up for those who leave', async () => {
      const { vault, key, reached, release } = held(definition);
      const leaving = new AbortController();
      const left = outcomeOf(vault.getCustomer(key, createCall(leaving.signal)));
      const staying = vault.getCustomer(key, createCall());
      await expect.poll(() => reached.count).toBe(1);
      leaving.abort();
      expect(await left).toMatchObject({ status: 'rejected', reason: { code: 'PROVIDER_UNAVAILABLE' } });
      release();
      expect(await staying).toMatchObject({ key });
      expect(reached.count).toBe(1);
    });
  });

  describe.each(
    providers.filter((definition) => verbsOf(definition, { getCustomers: reads.getCustomers }).length > 0),
  )('reads of single customers at $code', (definition) => {
    it('become one search if they are asked for within one tick', async () => {
      const { vault, customerKeys, reached, release } = held(definition);
      release();
      const found = await Promise.all(customerKeys().map((key) => vault.getCustomer(key, createCall())));
      expect(found.map((customer) => customer?.key)).toEqual(customerKeys());
      expect([found.length, reached.count]).toEqual([3, 1]);
    });
  });
}
