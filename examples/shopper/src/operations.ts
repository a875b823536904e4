import { graphql } from './graphql/index.ts';

export const mine = graphql(`
  query Mine {
    viewer {
      customers {
        id
        provider
        fullName
        email
        paymentMethods(first: 20) {
          nodes {
            id
            displayLabel
            status
          }
        }
      }
    }
  }
`);

export const register = graphql(`
  mutation Register($input: CreateRegistrationLinkInput!) {
    createRegistrationLink(input: $input) {
      ... on CreateRegistrationLinkSuccess {
        registrationLink {
          id
          url
          qrCode {
            dataUri
          }
        }
      }
      ... on VaultError {
        code
      }
    }
  }
`);

export const progress = graphql(`
  subscription Progress($id: ID!) {
    registrationLink(id: $id) {
      status
    }
  }
`);

export const remove = graphql(`
  mutation Remove($id: ID!) {
    deletePaymentMethod(input: { id: $id }) {
      ... on VaultError {
        code
      }
    }
  }
`);
