// GraphiQL shows lines of 58 characters on a laptop's screen: none is longer.

/** The first: short, and about every account. */
export const firstQuery = `# Customers of every account. Press Run.
query Customers {
  providerAccounts {
    key
    customers(first: 2) {
      nodes { fullName email }
      sources { status }
    }
  }
}
`;

export const clockQuery = `# The header x-sandbox-clock, under Headers below, says
# what time it is for this request: cards run out. The
# documentation of the schema has more times to try.
query AnotherTime {
  customers(accounts: ["monri-1"], first: 5) {
    nodes {
      fullName
      paymentMethods(first: 3) {
        nodes {
          displayLabel
          status
        }
      }
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
