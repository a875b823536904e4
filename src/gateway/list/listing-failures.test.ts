import { describe, expect, it } from 'vitest';
import { accountWith, customerWith, pageByPosition } from '../../../test/support/account.ts';
import { requestScopeOf } from '../../testing/support/request-scope.ts';
import { createCall, noFilter } from '../../testing/support/vault.ts';
import { NotFoundError, ProviderError } from '../../domain/errors.ts';
import type { Call } from '../../port.ts';
import type { Account } from '../account.ts';
import { listCustomers } from './listing.ts';

/** An account with so many customers that fails while `state.failure` is set. */
function fragile(key: string, count: number) {
  const customers = Array.from({ length: count }, (_, index) => customerWith(`${key}/${index}`));
  const state: { failure: Error | null; asked: number } = { failure: null, asked: 0 };
  const account = accountWith(key, {
    listCustomers: async (asked, _filter, { signal }) => {
      state.asked += 1;
      if (state.failure) throw state.failure;
      signal.throwIfAborted();
      return pageByPosition(customers, asked);
    },
  });
  return { ...account, state };
}

interface Asked {
  readonly first?: number;
  readonly after?: string | null;
  readonly call?: Call;
}

async function page(
  accounts: readonly Account[],
  { first = 20, after = null, call = createCall() }: Asked = {},
) {
  const listed = await listCustomers(
    { accounts, filter: noFilter, first, after },
    requestScopeOf(accounts, call),
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

const down = new ProviderError('PROVIDER_UNAVAILABLE', { provider: 'MONRI', account: 'b' });

describe('an account that fails', () => {
  it('is named with its problem, and the list goes on', async () => {
    const [a, b, c] = [fragile('a', 2), fragile('b', 2), fragile('c', 2)];
    b.state.failure = down;
    const { keys, statuses, sources, hasNextPage } = await page([a, b, c]);
    expect([keys, statuses, hasNextPage]).toEqual([
      ['a/0', 'a/1', 'c/0', 'c/1'],
      ['a COMPLETE', 'b FAILED', 'c COMPLETE'],
      false,
    ]);
    expect(sources.map(({ problem, retryCursor }) => [problem, typeof retryCursor])).toEqual([
      [null, 'object'],
      [down, 'string'],
      [null, 'object'],
    ]);
  });

  it('is named on every later page too, without being asked again', async () => {
    const [a, b, c] = [fragile('a', 3), fragile('b', 2), fragile('c', 5)];
    a.state.failure = new ProviderError('RATE_LIMITED', { provider: 'MONRI', account: 'a' });
    b.state.failure = down;
    let { end, hasNextPage } = await page([a, b, c], { first: 2 });
    const later: unknown[] = [];
    while (hasNextPage) {
      const next = await page([a, b, c], { first: 2, after: end });
      later.push([next.keys, next.statuses, next.sources.map(({ problem }) => problem?.code ?? null)]);
      ({ end, hasNextPage } = next);
    }
    expect(later).toEqual([
      [
        ['c/2', 'c/3'],
        ['a FAILED', 'b FAILED', 'c PARTIAL'],
        ['RATE_LIMITED', 'PROVIDER_UNAVAILABLE', null],
      ],
      [['c/4'], ['a FAILED', 'b FAILED', 'c COMPLETE'], ['RATE_LIMITED', 'PROVIDER_UNAVAILABLE', null]],
    ]);
    expect([a.state.asked, b.state.asked]).toEqual([1, 1]);
  });

  it('is asked again by its retry cursor, alone, and the list is whole then', async () => {
    const accounts = [fragile('a', 2), fragile('b', 5), fragile('c', 2)] as const;
    const [, b] = accounts;
    b.state.failure = down;
    const { keys, sources } = await page(accounts);
    b.state.failure = null;
    const retried: (readonly string[])[] = [];
    let after = sources[1]?.retryCursor ?? null;
    for (let more = true; more;) {
      const next = await page(accounts, { first: 2, after });
      retried.push(next.keys);
      expect(next.sources.map(({ account }) => account.key)).toEqual(['b']);
      after = next.end;
      more = next.hasNextPage;
    }
    expect(retried).toEqual([['b/0', 'b/1'], ['b/2', 'b/3'], ['b/4']]);
    expect([...keys, ...retried.flat()].toSorted()).toEqual([
      'a/0',
      'a/1',
      'b/0',
      'b/1',
      'b/2',
      'b/3',
      'b/4',
      'c/0',
      'c/1',
    ]);
  });

  it('in the middle of its list goes on there when it is asked again', async () => {
    const accounts = [fragile('a', 5), fragile('b', 2)] as const;
    const [a] = accounts;
    const { end } = await page(accounts, { first: 2 });
    a.state.failure = down;
    const second = await page(accounts, { first: 20, after: end });
    expect([second.keys, second.statuses]).toEqual([
      ['b/0', 'b/1'],
      ['a FAILED', 'b COMPLETE'],
    ]);
    a.state.failure = null;
    const third = await page(accounts, { after: second.sources[0]?.retryCursor ?? null });
    expect(third.keys).toEqual(['a/2', 'a/3', 'a/4']);
  });

  it('when it is asked again gives a retry cursor again', async () => {
    const accounts = [fragile('a', 2), fragile('b', 2)] as const;
    const [, b] = accounts;
    b.state.failure = down;
    const first = await page(accounts);
    const again = await page(accounts, { after: first.sources[1]?.retryCursor ?? null });
    expect([again.keys, again.statuses, again.hasNextPage]).toEqual([[], ['b FAILED'], false]);
    b.state.failure = null;
    const last = await page(accounts, { after: again.sources[0]?.retryCursor ?? null });
    expect(last.keys).toEqual(['b/0', 'b/1']);
  });

  it('with what a list cannot fail with is taken for an answer that makes no sense', async () => {
    const b = fragile('b', 2);
    b.state.failure = new NotFoundError('No such list.');
    const { sources } = await page([b]);
    expect(sources[0]).toMatchObject({
      status: 'FAILED',
      problem: { code: 'PROVIDER_BAD_RESPONSE', origin: { provider: 'MONRI', account: 'b' } },
    });
  });

  it('because of a defect of ours fails the whole list', async () => {
    const b = fragile('b', 2);
    b.state.failure = new TypeError('undefined is not a function');
    await expect(page([fragile('a', 1), b])).rejects.toBe(b.state.failure);
  });
});

/** Waits until its signal aborts, as a request to a provider does. */
function hanging(key: string): Account {
  return accountWith(key, {
    listCustomers: (_page, _filter, { signal }) =>
      new Promise((_resolve, reject) => {
        const error = new ProviderError('PROVIDER_UNAVAILABLE', { provider: 'MONRI', account: key });
        signal.addEventListener('abort', () => reject(error));
      }),
  });
}

function within(ms: number): Call {
  return { ...createCall(AbortSignal.timeout(ms)), deadline: performance.now() + ms };
}

describe('the time a list has', () => {
  it('is given to no account in full while others wait, so that they have their turn', async () => {
    const start = performance.now();
    const accounts = [hanging('a'), hanging('b'), fragile('c', 2)];
    const { keys, statuses } = await page(accounts, { call: within(1200) });
    expect([keys, statuses]).toEqual([
      ['c/0', 'c/1'],
      ['a FAILED', 'b FAILED', 'c COMPLETE'],
    ]);
    // Half of the time, then half of the rest.
    expect(performance.now() - start).toBeGreaterThanOrEqual(890);
  });

  it('is given in full to the last', async () => {
    const start = performance.now();
    const { statuses } = await page([fragile('a', 1), hanging('b')], { call: within(300) });
    expect(statuses).toEqual(['a COMPLETE', 'b FAILED']);
    expect(performance.now() - start).toBeGreaterThanOrEqual(290);
  });
});
