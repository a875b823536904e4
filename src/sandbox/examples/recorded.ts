import type { Example } from '../../server/request/index.ts';

/** What can be asked of a cassette whatever its account holds: `certify` asks for a page of 100. */
export const recordedQuery = `# Customers as cassettes have them. Press Run.
query Recorded {
  providerAccounts {
    key
    customers(first: 100) {
      nodes { id fullName email }
      sources { status problem { message } }
    }
  }
}
`;

export const recordedExamples: readonly Example[] = [
  {
    name: 'Recorded',
    group: 'Read',
    says: 'The customers of every cassette that lists them',
    query: recordedQuery,
  },
];
