import { graphql } from '../graphql/index.ts';

/** Everything of a customer that was written. */
export const writtenCustomer = graphql(`
  fragment WrittenCustomer on Customer {
    id
    provider
    account {
      key
    }
    providerCustomerId
    merchantReference
    firstName
    lastName
    fullName
    company
    email
    phone
    billingAddress {
      ...WrittenAddress
    }
    shippingAddress {
      ...WrittenAddress
    }
    metadata {
      key
      value
    }
    createdAt
    updatedAt
    details {
      __typename
      ... on BambooCustomerDetails {
        documentTypeId
        documentNumber
      }
      ... on BankingServiceCustomerDetails {
        profileId
      }
      ... on MonriCustomerDetails {
        description
        deletedAt
      }
      ... on VerifoneCustomerDetails {
        entityId
        title
        verifoneLanguage: language
        companyRegistrationNumber
        workPhone
        taxIdentifier
        middleName
        billingPhone
        shippingFirstName
        shippingMiddleName
        shippingLastName
        shippingPhone
      }
    }
  }
`);

graphql(`
  fragment WrittenAddress on CustomerAddress {
    lines
    city
    region
    postalCode
    premise
    subPremise
    building
    country
    countryCode
  }
`);

graphql(`
  fragment WriteFailure on VaultError {
    message
    code
    retryable
    provider
    ... on InvalidInputError {
      issues {
        path
        code
        message
      }
    }
    ... on ProviderRejectedError {
      providerErrorCode
      providerRequestId
      issues {
        path
        code
        message
      }
    }
    ... on AlreadyExistsError {
      existing {
        id
        ...WrittenCustomer
      }
    }
    ... on UnsupportedOperationError {
      capability {
        operation
        support
        instead
        note
      }
    }
    ... on StaleWriteError {
      current {
        id
        ...WrittenCustomer
      }
    }
    ... on UnavailableError {
      retryAt
    }
    ... on OutcomeUnknownError {
      mayDuplicate
    }
  }
`);

export const writtenLink = graphql(`
  fragment WrittenLink on RegistrationLink {
    id
    provider
    account {
      key
    }
    url
    qrCode(format: PNG) {
      format
      dataUri
      svg
    }
    providerCustomerId
    validForMinutes
    createdAt
    expiresAt
    status
    customer {
      ...WrittenCustomer
    }
    paymentMethod {
      id
      status
    }
  }
`);

/** Every mutation with its whole result. */
export const createCustomer = graphql(`
  mutation CreateCustomer($input: CreateCustomerInput!) {
    createCustomer(input: $input) {
      __typename
      ... on CreateCustomerSuccess {
        replayed
        customer {
          id
          ...WrittenCustomer
        }
      }
      ...WriteFailure
    }
  }
`);

export const updateCustomer = graphql(`
  mutation UpdateCustomer($input: UpdateCustomerInput!) {
    updateCustomer(input: $input) {
      __typename
      ... on UpdateCustomerSuccess {
        replayed
        customer {
          id
          ...WrittenCustomer
        }
      }
      ...WriteFailure
    }
  }
`);

export const deleteCustomer = graphql(`
  mutation DeleteCustomer($input: DeleteCustomerInput!) {
    deleteCustomer(input: $input) {
      __typename
      ... on DeleteCustomerSuccess {
        deletedCustomerId
        alreadyDeleted
        retention
        paymentMethods
        replayed
      }
      ...WriteFailure
    }
  }
`);

export const deletePaymentMethod = graphql(`
  mutation DeletePaymentMethod($input: DeletePaymentMethodInput!) {
    deletePaymentMethod(input: $input) {
      __typename
      ... on DeletePaymentMethodSuccess {
        deletedPaymentMethodId
        alreadyDeleted
        customer {
          id
          paymentMethods {
            nodes {
              id
            }
          }
        }
        replayed
      }
      ...WriteFailure
    }
  }
`);

export const createRegistrationLink = graphql(`
  mutation CreateRegistrationLink($input: CreateRegistrationLinkInput!) {
    createRegistrationLink(input: $input) {
      __typename
      ... on CreateRegistrationLinkSuccess {
        replayed
        registrationLink {
          id
          ...WrittenLink
        }
      }
      ...WriteFailure
    }
  }
`);

export const attachCustomerToPayment = graphql(`
  mutation AttachCustomerToPayment($input: AttachCustomerToPaymentInput!) {
    attachCustomerToPayment(input: $input) {
      __typename
      ... on AttachCustomerToPaymentSuccess {
        replayed
        paymentLink {
          paymentId
          url
          qrCode(format: SVG, size: 200) {
            format
            dataUri
            svg
          }
          validForMinutes
        }
      }
      ...WriteFailure
    }
  }
`);
