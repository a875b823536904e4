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
# that the example Create made.
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

export const deleteMutation = `# Deletes the customer under Variables below. Monri keeps
# the record and marks it as deleted: \`retention\` says so.
mutation Delete($id: ID!) {
  deleteCustomer(input: { id: $id }) {
    ... on DeleteCustomerSuccess {
      deletedCustomerId
      alreadyDeleted
      retention
      paymentMethods
    }
    ... on VaultError {
      code
      message
    }
  }
}
`;

export const detachMutation = `# Deletes one payment method, and shows which ones its
# customer has left.
mutation DeletePaymentMethod($id: ID!) {
  deletePaymentMethod(input: { id: $id }) {
    ... on DeletePaymentMethodSuccess {
      alreadyDeleted
      customer {
        fullName
        paymentMethods {
          nodes {
            displayLabel
          }
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

export const registerMutation = `# A page on which a person registers a card. Open \`url\`,
# press the button there, and run this again: \`status\` is
# REGISTERED. The console shows the page's QR code.
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
      }
    }
    ... on VaultError {
      code
      message
    }
  }
}
`;

export const registerMandateMutation = `# A page on which a customer authorises a mandate at a
# bank. Open \`url\`, press a button there, and run this
# again: under the same key it is the same link, and
# \`status\` is REGISTERED or FAILED.
mutation RegisterMandate($customerId: ID!) {
  createRegistrationLink(
    input: {
      provider: BANKING_SERVICE
      customerId: $customerId
      idempotencyKey: "register-mandate-example"
      description: "Coffee, every month"
      method: {
        kind: OPEN_BANKING
        recurring: {
          amount: 1995
          currency: "EUR"
          frequency: MONTHLY
          dayOfExecution: 28
          startAt: "2030-01-01T00:00:00Z"
        }
      }
    }
  ) {
    ... on CreateRegistrationLinkSuccess {
      replayed
      registrationLink {
        id
        url
        status
        paymentMethod {
          displayLabel
          status
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

export const attachMutation = `# Puts a person on a payment that waits to be paid. Its
# id is under Variables below.
mutation AttachToPayment($paymentId: String!) {
  attachCustomerToPayment(
    input: {
      provider: BAMBOO
      paymentId: $paymentId
      customer: {
        merchantReference: "customer-1234"
        firstName: "Juan"
        lastName: "Pérez"
      }
    }
  ) {
    ... on AttachCustomerToPaymentSuccess {
      paymentLink {
        url
        validForMinutes
      }
    }
    ... on VaultError {
      code
      message
    }
  }
}
`;
