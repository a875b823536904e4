import { createWrites } from '../failure/kept-writes.ts';
import { graphql } from '../graphql/index.ts';

export const customerQuery = graphql(`
  query Customer($id: ID!) {
    customer(by: { id: $id }) {
      id
      ...WholeCustomer
    }
  }
`);

/** Apart from the customer: if the provider fails to list them, the customer shows all the same. */
export const paymentMethodsQuery = graphql(`
  query PaymentMethods($id: ID!, $after: String) {
    customer(by: { id: $id }) {
      id
      paymentMethods(first: 20, after: $after) {
        nodes {
          id
          ...PaymentMethodParts
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
  }
`);

/** Whenever one comes, goes or changes; the pages of the list are asked for again then. */
export const paymentMethodChanges = graphql(`
  subscription PaymentMethodChanges($id: ID!) {
    paymentMethods(customerId: $id) {
      nodes {
        id
        ...PaymentMethodParts
      }
    }
  }
`);

export const paymentMethodParts = graphql(`
  fragment PaymentMethodParts on PaymentMethod {
    id
    displayLabel
    status
    createdAt
    retainedUntil
    customer {
      id
    }
    instrument {
      ... on CardInstrument {
        expiryMonth
        expiryYear
      }
      ... on SepaInstrument {
        bic
        countryCode
      }
      ... on OpenBankingInstrument {
        bic
        countryCode
      }
      ... on OtherInstrument {
        providerKind
      }
    }
  }
`);

/** Each under the id of its customer. */
export const deletions = createWrites(
  'Deleting a customer',
  graphql(`
    mutation DeleteCustomer($input: DeleteCustomerInput!) {
      deleteCustomer(input: $input) {
        ... on DeleteCustomerSuccess {
          deletedCustomerId
          alreadyDeleted
          retention
          paymentMethods
        }
        ...FailureParts
      }
    }
  `),
);

/** Each under the id of its payment method. */
export const detachments = createWrites(
  'Detaching a payment method',
  graphql(`
    mutation DeletePaymentMethod($input: DeletePaymentMethodInput!) {
      deletePaymentMethod(input: $input) {
        ... on DeletePaymentMethodSuccess {
          deletedPaymentMethodId
          alreadyDeleted
        }
        ...FailureParts
      }
    }
  `),
);

export const scopesQuery = graphql(`
  query Scopes {
    viewer {
      tenant
      credential
      scopes
    }
  }
`);

export const exportQuery = graphql(`
  query ExportCustomer($customers: [ID!]!) {
    exportPerson(customers: $customers) {
      records {
        status
        problems
      }
      json
      html
    }
  }
`);
