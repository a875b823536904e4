import { createWrites } from '../failure/kept-writes.ts';
import { graphql } from '../graphql/index.ts';

export const creations = createWrites(
  'Creating a customer',
  graphql(`
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
  `),
);

/** Each under the id of its customer. */
export const changes = createWrites(
  'Changing a customer',
  graphql(`
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
  `),
);
