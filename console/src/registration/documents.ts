import { createWrites } from '../failure/kept-writes.ts';
import { graphql } from '../graphql/index.ts';

export const linkParts = graphql(`
  fragment LinkParts on RegistrationLink {
    id
    url
    status
    createdAt
    expiresAt
    validForMinutes
    account {
      id
      displayName
    }
    qrCode(format: SVG, size: 320) {
      dataUri
    }
    customer {
      id
      fullName
    }
    paymentMethod {
      id
      displayLabel
      description
      instrument {
        ... on OpenBankingInstrument {
          recurring {
            amount
            currency
            frequency
            dayOfExecution
            monthOfExecution
            startAt
            endAt
          }
        }
      }
    }
  }
`);

export const linkCreations = createWrites(
  'Creating a registration link',
  graphql(`
    mutation CreateRegistrationLink($input: CreateRegistrationLinkInput!) {
      createRegistrationLink(input: $input) {
        ... on CreateRegistrationLinkSuccess {
          replayed
          registrationLink {
            id
            createdAt
            ...LinkParts
          }
        }
        ...FailureParts
      }
    }
  `),
);

export const linkQuery = graphql(`
  query RegistrationLink($id: ID!) {
    node(id: $id) {
      id
      ... on RegistrationLink {
        ...LinkParts
      }
    }
  }
`);

/** The same, whenever its status differs. */
export const linkChanges = graphql(`
  subscription RegistrationLinkChanges($id: ID!) {
    registrationLink(id: $id) {
      id
      ...LinkParts
    }
  }
`);
