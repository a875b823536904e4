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

export const bambooQuery = `# Bamboo: read by the merchant's own reference, which is the customer's identifier there.
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

export const monriQuery = `# Monri: cards with brand and expiry. Page on with \`after: endCursor\`.
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

export const verifoneQuery = `# Verifone: filtered by creation time. The header asks for the trace of the calls to the provider,
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

export const bankingServiceQuery = `# bankingservice.ai: the only one that says how many customers there are.
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

export const failureQuery = `# A failure on demand: the emulators are down for this one key. Its field is null, and an error says why;
# the rest of the answer is complete.
query Failure {
  down: customer(
    by: { reference: { provider: BAMBOO, reference: "provider-is-down" } }
  ) {
    id
  }
  up: customer(
    by: { reference: { provider: BAMBOO, reference: "juan.perez@gmail.com" } }
  ) {
    fullName
  }
}
`;
