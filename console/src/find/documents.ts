import { graphql } from '../graphql/index.ts';

export const findCustomersQuery = graphql(`
  query FindCustomers($match: CustomerMatchInput!, $accounts: [String!], $after: String) {
    findCustomers(match: $match, accounts: $accounts, first: 20, after: $after) {
      edges {
        matchedBy
        exact
        node {
          id
          ...CustomerRow
        }
      }
      sources {
        method
        searched
        total
        status
        retryCursor
        account {
          id
          key
        }
        problem {
          code
          message
          requestId
        }
      }
    }
  }
`);
