// GraphiQL shows lines of 58 characters on a laptop's screen: none is longer.

export const createMutation = `# Creates a customer. Run it twice: the idempotency key
# returns the first outcome, \`replayed: true\`.
mutation Create {
  createCustomer(
    input: {
      provider: MONRI
      account: "monri-1"
      idempotencyKey: "graphiql-1"
      customer: {
        merchantReference: "graphiql-1"
        fullName: "Ana Horvat"
        email: "ana.horvat@example.com"
        billingAddress: {
          lines: ["Ilica 1"]
          city: "Zagreb"
          countryCode: "HR"
        }
        metadata: [{ key: "plan", value: "gold" }]
      }
    }
  ) {
    ... on CreateCustomerSuccess {
      replayed
      customer {
        id
        fullName
        createdAt
      }
    }
    ... on VaultError {
      code
      message
      retryable
    }
    ... on InvalidInputError {
      issues {
        path
        code
        message
      }
    }
  }
}
`;

export const patchMutation = `# Changes what the patch names and nothing else: null
# clears, absent leaves alone. Under Variables below is
# the id of a customer; put in another, such as the one
# that the tab Create made.
mutation Patch($id: ID!) {
  updateCustomer(
    input: {
      id: $id
      patch: {
        email: "new.address@example.com"
        phone: null
        metadata: {
          set: [{ key: "plan", value: "silver" }]
          unset: ["old"]
        }
      }
    }
  ) {
    ... on UpdateCustomerSuccess {
      customer {
        id
        fullName
        email
        phone
        metadata {
          key
          value
        }
        updatedAt
      }
    }
    ... on VaultError {
      code
      message
    }
  }
}
`;

export const registerMutation = `# A page on which a person registers a card. Open \`url\`,
# press the button there, and run this again: \`status\` is
# REGISTERED. \`dataUri\` is the page's QR code: copy it
# into an address bar.
mutation Register {
  createRegistrationLink(
    input: {
      provider: BAMBOO
      validForMinutes: 15
      customer: {
        merchantReference: "customer-1234"
        firstName: "Juan"
        lastName: "Pérez"
      }
    }
  ) {
    ... on CreateRegistrationLinkSuccess {
      registrationLink {
        id
        url
        expiresAt
        status
        qrCode(format: SVG, size: 256) {
          dataUri
        }
      }
    }
    ... on VaultError {
      code
      message
    }
  }
}
`;
