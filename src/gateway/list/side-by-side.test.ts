import { describe, expect, it } from 'vitest';
import { accountWith, customerWith, pageByPosition } from '../../../test/support/account.ts';
import { requestScopeOf } from '../../testing/support/request-scope.ts';
import { createCall, noFilter } from '../../testing/support/vault.ts';
import { ProviderError } from '../../domain/errors.ts';
import type { Call } from '../../port.ts';
import type { Account } from '../account.ts';
import { listCustomers } from './listing.ts';

const everyFilter = { support: 'NATIVE', filters: ['EMAIL'] } as const;
const byEmail = { ...noFilter, email: 'ana@example.com' };

/** Accounts with so many customers each, and how many of them are asked at the same time. */
function accountsWith(counts: readonly number[], open = Promise.resolve()) {
  const watch = { now: 0, most: 0, asked: [] as string[] };
  const accounts = counts.map((count, index) => {
    const key = `account-${index}`;
    const customers = Array.from({ length: count }, (_, place) => customerWith(`${key}/${place}`));
    const listPage = async (asked: Parameters<typeof pageByPosition>[1]) => {
      watch.asked.push(key);
      watch.now += 1;
      watch.most = Math.max(watch.most, watch.now);
      await open;
      watch.now -= 1;
      return pageByPosition(customers, asked);
    };
    return accountWith(key, { listCustomers: listPage }, { LIST_CUSTOMERS: everyFilter });
  });
  return { accounts, watch };
}

async function allPages(accounts: readonly Account[], first: number, filter = noFilter) {
  const pages: { keys: readonly string[]; statuses: readonly string[] }[] = [];
  for (let after: string | null = null, more = true; more;) {
    const request = { accounts, filter, first, after };
    const listed: Awaited<ReturnType<typeof listCustomers>> = await listCustomers(
      request,
      requestScopeOf(accounts),
    );
    pages.push({
      keys: listed.edges.map(({ node }) => node.customer.key),
      statuses: listed.sources.map(({ status }) => status),
    });
    after = listed.endCursor;
    more = listed.hasNextPage;
  }
  return pages;
}

describe('accounts that are asked side by side', () => {
  it('give the same pages as accounts that are asked in turn', async () => {
    const counts = [1, 0, 3, 7, 2, 0, 12, 1, 1];
    for (const first of [1, 2, 3, 5, 8, 100]) {
      const { accounts } = accountsWith(counts);
      expect(await allPages(accounts, first, byEmail)).toEqual(await allPages(accounts, first));
    }
    const { accounts } = accountsWith(counts);
    const keys = (await allPages(accounts, 4, byEmail)).flatMap((page) => page.keys);
    expect(keys).toEqual(
      counts.flatMap((count, index) =>
        Array.from({ length: count }, (_, place) => `account-${index}/${place}`),
      ),
    );
  });

  it('are all of them if a condition names one person, each once', async () => {
    const { accounts, watch } = accountsWith([0, 0, 1, 0, 0]);
    await allPages(accounts, 20, byEmail);
    expect([watch.most, watch.asked.length]).toEqual([5, 5]);
  });

  it('are no more than were needed before, if any customer counts', async () => {
    const { accounts, watch } = accountsWith([2, 2, 2, 2, 2, 2, 2]);
    await listCustomers({ accounts, filter: noFilter, first: 4, after: null }, requestScopeOf(accounts));
    expect([watch.most, watch.asked.length]).toEqual([1, 2]);
    watch.asked.length = 0;
    await listCustomers({ accounts, filter: noFilter, first: 13, after: null }, requestScopeOf(accounts));
    expect([watch.most, watch.asked.length]).toEqual([3, 7]);
  });

  it('are not waited for once the page is full, and asked no longer', async () => {
    const { accounts } = accountsWith([5]);
    let call: Call | null = null;
    const slow = accountWith(
      'slow',
      {
        listCustomers: (_page, _filter, given) => {
          call = given;
          return new Promise(() => undefined);
        },
      },
      { LIST_CUSTOMERS: everyFilter },
    );
    const last = accountWith('last', {}, { LIST_CUSTOMERS: everyFilter });
    const asked = [...accounts, slow, last];
    const request = { accounts: asked, filter: byEmail, first: 5, after: null };
    const { sources } = await listCustomers(request, requestScopeOf(asked, createCall()));
    expect(sources.map(({ status }) => status)).toEqual(['COMPLETE', 'PENDING', 'PENDING']);
    expect(call).toMatchObject({ signal: { aborted: true } });
  });

  it('fail each for itself', async () => {
    const { accounts } = accountsWith([1, 1]);
    const down = new ProviderError('PROVIDER_UNAVAILABLE', { provider: 'MONRI', account: 'down' });
    const failing = accountWith(
      'down',
      { listCustomers: () => Promise.reject(down) },
      { LIST_CUSTOMERS: everyFilter },
    );
    const asked = [failing, ...accounts];
    const request = { accounts: asked, filter: byEmail, first: 20, after: null };
    const { edges, sources } = await listCustomers(request, requestScopeOf(asked));
    expect([edges.length, sources.map(({ status }) => status)]).toEqual([
      2,
      ['FAILED', 'COMPLETE', 'COMPLETE'],
    ]);
  });
});
