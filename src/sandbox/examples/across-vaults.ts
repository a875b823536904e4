// GraphiQL shows lines of 58 characters on a laptop's screen: none is longer.

export const fourVaultsQuery = `# Customers of four payment providers, with their saved
# payment methods.
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

export const onePersonQuery = `# One person in several vaults, found by what each can
# look up: a reference, or an address of e-mail. Invented
# people of one number are the same at every provider.
query OnePerson($email: String!, $reference: String!) {
  bamboo: customer(
    by: {
      reference: { provider: BAMBOO, reference: $email }
    }
  ) {
    ...Person
  }
  monri: customer(
    by: {
      reference: {
        provider: MONRI
        account: "monri-1"
        reference: $reference
      }
    }
  ) {
    ...Person
  }
  verifone: customers(
    accounts: ["verifone-1"]
    first: 1
    filter: { email: $email }
  ) {
    nodes {
      ...Person
    }
  }
}

fragment Person on Customer {
  fullName
  email
  phone
  account {
    displayName
  }
}
`;
