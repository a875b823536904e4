// GraphiQL shows lines of 58 characters on a laptop's screen: none is longer.

/** The first: customers of all four providers with their payment methods. */
export const firstQuery = `# Customers of four payment providers, with their saved
# payment methods. Press Run.
query FourVaults {
  # Bamboo cannot list customers: it reads one by the
  # merchant's own reference.
  bamboo: customer(
    by: {
      reference: {
        provider: BAMBOO
        reference: "juan.perez@gmail.com"
      }
    }
  ) {
    ...CustomerCard
  }

  # Every account in turn. \`sources\` says what became of
  # each, so that nothing is left out silently.
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

export const bambooQuery = `# Bamboo: read by the merchant's own reference, which is
# the customer's identifier there.
query Bamboo {
  customer(
    by: {
      reference: {
        provider: BAMBOO
        reference: "juan.perez@gmail.com"
      }
    }
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

export const monriQuery = `# Monri: cards with brand and expiry.
query Monri {
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
  }
}
`;

export const verifoneQuery = `# Verifone: filtered by creation time. The time is under
# Variables below.
query Verifone($since: DateTime!) {
  customers(
    providers: [VERIFONE]
    first: 5
    filter: { createdFrom: $since }
  ) {
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

export const bankingServiceQuery = `# bankingservice.ai: the only one that says how many
# customers there are.
query BankingService {
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

export const pagingQuery = `# Two customers a page. To read the next one, put the
# answer's \`endCursor\` as \`after\` under Variables below.
query Paging($after: String) {
  customers(providers: [MONRI], first: 2, after: $after) {
    nodes {
      fullName
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    # An account that failed has a \`retryCursor\`: put it
    # there to ask for what is missing.
    sources {
      account {
        key
      }
      status
      retryCursor
    }
  }
}
`;

export const failureQuery = `# A failure on demand: the emulators are down for this
# one key. Its field is null, and an error says why; the
# rest of the answer is complete.
query Failure {
  down: customer(
    by: {
      reference: {
        provider: BAMBOO
        reference: "provider-is-down"
      }
    }
  ) {
    id
  }
  up: customer(
    by: {
      reference: {
        provider: BAMBOO
        reference: "juan.perez@gmail.com"
      }
    }
  ) {
    fullName
  }
}
`;

export const traceQuery = `# The header x-vaultgraph-trace, under Headers below, asks
# for the calls that were made to the provider: they stand
# after the data, under \`extensions.upstream\`.
query Trace {
  customers(providers: [VERIFONE], first: 1) {
    nodes {
      fullName
    }
  }
}
`;
