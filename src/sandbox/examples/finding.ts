// GraphiQL shows lines of 58 characters on a laptop's screen: none is longer.

const found = `fragment Found on CustomerMatchConnection {
  edges {
    matchedBy
    exact
    node {
      fullName
      email
      account {
        key
      }
    }
  }
  sources {
    account {
      key
    }
    method
    status
    searched
    total
    problem {
      message
    }
  }
}
`;

export const findQuery = `# A person in every vault. \`sources\` says how each was
# searched, and whether a customer may be missing.
query Find($email: String!) {
  findCustomers(match: { email: $email }) {
    ...Found
  }
}

${found}`;

interface Way {
  readonly name: string;
  readonly method: string;
  readonly says: string;
  readonly account: string;
  readonly match: string;
}

const ways: readonly Way[] = [
  {
    name: 'FindByFilter',
    method: 'FILTER',
    says: 'With the provider’s own search',
    account: 'verifone-1',
    match: 'email: "marko.rossi+43@example.com"',
  },
  {
    name: 'FindByKey',
    method: 'KEY',
    says: 'By what a record is named after',
    account: 'monri-1',
    match: 'merchantReference: "customer-1-28"',
  },
  {
    name: 'FindByIndex',
    method: 'INDEX',
    says: 'In an index that is kept here',
    account: 'monri-2',
    match: 'email: "Sanne.ONeill+1043@example.com"',
  },
  {
    name: 'FindByScan',
    method: 'SCAN',
    says: 'In a list that is read, newest first',
    account: 'banking-service',
    match: 'name: "PEREZ Tomas"',
  },
  {
    name: 'FindUnsupported',
    method: 'NONE',
    says: 'At a provider that cannot search by name',
    account: 'bamboo',
    match: 'name: "Juan Pérez"',
  },
];

/** Five people, one for each way of searching. */
export const waysOfSearching = ways.map(({ name, method, says, account, match }) => ({
  name,
  says,
  query: `# ${method}: ${says.toLowerCase()}.
query ${name} {
  findCustomers(
    accounts: ["${account}"]
    match: { ${match} }
  ) {
    ...Found
  }
}

${found}`,
}));
