import { describe, expect, it } from 'vitest';
import { createCall, noFilter } from '../../testing/support/vault.ts';
import type { Fetch } from '../../http/fetch.ts';
import listed from '../../emulators/bankingservice/fixtures/list-customers.json' with { type: 'json' };
import retrieved from '../../emulators/bankingservice/fixtures/retrieve-customer.json' with { type: 'json' };
import { emulated, fromStart, queriesOf, vaultAnswering, vaultAt } from './vault.testing.ts';

/** Lists `count` customers in pages of the size that `sizeOf` makes of the one asked for. */
function listingOf(count: number, sizeOf: (asked: number) => number): Fetch {
  const all = Array.from({ length: count }, (_, index) => ({ id: `customer_${index}` }));
  return async ({ url }) => {
    const { searchParams } = new URL(url);
    const [page, size] = [Number(searchParams.get('page')), sizeOf(Number(searchParams.get('size')))];
    return Response.json({ page, size, count, data: all.slice(page * size, (page + 1) * size) });
  };
}

describe('a list', () => {
  it('is asked for by the one page that covers what is wanted', async () => {
    const { vault, customerKeys, sent } = emulated({ customers: 25 });
    const page = await vault.listCustomers?.({ from: '10', limit: 7 }, noFilter, createCall());
    expect(page?.items.map(({ item, cursor }) => [item?.key, cursor])).toEqual(
      customerKeys()
        .slice(10, 17)
        .map((key, index) => [key, String(10 + index)]),
    );
    expect([page?.hasMore, page?.total, queriesOf(sent)]).toEqual([true, 25, ['?page=1&size=9']]);
  });

  it('knows its end by the total', async () => {
    const { vault, sent } = emulated({ customers: 40 });
    const page = await vault.listCustomers?.({ from: '20', limit: 20 }, noFilter, createCall());
    expect([page?.items.length, page?.hasMore, queriesOf(sent)]).toEqual([20, false, ['?page=1&size=20']]);
  });

  it('is empty past its end', async () => {
    const page = await emulated({ customers: 2 }).vault.listCustomers?.(
      { from: '5', limit: 2 },
      noFilter,
      createCall(),
    );
    expect(page).toMatchObject({ items: [], hasMore: false, next: '5', total: 2 });
  });

  it.each([
    ['cut to 7', (asked: number) => Math.min(asked, 7)],
    ['cut to 30', (asked: number) => Math.min(asked, 30)],
    ['cut to 64', (asked: number) => Math.min(asked, 64)],
    ['of 20 whatever is asked for', () => 20],
    ['of 250 whatever is asked for', () => 250],
  ])('is whole if its pages are %s', async (_what, sizeOf) => {
    const { vault, sent } = vaultAt(listingOf(130, sizeOf));
    const keys: string[] = [];
    for (let more = true, calls = 0; more; calls += 1) {
      const request = { from: String(keys.length), limit: 100 };
      const page = await vault.listCustomers?.(request, noFilter, createCall());
      keys.push(...(page?.items ?? []).map(({ item }) => item?.key ?? ''));
      more = page?.hasMore ?? false;
      expect(sent.length).toBeLessThanOrEqual(2 * (calls + 1));
    }
    expect(keys).toEqual(Array.from({ length: 130 }, (_, index) => `customer_${index}`));
  });

  it('is a bad response if it ignores which page is wanted', async () => {
    const vault = vaultAnswering({ ...listed, size: 10 });
    const listing = vault.listCustomers?.({ from: '20', limit: 20 }, noFilter, createCall());
    await expect(listing).rejects.toMatchObject({ code: 'PROVIDER_BAD_RESPONSE' });
  });

  it('ends with an empty page, and is doubtful if its count goes on', async () => {
    const vault = vaultAnswering({ ...listed, page: 1, data: [] });
    const page = await vault.listCustomers?.({ from: '20', limit: 20 }, noFilter, createCall());
    expect(page).toMatchObject({ items: [], hasMore: false, isDoubtful: true });
  });

  const rows = Array.from({ length: 30 }, (_, index) => ({ id: `customer_${index}` }));

  it.each([
    ['counts too few', { page: 0, pages: 1, size: 50, count: 3 }, null],
    ['counts none', { page: 0, pages: 0, size: 50, count: 0 }, null],
    ['counts too many', { page: 0, pages: 3, size: 50, count: 130 }, true],
    ['counts the rows of the page alone', { page: 0, pages: 3, size: 30, count: 30 }, null],
    ['holds more rows than its size', { page: 0, pages: 1, size: 10, count: 30 }, false],
    ['writes its numbers as texts', { page: '0', pages: '1', size: '50', count: '30' }, false],
    ['has numbers that are none', { page: 'first', pages: -1, size: null, count: 1.5 }, null],
  ])('gives all the rows that came if its envelope %s', async (_what, envelope, hasMore) => {
    const vault = vaultAnswering({ ...envelope, data: rows });
    const page = await vault.listCustomers?.({ from: null, limit: 40 }, noFilter, createCall());
    expect([page?.items.length, page?.hasMore]).toEqual([30, hasMore]);
  });

  it('does without what the envelope leaves out', async () => {
    const page = await vaultAnswering({ data: [retrieved] }).listCustomers?.(
      { from: '20', limit: 1 },
      noFilter,
      createCall(),
    );
    expect([page?.items.map(({ cursor }) => cursor), page?.hasMore, page?.total]).toEqual([
      ['20'],
      null,
      null,
    ]);
  });

  it('blames the configuration if the profile is unknown', async () => {
    const vault = vaultAnswering({ error: 'not_found' }, { status: 404 });
    const message = expect.stringContaining('check baseUrl and profileId');
    const refusals = [
      [vault.listCustomers?.(fromStart, noFilter, createCall()), 'PROVIDER_BAD_RESPONSE'],
      [vault.getCustomer('customer_1', createCall()), 'PROVIDER_BAD_RESPONSE'],
      [vault.createCustomer?.({}, createCall()), 'OUTCOME_UNKNOWN'],
    ] as const;
    for (const [refusal, code] of refusals) await expect(refusal).rejects.toMatchObject({ code, message });
  });
});
