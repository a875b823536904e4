// GraphiQL shows lines of 58 characters on a laptop's screen: none is longer.

const lookup = `  failing: customers(accounts: ["verifone-1"], first: 1) {
    sources {
      status
      problem {
        code
        message
        retryable
      }
    }
  }
`;

/** Asks an account that a header makes fail, beside one that answers. */
function listWith(name: string, comment: string): string {
  return `${comment}query ${name} {
${lookup}  fine: customers(accounts: ["verifone-2"], first: 1) {
    nodes {
      fullName
    }
    sources {
      status
    }
  }
}
`;
}

export const downQuery = listWith(
  'ProviderDown',
  `# PROVIDER_UNAVAILABLE. The header x-sandbox-fault, under
# Headers below, takes one account down for this request.
# The rest of the answer is complete.
`,
);

export const throttledQuery = listWith(
  'RateLimited',
  `# RATE_LIMITED: the provider asks to wait.
`,
);

export const unauthorizedQuery = listWith(
  'Unauthorized',
  `# PROVIDER_UNAUTHORIZED: the provider refuses the key that
# the configuration gives.
`,
);

export const garbledQuery = listWith(
  'BadResponse',
  `# PROVIDER_BAD_RESPONSE: the answer is a page of HTML.
`,
);

function createFails(input: string): string {
  return `  createCustomer(
    input: {
      provider: MONRI
      account: "monri-1"
${input}    }
  ) {
    ...Outcome
  }
}

fragment Outcome on CreateCustomerResult {
  __typename
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
`;
}

export const invalidMutation = `# INVALID_INPUT: every mistake, each with its path.
# Nothing is sent to the provider.
mutation InvalidInput {
${createFails(`      customer: {
        merchantReference: "invalid-1"
        email: "no address"
        billingAddress: { countryCode: "XX" }
      }
`)}`;

export const rejectedMutation = `# PROVIDER_REJECTED: the provider refuses the input.
mutation Rejected {
${createFails(`      customer: {
        merchantReference: "rejected-1"
        fullName: "Ana Horvat"
        email: "ana.horvat@example.com"
      }
`)}`;

export const unknownMutation = `# OUTCOME_UNKNOWN: the provider does the write and cuts
# the connection. Without the header, the same key shows
# what became of it.
mutation OutcomeUnknown {
${createFails(`      idempotencyKey: "graphiql-unknown-1"
      customer: {
        merchantReference: "unknown-1"
        fullName: "Ana Horvat"
        email: "ana.horvat@example.com"
      }
`)}`;

export const duplicateMutation = `# ALREADY_EXISTS: two customers with one reference. The
# one that there is comes with the refusal.
mutation AlreadyExists {
  first: createCustomer(
    input: {
      provider: MONRI
      account: "monri-1"
      customer: {
        merchantReference: "twice-1"
        fullName: "Ana Horvat"
      }
    }
  ) {
    __typename
  }
  second: createCustomer(
    input: {
      provider: MONRI
      account: "monri-1"
      customer: {
        merchantReference: "twice-1"
        fullName: "Ivan Horvat"
      }
    }
  ) {
    ... on VaultError {
      code
      message
    }
    ... on AlreadyExistsError {
      existing {
        fullName
      }
    }
  }
}
`;

export const conflictMutation = `# IDEMPOTENCY_CONFLICT: one key for two different writes.
# Run it, change the reference under Variables below, and
# run it again.
mutation IdempotencyConflict($reference: String!) {
  createCustomer(
    input: {
      provider: MONRI
      account: "monri-1"
      idempotencyKey: "graphiql-conflict-1"
      customer: { merchantReference: $reference }
    }
  ) {
    __typename
    ... on VaultError {
      code
      message
      retryable
    }
  }
}
`;

export const staleMutation = `# STALE_WRITE: the record changed since the time given.
# \`current\` is what it is now.
mutation StaleWrite($id: ID!) {
  updateCustomer(
    input: {
      id: $id
      ifUnchangedSince: "2001-01-01T00:00:00Z"
      patch: { phone: "+385 1 555 0100" }
    }
  ) {
    ... on VaultError {
      code
      message
    }
    ... on StaleWriteError {
      current {
        fullName
        phone
        updatedAt
      }
    }
  }
}
`;

export const unsupportedMutation = `# UNSUPPORTED_OPERATION: Bamboo changes no customer. The
# message says what to do instead.
mutation Unsupported($id: ID!) {
  updateCustomer(
    input: { id: $id, patch: { phone: "+598 2" } }
  ) {
    ... on VaultError {
      code
      message
    }
  }
}
`;

export const missingMutation = `# NOT_FOUND: there is no such payment.
mutation NotFound {
  attachCustomerToPayment(
    input: {
      provider: BAMBOO
      paymentId: "00000000-0000-4000-8000-000000000000"
      customer: {
        merchantReference: "customer-1234"
        firstName: "Juan"
      }
    }
  ) {
    ... on VaultError {
      code
      message
    }
  }
}
`;
