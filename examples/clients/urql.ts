/** Creates a customer with urql, and reads it back. An expected failure is a member of the result. */
import { cacheExchange, Client, fetchExchange, gql } from '@urql/core';

const client = new Client({
  url: process.env['GRAPH_URL'] ?? 'http://localhost:4000/graphql',
  exchanges: [cacheExchange, fetchExchange],
  preferGetMethod: false,
});

type Created =
  | { readonly __typename: 'CreateCustomerSuccess'; readonly customer: { readonly id: string } }
  | { readonly __typename: 'Failure'; readonly code: string; readonly message: string };

const create = gql<{ readonly createCustomer: Created | null }>`
  mutation Create($input: CreateCustomerInput!) {
    createCustomer(input: $input) {
      __typename
      ... on CreateCustomerSuccess {
        customer {
          id
        }
      }
      ... on VaultError {
        code
        message
      }
    }
  }
`;

const read = gql<{ readonly customer: { readonly fullName: string | null } | null }>`
  query Read($id: ID!) {
    customer(by: { id: $id }) {
      fullName
    }
  }
`;

const customer = { firstName: 'Ana', lastName: 'Horvat', email: 'ana.horvat@example.com' };
// One key for what a person did once: if no answer comes, the same again is safe.
const input = { provider: 'BANKING_SERVICE', customer, idempotencyKey: crypto.randomUUID() };
const { data, error } = await client.mutation(create, { input }).toPromise();
const created = data?.createCustomer;
if (!created) throw error ?? new Error('The outcome of creating the customer is unknown.');
if (!('customer' in created)) throw new Error(`${created.code}: ${created.message}`);

const found = await client.query(read, { id: created.customer.id }).toPromise();
console.log(`created ${found.data?.customer?.fullName}`);
