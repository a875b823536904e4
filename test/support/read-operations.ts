import { graphql } from '../graphql/index.ts';

/** What finds the records that are written, and reads them back. */
export const readCustomerBack = graphql(`
  query ReadCustomerBack($id: ID!) {
    node(id: $id) {
      ...WrittenCustomer
    }
  }
`);

export const readLinkBack = graphql(`
  query ReadLinkBack($id: ID!) {
    node(id: $id) {
      ...WrittenLink
    }
  }
`);

export const findCustomer = graphql(`
  query FindCustomer($by: CustomerLookupInput!) {
    customer(by: $by) {
      id
      paymentMethods {
        nodes {
          id
        }
      }
    }
  }
`);
