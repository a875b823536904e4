import { expect } from 'vitest';
import { graphql } from '../graphql/index.ts';
import type { RunningGraph } from './graph.ts';

/** Everything of a payment method. */
export const wholeMethod = graphql(`
  fragment WholeMethod on PaymentMethod {
    id
    provider
    account {
      key
    }
    status
    displayLabel
    merchantReference
    token
    createdAt
    updatedAt
    retainedUntil
    instrument {
      __typename
      ... on CardInstrument {
        brand
        maskedNumber
        cardEnding: last4
        bin
        expiryMonth
        expiryYear
      }
      ... on SepaInstrument {
        last4
        bic
        countryCode
      }
      ... on OpenBankingInstrument {
        last4
        bic
        countryCode
      }
      ... on OtherInstrument {
        providerKind
      }
    }
  }
`);

const methodsOf = graphql(`
  query MethodsOfCustomer($by: CustomerLookupInput!, $first: Int!, $after: String) {
    customer(by: $by) {
      id
      paymentMethods(first: $first, after: $after) {
        edges {
          cursor
        }
        nodes {
          id
          ...WholeMethod
        }
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
          }
        }
      }
    }
  }
`);

export const methodById = graphql(`
  query MethodById($id: ID!) {
    paymentMethod(id: $id) {
      ...WholeMethod
      customer {
        id
      }
    }
  }
`);

/** An account of each provider. */
export const accounts = {
  BAMBOO: 'bamboo',
  BANKING_SERVICE: 'banking-service',
  MONRI: 'monri-1',
  VERIFONE: 'verifone-1',
} as const;

/** One customer of the sandbox with a page of payment methods. */
export async function readMethods(
  graph: RunningGraph,
  provider: keyof typeof accounts,
  customerId: string,
  paging: { first?: number; after?: string | null } = {},
) {
  const { first = 20, after = null } = paging;
  const by = { providerCustomerId: { provider, account: accounts[provider], customerId } };
  const { data, errors } = await graph.query(methodsOf, { by, first, after });
  expect(errors).toBeUndefined();
  return data?.customer;
}
