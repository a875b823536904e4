import { expect } from 'vitest';
import type { CustomerListQueryVariables } from '../graphql/graphql.ts';
import { graphql } from '../graphql/index.ts';
import type { RunningGraph } from './graph.ts';

const list = graphql(`
  query CustomerList(
    $first: Int!
    $after: String
    $filter: CustomerFilterInput
    $providers: [ListingProviderCode!]
    $accounts: [String!]
  ) {
    customers(first: $first, after: $after, filter: $filter, providers: $providers, accounts: $accounts) {
      edges {
        cursor
        node {
          id
        }
      }
      nodes {
        id
        providerCustomerId
        email
        createdAt
        account {
          key
        }
      }
      totalCount
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      sources {
        account {
          key
        }
        status
        retryCursor
        problem {
          __typename
          code
          message
          provider
          retryable
          ... on UnsupportedOperationError {
            capability {
              operation
            }
          }
        }
      }
    }
  }
`);

/** One page of customers; an error fails the test. */
export async function readPage(graph: RunningGraph, variables: CustomerListQueryVariables) {
  const { data, errors } = await graph.query(list, variables);
  expect(errors).toBeUndefined();
  if (!data?.customers) throw new Error('There is no page.');
  return data.customers;
}

export type ListPage = Awaited<ReturnType<typeof readPage>>;

/** Every page, from the first or from a cursor on. */
export async function readPages(
  graph: RunningGraph,
  variables: CustomerListQueryVariables,
): Promise<readonly ListPage[]> {
  const pages = [await readPage(graph, variables)];
  for (let last = pages[0]; last?.pageInfo.hasNextPage; last = pages.at(-1)) {
    pages.push(await readPage(graph, { ...variables, after: last.pageInfo.endCursor }));
  }
  return pages;
}

/** What became of each account, by key. */
export const statusesOf = ({ sources }: ListPage): Record<string, string> =>
  Object.fromEntries(sources.map(({ account, status }) => [account.key, status]));
