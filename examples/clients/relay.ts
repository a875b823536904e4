/** Lists a customer with Relay, and reads it again by its id. */
import { Environment, fetchQuery, graphql, Network, RecordSource, Store } from 'relay-runtime';
import type { relayListQuery } from './__generated__/relayListQuery.graphql.ts';
import type { relayNodeQuery } from './__generated__/relayNodeQuery.graphql.ts';

const url = process.env['GRAPH_URL'] ?? 'http://localhost:4000/graphql';

const environment = new Environment({
  network: Network.create(async ({ text }, variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: text, variables }),
    });
    return response.json();
  }),
  store: new Store(new RecordSource()),
});

const list = graphql`
  query relayListQuery {
    customers(first: 1, accounts: ["monri-1"]) {
      edges {
        node {
          id
          fullName
        }
      }
    }
  }
`;
const node = graphql`
  query relayNodeQuery($id: ID!) {
    node(id: $id) {
      ... on Customer {
        fullName
      }
    }
  }
`;

const listed = await fetchQuery<relayListQuery>(environment, list, {}).toPromise();
const first = listed?.customers?.edges[0]?.node;
if (!first) throw new Error('The account has no customer.');

const cached = { fetchPolicy: 'store-or-network' } as const;
const again = await fetchQuery<relayNodeQuery>(environment, node, { id: first.id }, cached).toPromise();
console.log(`the same name by its id: ${again?.node?.fullName === first.fullName}`);
