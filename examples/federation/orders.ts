import { parse } from 'graphql';
import type { Running } from './listen-on.ts';
import { startSubgraph } from './subgraph.ts';

/** An order, which knows of its customer nothing but the id that vaultgraph gave out. */
export interface Order {
  readonly id: string;
  readonly total: string;
  readonly customerId: string;
}

/** What the shop's own subgraph says of itself: its orders, and that customers have some. */
export const ordersSdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])

  type Query {
    "An order, or null if there is none."
    order(id: ID!): Order
    "Every order, oldest first."
    orders: [Order!]!
  }

  "What a customer bought."
  type Order @key(fields: "id") {
    id: ID!
    "Such as 12.50 EUR."
    total: String!
    "Null if the customer is gone, or cannot be read now: the order is there all the same."
    customer: Customer
  }

  type Customer @key(fields: "id") {
    id: ID!
    "What the customer bought, oldest first."
    orders(first: Int! = 10): OrderConnection!
  }

  "A page of orders."
  type OrderConnection {
    nodes: [Order!]!
    pageInfo: PageInfo!
  }

  type PageInfo @shareable {
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    startCursor: String
    endCursor: String
  }
`;

/** Serves the orders' subgraph on a loopback port. */
export async function startOrders(orders: readonly Order[]): Promise<Running> {
  const find = (id: string) => orders.find((order) => order.id === id) ?? null;
  return startSubgraph({
    typeDefs: parse(ordersSdl),
    resolvers: {
      Query: { order: (_root, { id }) => find(id), orders: () => orders },
      Order: {
        __resolveReference: ({ id }: Pick<Order, 'id'>) => find(id),
        customer: ({ customerId }: Order) => ({ id: customerId }),
      },
      Customer: {
        orders: ({ id }: { readonly id: string }, { first }: { readonly first: number }) =>
          toPage(
            orders.filter(({ customerId }) => customerId === id),
            first,
          ),
      },
    },
  });
}

function toPage(orders: readonly Order[], first: number) {
  const nodes = orders.slice(0, first);
  const pageInfo = {
    hasNextPage: orders.length > first,
    hasPreviousPage: false,
    startCursor: nodes[0]?.id ?? null,
    endCursor: nodes.at(-1)?.id ?? null,
  };
  return { nodes, pageInfo };
}
