import { describe, expect, it } from 'vitest';
import { accountWith, customerWith, pageByPosition } from '../../../test/support/account.ts';
import { requestScopeOf } from '../../testing/support/request-scope.ts';
import { createCall, noFilter } from '../../testing/support/vault.ts';
import type { Customer } from '../../domain/customer.ts';
import type { CustomerFilter } from '../../domain/page.ts';
import type { Account } from '../account.ts';
import { digest } from '../ids.ts';
import { listCustomers, type ListRequest } from './listing.ts';

/** An account with so many customers, and how often it was asked for them. */
function listing(key: string, count: number, changes: (index: number) => Partial<Customer> = () => ({})) {
  const customers = Array.from({ length: count }, (_, index) =>
    customerWith(`${key}/${index}`, changes(index)),
  );
  const asked: unknown[] = [];
  const account = accountWith(key, {
    listCustomers: async (wanted, filter) => {
      asked.push({ ...wanted, filter });
      return pageByPosition(customers, wanted);
    },
  });
  return { ...account, asked };
}

async function page(
  accounts: readonly Account[],
  request: Partial<ListRequest> = {},
  scope = requestScopeOf(accounts),
) {
  const listed = await listCustomers(
    { accounts, filter: noFilter, first: 20, after: null, ...request },
    scope,
  );
  const { edges, hasNextPage, endCursor, sources, totalCount } = listed;
  return {
    edges,
    hasNextPage,
    endCursor,
    sources,
    totalCount,
    keys: edges.map(({ node }) => node.customer.key),
    statuses: sources.map(({ account, status }) => `${account.key} ${status}`),
    end: edges.at(-1)?.cursor ?? null,
  };
}

/** Every page of a list, as its keys and the statuses of its sources. */
async function pages(accounts: readonly Account[], first: number) {
  const all: Awaited<ReturnType<typeof page>>[] = [];
  for (let after: string | null = null, more = true; more;) {
    const next: Awaited<ReturnType<typeof page>> = await page(accounts, { first, after });
    all.push(next);
    after = next.end;
    more = next.hasNextPage && after !== null;
    if (all.length > 100) throw new Error('The list does not come to its end.');
  }
  return all;
}

const keysOf = (key: string, from: number, to: number): readonly string[] =>
  Array.from({ length: to - from }, (_, index) => `${key}/${from + index}`);

describe('a list over accounts', () => {
  it('goes through one account after another and names all of them on every page', async () => {
    const accounts = [listing('a', 5), listing('b', 0), listing('c', 4)];
    const all = await pages(accounts, 3);
    expect(all.map(({ keys, statuses, hasNextPage }) => ({ keys, statuses, hasNextPage }))).toEqual([
      {
        keys: keysOf('a', 0, 3),
        statuses: ['a PARTIAL', 'b PENDING', 'c PENDING'],
        hasNextPage: true,
      },
      {
        keys: [...keysOf('a', 3, 5), 'c/0'],
        statuses: ['a COMPLETE', 'b COMPLETE', 'c PARTIAL'],
        hasNextPage: true,
      },
      {
        keys: keysOf('c', 1, 4),
        statuses: ['a COMPLETE', 'b COMPLETE', 'c COMPLETE'],
        hasNextPage: false,
      },
    ]);
  });

  it.each([1, 2, 3, 7, 100])('is whole in pages of %i', async (first) => {
    const accounts = [listing('a', 7), listing('b', 1), listing('c', 0), listing('d', 12)];
    const all = await pages(accounts, first);
    expect(all.flatMap(({ keys }) => keys)).toEqual([
      ...keysOf('a', 0, 7),
      ...keysOf('b', 0, 1),
      ...keysOf('d', 0, 12),
    ]);
  });

  it('may be entered at every edge', async () => {
    const accounts = [listing('a', 3), listing('b', 3)];
    const { edges, keys } = await page(accounts);
    const rests = await Promise.all(
      edges.map(async ({ cursor }) => (await page(accounts, { after: cursor })).keys),
    );
    expect(rests).toEqual(keys.map((_key, index) => keys.slice(index + 1)));
  });

  it('asks each account once for a page, and none that is done', async () => {
    const [a, b] = [listing('a', 30), listing('b', 30)];
    const { end } = await page([a, b], { first: 30 });
    expect([a.asked.length, b.asked.length]).toEqual([1, 0]);
    await page([a, b], { first: 30, after: end });
    expect([a.asked.length, b.asked.length]).toEqual([1, 1]);
  });

  it('leaves out what is deleted', async () => {
    const accounts = [listing('a', 6, (index) => ({ deleted: index % 2 === 0 }))];
    expect((await page(accounts)).keys).toEqual(['a/1', 'a/3', 'a/5']);
  });

  it('passes the filter on', async () => {
    const account = listing('a', 1);
    const filter: CustomerFilter = { ...noFilter, email: 'ana@example.com' };
    const filtering: Account = {
      ...account,
      abilities: { ...account.abilities, LIST_CUSTOMERS: { support: 'NATIVE', filters: ['EMAIL'] } },
    };
    await page([filtering], { filter });
    expect(account.asked).toEqual([{ from: null, limit: 20, filter }]);
  });

  it('keeps the records it read', async () => {
    const account = listing('a', 2);
    const scope = requestScopeOf([account]);
    await page([account], {}, scope);
    expect(await scope.loaders.of(account).customer('a/1')).toEqual(customerWith('a/1'));
  });

  it('has a total if one account says so', async () => {
    const account = accountWith('a', {
      listCustomers: async (asked) => ({ ...pageByPosition([customerWith('a/0')], asked), total: 1 }),
    });
    expect((await page([account])).totalCount).toBe(1);
    expect((await page([account, listing('b', 1)])).totalCount).toBeNull();
  });

  it('is empty and complete if there is no account', async () => {
    expect(await page([])).toMatchObject({ edges: [], hasNextPage: false, sources: [], totalCount: null });
  });
});

