import { graphql } from '../graphql/index.ts';

/** Every mutation, asked for nothing that would have to be read from a provider once the write is done. */
export const trialCreate = graphql(`
  mutation TrialCreate($input: CreateCustomerInput!) {
    outcome: createCustomer(input: $input) {
      type: __typename
      ... on CreateCustomerSuccess {
        replayed
        customer {
          id
          providerCustomerId
        }
      }
      ... on VaultError {
        code
        retryable
      }
    }
  }
`);

export const trialUpdate = graphql(`
  mutation TrialUpdate($input: UpdateCustomerInput!) {
    outcome: updateCustomer(input: $input) {
      type: __typename
      ... on UpdateCustomerSuccess {
        replayed
        customer {
          id
          providerCustomerId
        }
      }
      ... on VaultError {
        code
        retryable
      }
    }
  }
`);

export const trialDelete = graphql(`
  mutation TrialDelete($input: DeleteCustomerInput!) {
    outcome: deleteCustomer(input: $input) {
      type: __typename
      ... on DeleteCustomerSuccess {
        replayed
      }
      ... on VaultError {
        code
        retryable
      }
    }
  }
`);

export const trialDetach = graphql(`
  mutation TrialDetach($input: DeletePaymentMethodInput!) {
    outcome: deletePaymentMethod(input: $input) {
      type: __typename
      ... on DeletePaymentMethodSuccess {
        replayed
      }
      ... on VaultError {
        code
        retryable
      }
    }
  }
`);

export const trialRegister = graphql(`
  mutation TrialRegister($input: CreateRegistrationLinkInput!) {
    outcome: createRegistrationLink(input: $input) {
      type: __typename
      ... on CreateRegistrationLinkSuccess {
        replayed
        registrationLink {
          url
        }
      }
      ... on VaultError {
        code
        retryable
      }
    }
  }
`);

export const trialAttach = graphql(`
  mutation TrialAttach($input: AttachCustomerToPaymentInput!) {
    outcome: attachCustomerToPayment(input: $input) {
      type: __typename
      ... on AttachCustomerToPaymentSuccess {
        replayed
        paymentLink {
          paymentId
        }
      }
      ... on VaultError {
        code
        retryable
      }
    }
  }
`);

export const trialCustomer = graphql(`
  query TrialCustomer($by: CustomerLookupInput!) {
    customer(by: $by) {
      id
    }
  }
`);

export const trialMethods = graphql(`
  query TrialMethods($customerId: String!) {
    customer(by: { providerCustomerId: { provider: BANKING_SERVICE, customerId: $customerId } }) {
      paymentMethods {
        nodes {
          id
        }
      }
    }
  }
`);

/** A creation in which everything may be wrong except the document. */
export const generatedCreate = graphql(`
  mutation GeneratedCreate($input: CreateCustomerInput!) {
    outcome: createCustomer(input: $input) {
      type: __typename
      ... on CreateCustomerSuccess {
        customer {
          id
        }
      }
      ... on InvalidInputError {
        issues {
          path
          code
        }
      }
    }
  }
`);

export const generatedRegistration = graphql(`
  mutation GeneratedRegistration($input: CreateRegistrationLinkInput!) {
    outcome: createRegistrationLink(input: $input) {
      type: __typename
      ... on CreateRegistrationLinkSuccess {
        registrationLink {
          customer {
            id
          }
        }
      }
      ... on InvalidInputError {
        issues {
          path
          code
        }
      }
    }
  }
`);

export const roundTrip = graphql(`
  query RoundTrip($id: ID!) {
    customer(by: { id: $id }) {
      ...WrittenCustomer
    }
  }
`);
