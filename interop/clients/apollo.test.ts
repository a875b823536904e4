import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import possible from '../../console/src/graphql/possible-types.ts';
import { graphql } from '../../test/graphql/index.ts';
import { startGraph, type RunningGraph } from '../../test/support/graph.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

const list = graphql(`
  query CachedList($account: String!) {
    customers(accounts: [$account], first: 3) {
      nodes {
        id
        email
      }
      sources {
        status
      }
    }
  }
`);
const change = graphql(`
  mutation CachedChange($input: UpdateCustomerInput!) {
    updateCustomer(input: $input) {
      ... on UpdateCustomerSuccess {
        customer {
          id
          email
        }
      }
      ... on VaultError {
        code
      }
    }
  }
`);
const removal = graphql(`
  mutation CachedRemoval($input: DeleteCustomerInput!) {
    deleteCustomer(input: $input) {
      ... on DeleteCustomerSuccess {
        deletedCustomerId
      }
      ... on VaultError {
        code
      }
    }
  }
`);

function connect() {
  const cache = new InMemoryCache(possible);
  const client = new ApolloClient({ cache, link: new HttpLink({ uri: graph.url }) });
  const variables = { account: 'monri-1' };
  const read = () => client.readQuery({ query: list, variables });
  return { cache, client, read, fetchList: () => client.query({ query: list, variables }) };
}

describe("Apollo Client's cache", () => {
  it('keeps each customer once, by its id', async () => {
    const { cache, read, fetchList } = connect();
    await fetchList();
    const ids = read()?.customers?.nodes.map(({ id }) => `Customer:${id}`) ?? [];
    expect(ids).toHaveLength(3);
    const held = Object.keys(cache.extract()).filter((key) => key.startsWith('Customer:'));
    expect(held.toSorted()).toEqual(ids.toSorted());
  });

  it('shows a change in every list, without asking again', async () => {
    const { client, read, fetchList } = connect();
    await fetchList();
    const [first, ...others] = read()?.customers?.nodes ?? [];
    const input = { id: first?.id ?? '', patch: { email: 'cached@example.com' } };
    const seen = graph.watch();
    await client.mutate({ mutation: change, variables: { input } });
    expect(read()?.customers?.nodes).toEqual([{ ...first, email: 'cached@example.com' }, ...others]);
    expect(seen.filter(({ url }) => url.searchParams.has('limit'))).toEqual([]);
  });

  it('forgets a deleted customer by the id that the deletion answers', async () => {
    const { cache, client, read, fetchList } = connect();
    await fetchList();
    const [first, ...others] = read()?.customers?.nodes ?? [];
    await client.mutate({
      mutation: removal,
      variables: { input: { id: first?.id ?? '' } },
      update: (updated, { data }) => {
        const result = data?.deleteCustomer;
        const id = result && 'deletedCustomerId' in result ? result.deletedCustomerId : '';
        updated.evict({ id: updated.identify({ __typename: 'Customer', id }) ?? '' });
      },
    });
    expect(read()?.customers?.nodes).toEqual(others);
    expect(cache.gc()).toEqual([]);
  });
});
