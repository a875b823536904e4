/** What GraphiQL opens with in the sandbox: customers of all four providers with their payment methods. */
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
