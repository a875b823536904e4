import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from './graphql/index.ts';
import { createCallTable, tally } from './support/call-table.ts';
import { isTokenRequest } from './support/faults.ts';
import { startGraph, type Answer, type RunningGraph } from './support/graph.ts';

const { count, print } = createCallTable();
const concurrency = 4;

let graph: RunningGraph;
beforeAll(async () => {
  graph = await startGraph({ limits: { concurrency } }, { customers: 130 });
  // From here on the one account that needs a token has it.
  await graph.query(page, { account: 'banking-service', first: 1 });
});
afterAll(async () => {
  process.stdout.write(print());
  await graph.close();
});

const page = graphql(`
  query CustomersOf($account: String!, $first: Int!, $after: String) {
    customers(accounts: [$account], first: $first, after: $after) {
      nodes {
        id
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

describe('customers by id', () => {
  const aliases = Array.from({ length: 10 }, (_, index) => `c${index}: customer(by: $by) { id }`);
  const tenTimes = `query TenTimes($by: CustomerLookupInput!) { ${aliases.join(' ')} }`;

  it.each([
    ['BAMBOO', 'bamboo'],
    ['BANKING_SERVICE', 'banking-service'],
    ['MONRI', 'monri-1'],
    ['VERIFONE', 'verifone-1'],
  ])('take 1 call if one is asked ten times under aliases: %s', async (provider, account) => {
    const by = { providerCustomerId: { provider, account, customerId: graph.keysOf(provider)[3] } };
    const ask = async (): Promise<Answer<Record<string, { readonly id: string }>>> =>
      (await graph.send({ query: tenTimes, variables: { by } })).json();
    const { data, calls } = await count(`one customer, ten aliases: ${provider}`, graph, ask);
    const ids = Object.values(data ?? {}).map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([10, 1]);
    expect(tally(calls)).toEqual({ getCustomer: 1 });
  });

  const several = graphql(`
    query SeveralObjects($ids: [ID!]!) {
      nodes(ids: $ids) {
        id
      }
    }
  `);

  it('take 3 searches for 120 of one Verifone account, each with the page size of its keys', async () => {
    const first = await graph.query(page, { account: 'verifone-1', first: 100 });
    const after = first.data?.customers?.pageInfo.endCursor ?? null;
    const second = await graph.query(page, { account: 'verifone-1', first: 20, after });
    const ids = [first, second].flatMap(({ data }) => (data?.customers?.nodes ?? []).map(({ id }) => id));
    expect(new Set(ids).size).toBe(120);

    const ask = () => graph.query(several, { ids });
    const { data, calls, arrivals } = await count('nodes, 120 ids of one Verifone account', graph, ask);
    expect(data?.nodes).toEqual(ids.map((id) => ({ id })));
    expect(tally(calls)).toEqual({ getCustomers: 3 });
    const searches = arrivals.map(({ url: { searchParams } }) => ({
      keys: /id=in=\((.*?)\)/.exec(searchParams.get('search') ?? '')?.[1]?.split(',').length,
      pageSize: searchParams.get('page_size'),
    }));
    expect(searches).toEqual([
      { keys: 50, pageSize: '50' },
      { keys: 50, pageSize: '50' },
      { keys: 20, pageSize: '20' },
    ]);
  });
});

describe('a page of 20 customers of one account', () => {
  it.each([
    ['MONRI', 'monri-1'],
    ['VERIFONE', 'verifone-1'],
    ['BANKING_SERVICE', 'banking-service'],
  ])('takes 1 call, hasNextPage included, and so does the next: %s', async (provider, account) => {
    const read = async (which: string, after: string | null): Promise<string | null> => {
      const ask = () => graph.query(page, { account, first: 20, after });
      const { data, calls } = await count(`${which} page of 20: ${provider}`, graph, ask);
      expect(data?.customers?.nodes).toHaveLength(20);
      expect(data?.customers?.pageInfo.hasNextPage).toBe(true);
      expect(tally(calls)).toEqual({ listCustomers: 1 });
      return data?.customers?.pageInfo.endCursor ?? null;
    };
    const after = await read('first', null);
    await read('second', after);
  });
});

describe('a list with what belongs to its customers', () => {
  const withMethods = graphql(`
    query CustomersWithMethods($account: String!, $first: Int!) {
      customers(accounts: [$account], first: $first) {
        nodes {
          fullName
          paymentMethods {
            nodes {
              displayLabel
              customer {
                id
                email
                account {
                  key
                }
              }
              account {
                key
              }
            }
          }
        }
      }
    }
  `);

  it('takes 1 + 50 calls for 50 Monri customers, none twice, no more in flight than the limit', async () => {
    graph.fail('MONRI', ({ url }) => (url.includes('payment-methods') ? { kind: 'slow', ms: 20 } : null));
    const ask = () => graph.query(withMethods, { account: 'monri-1', first: 50 });
    const { data, calls, arrivals } = await count('50 Monri customers with payment methods', graph, ask);
    graph.fail('MONRI', null);

    expect(data?.customers?.nodes).toHaveLength(50);
    expect(tally(calls)).toEqual({ listCustomers: 1, listPaymentMethods: 50 });
    expect(new Set(arrivals.map(({ url }) => url.href)).size).toBe(51);
    expect(Math.max(...arrivals.map(({ inFlight }) => inFlight))).toBe(concurrency);
  });

  it.each([
    ['MONRI', 'monri-1'],
    ['BANKING_SERVICE', 'banking-service'],
  ])('takes no call for the way back to a customer that was just read: %s', async (provider, account) => {
    const ask = () => graph.query(withMethods, { account, first: 10 });
    const { data, calls } = await count(`10 customers, their methods and back: ${provider}`, graph, ask);
    const methods = data?.customers?.nodes.flatMap((customer) => customer.paymentMethods?.nodes ?? []) ?? [];
    expect(methods.length).toBeGreaterThan(10);
    expect(methods.every((method) => method.customer?.account.key === account)).toBe(true);
    expect(tally(calls)).toEqual({ listCustomers: 1, listPaymentMethods: 10 });
  });

  const withReferences = graphql(`
    query CustomersWithReferences($account: String!) {
      customers(accounts: [$account], first: 6) {
        nodes {
          merchantReference
          again: merchantReference
        }
      }
    }
  `);

  it('takes 1 call more for each customer whose list item lacks what is asked for', async () => {
    const ask = () => graph.query(withReferences, { account: 'monri-1' });
    const { data, calls } = await count('6 references that a Monri list leaves out', graph, ask);
    expect(data?.customers?.nodes.map(({ merchantReference }) => merchantReference)).toEqual(
      [129, 128, 127, 126, 125, 124].map((index) => (index % 7 === 3 ? null : `customer-1-${index}`)),
    );
    expect(tally(calls)).toEqual({ listCustomers: 1, getCustomer: 6 });
  });

  it('takes no such call if the list items are whole', async () => {
    const ask = () => graph.query(withReferences, { account: 'verifone-1' });
    const { calls } = await count('6 references of Verifone, which keeps none', graph, ask);
    expect(tally(calls)).toEqual({ listCustomers: 1 });
  });
});

describe('two requests side by side', () => {
  it('share no loader: each asks for the same customer itself if reads are not shared', async () => {
    const alone = await startGraph({ limits: { sharedReads: false } }, { customers: 1 });
    const customerId = alone.keysOf('MONRI')[0] ?? '';
    const by = { providerCustomerId: { provider: 'MONRI', account: 'monri-1', customerId } };
    const body = {
      query: 'query($by: CustomerLookupInput!) { customer(by: $by) { id } }',
      variables: { by },
    };
    const ask = async (): Promise<Answer<unknown>> => (await alone.send(body)).json();
    alone.fail('MONRI', () => ({ kind: 'slow', ms: 50 }));
    const arrivals = alone.watch();
    const answers = await Promise.all([ask(), ask()]);
    await alone.close();

    expect(answers.map(({ extensions }) => extensions.upstream?.total)).toEqual([1, 1]);
    expect(arrivals.map(({ inFlight }) => inFlight)).toEqual([1, 2]);
  });

  it('share a token: one asks for it, the other waits along and its trace says so', async () => {
    const fresh = await startGraph();
    fresh.fail('VERIFONE', (request) => (isTokenRequest(request) ? { kind: 'slow', ms: 100 } : null));
    const arrivals = fresh.watch();
    const ask = (first: number) => fresh.query(page, { account: 'verifone-2', first });
    const answers = await Promise.all([ask(5), ask(6)]);
    await fresh.close();

    expect(arrivals.filter(isTokenRequest)).toHaveLength(1);
    const traces = answers.map(({ extensions }) =>
      extensions.upstream?.calls.map(({ operation, shared }) => ({ operation, shared })),
    );
    const listed = { operation: 'listCustomers', shared: false };
    expect(traces).toContainEqual([{ operation: 'token', shared: false }, listed]);
    expect(traces).toContainEqual([{ operation: 'token', shared: true }, listed]);
  });
});
