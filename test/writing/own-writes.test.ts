import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from '../graphql/index.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { customerWithMethods, successOf, writesOf } from '../support/writing.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

describe('a document that reads, writes and reads again', () => {
  const aroundUpdate = graphql(`
    mutation ReadAroundUpdate($id: ID!, $firstMethod: ID!, $secondMethod: ID!) {
      before: deletePaymentMethod(input: { id: $firstMethod }) {
        ... on DeletePaymentMethodSuccess {
          customer {
            email
            paymentMethods {
              nodes {
                id
              }
            }
          }
        }
      }
      updateCustomer(input: { id: $id, patch: { email: "after@example.com" } }) {
        ... on UpdateCustomerSuccess {
          customer {
            email
            account {
              customers(first: 70) {
                nodes {
                  email
                }
              }
            }
          }
        }
      }
      after: deletePaymentMethod(input: { id: $secondMethod }) {
        ... on DeletePaymentMethodSuccess {
          customer {
            email
            paymentMethods {
              nodes {
                id
              }
            }
          }
        }
      }
      deleteCustomer(input: { id: $id }) {
        __typename
      }
      gone: deletePaymentMethod(input: { id: $firstMethod }) {
        ... on DeletePaymentMethodSuccess {
          customer {
            email
          }
        }
      }
    }
  `);

  it('sees an update, deleted payment methods and a deleted customer at once', async () => {
    const place = { provider: 'BANKING_SERVICE', account: 'banking-service' } as const;
    const { id, methods } = await customerWithMethods(graph, place);
    const [firstMethod = '', secondMethod = '', ...others] = methods.map((method) => method.id);
    const nodesOf = (left: readonly string[]) => ({ nodes: left.map((each) => ({ id: each })) });
    await writesOf(graph).updateCustomer({ id, patch: { email: 'before@example.com' } });

    const { data, errors } = await graph.query(aroundUpdate, { id, firstMethod, secondMethod });
    expect(errors).toBeUndefined();
    const email = 'after@example.com';
    expect(data).toEqual({
      before: {
        customer: { email: 'before@example.com', paymentMethods: nodesOf([secondMethod, ...others]) },
      },
      updateCustomer: {
        customer: { email, account: { customers: { nodes: expect.arrayContaining([{ email }]) } } },
      },
      after: { customer: { email, paymentMethods: nodesOf(others) } },
      deleteCustomer: { __typename: 'DeleteCustomerSuccess' },
      gone: { customer: null },
    });
  });

  const aroundReference = graphql(`
    mutation ReadAroundReference($id: ID!, $taken: CreateCustomerInput!) {
      before: createCustomer(input: $taken) {
        ... on AlreadyExistsError {
          existing {
            email
          }
        }
      }
      updateCustomer(input: { id: $id, patch: { email: "after@example.com" } }) {
        ... on UpdateCustomerSuccess {
          customer {
            email
          }
        }
      }
      after: createCustomer(input: $taken) {
        ... on AlreadyExistsError {
          existing {
            email
          }
        }
      }
    }
  `);

  it('sees an update by reference as well', async () => {
    const customer = { merchantReference: 'guest-7', email: 'before@example.com' };
    const input = { provider: 'MONRI', account: 'monri-1', customer } as const;
    const { id } = successOf(await writesOf(graph).createCustomer(input)).customer;
    const { data, errors } = await graph.query(aroundReference, { id, taken: input });
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      before: { existing: { email: 'before@example.com' } },
      updateCustomer: { customer: { email: 'after@example.com' } },
      after: { existing: { email: 'after@example.com' } },
    });
  });

  const aroundRegistration = graphql(`
    mutation ReadAroundRegistration(
      $first: CreateRegistrationLinkInput!
      $second: CreateRegistrationLinkInput!
    ) {
      before: createRegistrationLink(input: $first) {
        ... on CreateRegistrationLinkSuccess {
          registrationLink {
            customer {
              firstName
            }
          }
        }
      }
      after: createRegistrationLink(input: $second) {
        ... on CreateRegistrationLinkSuccess {
          registrationLink {
            customer {
              firstName
            }
          }
        }
      }
    }
  `);

  it('sees what a second registration says of a person', async () => {
    const toInput = (firstName: string) =>
      ({ provider: 'BAMBOO', customer: { merchantReference: 'guest-7', firstName } }) as const;
    const variables = { first: toInput('Ana'), second: toInput('Lucía') };
    const { data, errors } = await graph.query(aroundRegistration, variables);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      before: { registrationLink: { customer: { firstName: 'Ana' } } },
      after: { registrationLink: { customer: { firstName: 'Lucía' } } },
    });
  });

  const twoUpdates = graphql(`
    mutation TwoUpdates($id: ID!) {
      first: updateCustomer(input: { id: $id, patch: { company: "Rambla" } }) {
        ... on UpdateCustomerSuccess {
          customer {
            company
            phone
          }
        }
      }
      second: updateCustomer(input: { id: $id, patch: { phone: "598 2" } }) {
        ... on UpdateCustomerSuccess {
          customer {
            company
            phone
          }
        }
      }
    }
  `);

  it('carries one update on into the next if a provider replaces', async () => {
    const input = { provider: 'VERIFONE', account: 'verifone-1', customer: { company: 'Polder' } } as const;
    const { id } = successOf(await writesOf(graph).createCustomer(input)).customer;
    const { data } = await graph.query(twoUpdates, { id });
    expect(data).toEqual({
      first: { customer: { company: 'Rambla', phone: null } },
      second: { customer: { company: 'Rambla', phone: '598 2' } },
    });
  });

  const twoDetachments = graphql(`
    mutation TwoDetachments($first: ID!, $second: ID!) {
      first: deletePaymentMethod(input: { id: $first }) {
        ...CustomerLeft
      }
      second: deletePaymentMethod(input: { id: $second }) {
        ...CustomerLeft
      }
    }

    fragment CustomerLeft on DeletePaymentMethodSuccess {
      customer {
        paymentMethods {
          nodes {
            id
          }
        }
      }
    }
  `);

  it('sees that a second payment method is deleted, too', async () => {
    const place = { provider: 'BANKING_SERVICE', account: 'banking-service' } as const;
    const { methods } = await customerWithMethods(graph, place);
    const [first = '', second = '', ...others] = methods.map((method) => method.id);
    const left = (ids: readonly string[]) => ({
      customer: { paymentMethods: { nodes: ids.map((id) => ({ id })) } },
    });
    const { data } = await graph.query(twoDetachments, { first, second });
    expect(data).toEqual({ first: left([second, ...others]), second: left(others) });
  });
});
