import { afterAll, beforeAll, expect, it } from 'vitest';
import { graphql } from '../graphql/index.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

const listedAfter = graphql(`
  mutation ListAfterCreation($input: CreateCustomerInput!) {
    createCustomer(input: $input) {
      ... on CreateCustomerSuccess {
        customer {
          account {
            customers(first: 1) {
              nodes {
                merchantReference
              }
            }
          }
        }
      }
    }
  }
`);

it('reads nothing again that a write has just answered', async () => {
  const customer = { merchantReference: 'guest-9' };
  const input = { provider: 'MONRI', account: 'monri-1', customer } as const;
  const { data, extensions } = await graph.query(listedAfter, { input });
  // An item of Monri's lists lacks the reference, so that the customer would have to be read by itself.
  const nodes = [{ merchantReference: 'guest-9' }];
  expect(data).toEqual({ createCustomer: { customer: { account: { customers: { nodes } } } } });
  const operations = extensions.upstream?.calls.map(({ operation }) => operation);
  expect(operations).toEqual(['createCustomer', 'listCustomers']);
});
