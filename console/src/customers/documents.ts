import { graphql } from '../graphql/index.ts';

export const customerRow = graphql(`
  fragment CustomerRow on Customer {
    id
    fullName
    company
    email
    provider
    createdAt
    account {
      id
      key
      displayName
    }
  }
`);

export const sourceParts = graphql(`
  fragment SourceParts on ConnectionSource {
    status
    retryCursor
    account {
      id
      key
      displayName
    }
    problem {
      code
      message
      requestId
    }
  }
`);

export const customersQuery = graphql(`
  query Customers($first: Int!, $after: String, $accounts: [String!], $filter: CustomerFilterInput) {
    customers(first: $first, after: $after, accounts: $accounts, filter: $filter) {
      totalCount
      nodes {
        id
        ...CustomerRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      sources {
        ...SourceParts
      }
    }
  }
`);

export const findCustomerQuery = graphql(`
  query FindCustomer($by: CustomerLookupInput!) {
    customer(by: $by) {
      id
      ...CustomerRow
    }
  }
`);
