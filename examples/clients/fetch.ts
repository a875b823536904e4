/** Reads a list page by page with `fetch` alone, and names the accounts that are missing from it. */
const url = process.env['GRAPH_URL'] ?? 'http://localhost:4000/graphql';

const query = `
  query Page($after: String) {
    customers(first: 50, after: $after, providers: [MONRI, BANKING_SERVICE]) {
      nodes { id fullName }
      pageInfo { hasNextPage endCursor }
      sources { account { key } status }
    }
  }
`;

interface Page {
  readonly customers: {
    readonly nodes: readonly { readonly id: string; readonly fullName: string | null }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly sources: readonly { readonly account: { readonly key: string }; readonly status: string }[];
  } | null;
}

interface Answer {
  readonly data?: Page | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

async function read(after: string | null) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { after } }),
  });
  const { data, errors = [] }: Answer = await response.json();
  if (data?.customers) return data.customers;
  throw new Error(errors.map(({ message, extensions }) => `${extensions.code}: ${message}`).join('\n'));
}

const ids = new Set<string>();
const missing = new Set<string>();
let after: string | null = null;
do {
  const { nodes, pageInfo, sources }: NonNullable<Page['customers']> = await read(after);
  for (const { id } of nodes) ids.add(id);
  for (const { account, status } of sources) if (status === 'FAILED') missing.add(account.key);
  after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
} while (after !== null);

console.log(`${ids.size} customers; missing: ${[...missing].join(', ') || 'none'}`);
