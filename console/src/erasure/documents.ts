import { createWrites } from '../failure/kept-writes.ts';
import { graphql } from '../graphql/index.ts';

export const planQuery = graphql(`
  query PlanErasure($customers: [ID!]!) {
    planErasure(customers: $customers) {
      records {
        id
        account {
          id
          displayName
        }
        fate
        because
        paymentMethods {
          id
          fate
          because
        }
        notes
      }
    }
  }
`);

/** Each under the ids of its customers. */
export const erasures = createWrites(
  'Erasing a customer',
  graphql(`
    mutation EraseCustomers($input: EraseCustomersInput!) {
      eraseCustomers(input: $input) {
        ... on EraseCustomersSuccess {
          replayed
          erasure {
            id
          }
        }
        ...FailureParts
      }
    }
  `),
);

export const erasureQuery = graphql(`
  query Erasure($id: ID!) {
    node(id: $id) {
      ...ErasureParts
    }
  }
`);

export const erasureParts = graphql(`
  fragment ErasureParts on Erasure {
    id
    status
    reason
    startedAt
    finishedAt
    records {
      id
      account {
        id
        displayName
      }
      steps {
        id
        subject
        state
        at
        attempts
        cameBack
        because
      }
      nextTryAt
      notes
    }
    receipt {
      jws
      html
    }
  }
`);
