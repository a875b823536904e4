import { graphql } from '../graphql/index.ts';

/** The accounts, and what each of their providers can do: what the console offers follows from it. */
export const accountsQuery = graphql(`
  query Accounts {
    providerAccounts {
      id
      key
      displayName
      environment
      provider {
        code
        displayName
        capabilities {
          operation
          support
          note
          deletion {
            retention
            paymentMethods
          }
          registration {
            subject
            kinds
          }
          requiredFields
          unsupportedFields
          filters
        }
      }
    }
  }
`);

/** Everything the console shows of a customer and lets be changed. */
export const wholeCustomer = graphql(`
  fragment WholeCustomer on Customer {
    id
    provider
    account {
      id
      key
      displayName
      environment
    }
    providerCustomerId
    merchantReference
    fullName
    firstName
    lastName
    company
    email
    phone
    billingAddress {
      ...WholeAddress
    }
    shippingAddress {
      ...WholeAddress
    }
    metadata {
      key
      value
    }
    details {
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
        companyRegistrationNumber
        entityId
        language
        taxIdentifier
        title
        workPhone
        billingPhone
        middleName
        shippingFirstName
        shippingLastName
        shippingMiddleName
        shippingPhone
      }
    }
    createdAt
    updatedAt
    viewerCanUpdate
    viewerCanDelete
  }
`);

export const wholeAddress = graphql(`
  fragment WholeAddress on CustomerAddress {
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

/** Every kind of failure with what is particular to it; kinds that are added later show as a `VaultError`. */
graphql(`
  fragment FailureParts on VaultError {
    code
    message
    provider
    retryable
    requestId
    ... on AccessDeniedError {
      requiredScopes
    }
    ... on AlreadyExistsError {
      existing {
        id
        fullName
      }
    }
    ... on InvalidInputError {
      issues {
        path
        code
        message
      }
    }
    ... on OutcomeUnknownError {
      mayDuplicate
    }
    ... on ProviderRejectedError {
      issues {
        path
        code
        message
      }
      providerErrorCode
      providerRequestId
    }
    ... on StaleWriteError {
      current {
        ...WholeCustomer
      }
    }
    ... on UnavailableError {
      retryAt
    }
    ... on UnsupportedOperationError {
      capability {
        note
      }
    }
  }
`);
