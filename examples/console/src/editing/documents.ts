import { graphql } from '../graphql/index.ts';

export const createCustomerMutation = graphql(`
  mutation CreateCustomer($input: CreateCustomerInput!) {
    createCustomer(input: $input) {
      ... on CreateCustomerSuccess {
        replayed
        customer {
          id
          ...WholeCustomer
        }
      }
      ...FailureParts
    }
  }
`);

export const updateCustomerMutation = graphql(`
  mutation UpdateCustomer($input: UpdateCustomerInput!) {
    updateCustomer(input: $input) {
      ... on UpdateCustomerSuccess {
        replayed
        customer {
          id
          ...WholeCustomer
        }
      }
      ...FailureParts
    }
  }
`);