describe('an account that cannot take part', () => {
  const because = 'Bamboo has no list.';
  const mute = accountWith('m', {}, { LIST_CUSTOMERS: { support: 'UNSUPPORTED', because } });

  it('is named on every page with the provider’s own words', async () => {
    const all = await pages([mute, listing('a', 3), mute], 2);
    expect(all.map(({ statuses }) => statuses)).toEqual([
      ['m UNSUPPORTED', 'a PARTIAL', 'm UNSUPPORTED'],
      ['m UNSUPPORTED', 'a COMPLETE', 'm UNSUPPORTED'],
    ]);
    expect(all[0]?.sources[0]).toMatchObject({
      problem: { code: 'UNSUPPORTED_OPERATION', message: because },
      retryCursor: null,
      unreadable: 0,
    });
  });

  it('is one that does not honour a condition of the filter, and is not asked', async () => {
    const account = listing('a', 3);
    const filter = { ...noFilter, email: 'ana@example.com', createdFrom: new Date(0) };
    const { sources, keys } = await page([account], { filter });
    expect([keys, account.asked, sources[0]?.status]).toEqual([[], [], 'UNSUPPORTED']);
    expect(sources[0]?.problem?.message).toBe('The provider cannot filter by EMAIL, CREATED_AT.');
  });
});

describe('a cursor', () => {
  const accounts = [listing('a', 5), listing('b', 5)];
  const refused = { code: 'INVALID_INPUT', issues: [{ path: ['after'], code: 'MALFORMED' }] };

  it.each([
    ['that is none', async () => 'x'],
    ['that is empty', async () => ''],
    ['that was changed', async () => `${(await page(accounts, { first: 2 })).end?.slice(0, -1) ?? ''}!`],
    [
      'that is an id',
      async () => requestScopeOf(accounts).ids.seal({ type: 'Customer', account: 'a', key: 'a/0' }),
    ],
    [
      'of an earlier release',
      async () => {
        const scope = digest(JSON.stringify([accounts.map(({ key }) => key), noFilter]));
        const state = { account: 'a', position: { cursor: '1', name: 'a/1' }, failed: [], only: false };
        return requestScopeOf(accounts).ids.cursors.seal(JSON.stringify([scope, state]));
      },
    ],
    [
      'of another list of cursors',
      async () => requestScopeOf(accounts).ids.cursors.seal('["x",{"account":"a"}]'),
    ],
    ['of other accounts', async () => (await page(accounts.slice(0, 1), { first: 2 })).end],
    ['of the accounts in another order', async () => (await page(accounts.toReversed(), { first: 2 })).end],
    [
      'of another tenant',
      async () => (await page(accounts, { first: 2 }, requestScopeOf(accounts, createCall(), 'other'))).end,
    ],
  ])('%s is refused without a request', async (_what, make) => {
    const after = await make();
    const before = accounts.map(({ asked }) => asked.length);
    await expect(page(accounts, { after })).rejects.toMatchObject(refused);
    expect(accounts.map(({ asked }) => asked.length)).toEqual(before);
  });

  it('of another filter is refused', async () => {
    const { end } = await page(accounts, { first: 2 });
    const filter = { ...noFilter, createdFrom: new Date(0) };
    await expect(page(accounts, { after: end, filter })).rejects.toMatchObject(refused);
  });

  it('may be used with another page size', async () => {
    const { end } = await page(accounts, { first: 2 });
    expect((await page(accounts, { first: 4, after: end })).keys).toEqual([...keysOf('a', 2, 5), 'b/0']);
  });
});

describe('the cursors of a page', () => {
  it('are sealed when they are asked for, and not before', async () => {
    const accounts = [listing('a', 30)];
    const scope = requestScopeOf(accounts);
    let sealed = 0;
    const seal = (text: string): string => {
      sealed += 1;
      return scope.ids.cursors.seal(text);
    };
    const ids = { ...scope.ids, cursors: { ...scope.ids.cursors, seal } };
    const request = { accounts, filter: noFilter, first: 20, after: null };
    const listed = await listCustomers(request, { ...scope, ids });
    expect([listed.edges.length, listed.hasNextPage, sealed]).toEqual([20, true, 0]);
    expect(listed.endCursor).toBe(listed.edges.at(-1)?.cursor);
    expect(sealed).toBe(2);
  });
});
