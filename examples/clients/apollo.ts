/** Reads two pages with Apollo Client; the cache makes one list of them. */
import { ApolloClient, gql, HttpLink, InMemoryCache, type TypedDocumentNode } from '@apollo/client';

interface Customers {
  readonly customers: {
    readonly nodes: readonly { readonly id: string; readonly fullName: string | null }[];
    readonly pageInfo: { readonly endCursor: string | null };
  } | null;
}

const query: TypedDocumentNode<Customers, { readonly after?: string | null }> = gql`
  query Customers($after: String) {
    customers(first: 3, after: $after, accounts: ["monri-1"]) {
      nodes {
        id
        fullName
      }
      pageInfo {
        endCursor
      }
    }
  }
`;

const client = new ApolloClient({
  link: new HttpLink({ uri: process.env['GRAPH_URL'] ?? 'http://localhost:4000/graphql' }),
  cache: new InMemoryCache({
    typePolicies: {
      Query: {
        fields: {
          customers: {
            keyArgs: ['filter', 'providers', 'accounts'],
            merge: (before, page) => ({ ...page, nodes: [...(before?.nodes ?? []), ...page.nodes] }),
          },
        },
      },
    },
  }),
});

// `errorPolicy: 'all'`: an account that fails takes away its own fields and nothing else.
const first = await client.query({ query, errorPolicy: 'all' });
const after = first.data?.customers?.pageInfo.endCursor ?? null;
// The cache has one list for every `after`, so the next page must be requested from the network.
await client.query({ query, variables: { after }, errorPolicy: 'all', fetchPolicy: 'network-only' });

const kept = client.readQuery({ query });
console.log(`${kept?.customers?.nodes.length} customers in one list`);
