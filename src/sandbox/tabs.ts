/** A document GraphiQL opens with. */
export interface Tab {
  readonly query: string;
  readonly variables?: string;
  readonly headers?: string;
}

/** The first: customers of all four providers with their payment methods. */
export const firstQuery = `# Customers of four payment providers, with their saved payment methods. Press Run.
query FourVaults {
  # Bamboo cannot list customers: it reads one by the merchant's own reference.
  bamboo: customer(
    by: { reference: { provider: BAMBOO, reference: "juan.perez@gmail.com" } }
  ) {
    ...CustomerCard
  }

  # Every account in turn. \`sources\` says what became of each, so that nothing is left out silently.
  providerAccounts {
    key
    provider {
      displayName
    }
    customers(first: 3) {
      nodes {
        ...CustomerCard
      }
      sources {
        status
        problem {
          message
        }
      }
    }
  }
}

fragment CustomerCard on Customer {
  id
  fullName
  email
  billingAddress {
    lines
    city
    countryCode
  }
  paymentMethods(first: 5) {
    nodes {
      displayLabel
      status
    }
    sources {
      status
    }
  }
}
`;

const bamboo = `# Bamboo: read by the merchant's own reference, which is the customer's identifier there.
query BambooCustomer {
  customer(
    by: { reference: { provider: BAMBOO, reference: "juan.perez@gmail.com" } }
  ) {
    fullName
    phone
    billingAddress {
      lines
      city
      country
      countryCode
    }
    details {
      ... on BambooCustomerDetails {
        documentTypeId
        documentNumber
      }
    }
  }
}
`;

const monri = `# Monri: cards with brand and expiry. Page on with \`after: endCursor\`.
query MonriCustomers {
  customers(providers: [MONRI], first: 5) {
    nodes {
      fullName
      merchantReference
      metadata {
        key
        value
      }
      paymentMethods {
        nodes {
          displayLabel
          instrument {
            ... on CardInstrument {
              brand
              last4
              expiryMonth
              expiryYear
            }
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    sources {
      account {
        key
      }
      status
    }
  }
}
`;

const verifone = `# Verifone: filtered by creation time. The header asks for the trace of the calls to the provider,
# which stands in \`extensions.upstream\` below the data.
query VerifoneCustomers($since: DateTime!) {
  customers(providers: [VERIFONE], first: 5, filter: { createdFrom: $since }) {
    nodes {
      fullName
      company
      createdAt
      details {
        ... on VerifoneCustomerDetails {
          entityId
          companyRegistrationNumber
        }
      }
    }
    sources {
      status
    }
  }
}
`;

const bankingService = `# bankingservice.ai: the only one that says how many customers there are.
query BankCustomers {
  customers(providers: [BANKING_SERVICE], first: 5) {
    totalCount
    nodes {
      fullName
      company
      paymentMethods {
        nodes {
          displayLabel
          status
          instrument {
            __typename
            ... on SepaInstrument {
              bic
              last4
            }
            ... on OpenBankingInstrument {
              bic
              last4
            }
          }
        }
      }
    }
  }
}
`;

const create = `# Creates a customer. Run it twice: the idempotency key returns the first outcome, \`replayed: true\`.
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

const patch = `# Changes what the patch names and nothing else: null clears, absent leaves alone.
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

const register = `# A page on which a person registers a card, and the same page as a QR code: copy \`dataUri\` into an address bar.
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

/** What GraphiQL opens with in the sandbox: a query per provider, a create, a patch, a registration link. */
export const tabs: readonly Tab[] = [
  { query: firstQuery },
  { query: bamboo },
  { query: monri },
  {
    query: verifone,
    variables: '{ "since": "2020-01-01T00:00:00Z" }',
    headers: '{ "x-vaultgraph-trace": "1" }',
  },
  { query: bankingService },
  { query: create },
  { query: patch, variables: '{ "id": "…" }' },
  { query: register },
];
