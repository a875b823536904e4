export const createMutation = `# Creates a customer. Run it twice: the idempotency key returns the first outcome, \`replayed: true\`.
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
        billingAddress: { lines: ["Ilica 1"], city: "Zagreb", countryCode: "HR" }
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

export const patchMutation = `# Changes what the patch names and nothing else: null clears, absent leaves alone.
# Put in the id of a customer, for instance the one the tab before created.
mutation Patch($id: ID!) {
  updateCustomer(
    input: {
      id: $id
      patch: {
        email: "new.address@example.com"
        phone: null
        metadata: { set: [{ key: "plan", value: "silver" }], unset: ["old"] }
      }
    }
  ) {
    ... on UpdateCustomerSuccess {
      customer {
        id
        email
        phone
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

export const registerMutation = `# A page on which a person registers a card, and the same page as a QR code: copy \`dataUri\` into an address bar.
mutation Register {
  createRegistrationLink(
    input: {
      provider: BAMBOO
      validForMinutes: 15
      customer: { merchantReference: "customer-1234", firstName: "Juan", lastName: "Pérez" }
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
