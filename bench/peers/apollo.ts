import { readFileSync } from 'node:fs';
import { RESTDataSource } from '@apollo/datasource-rest';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import DataLoader from 'dataloader';
import {
  paths,
  type Customer,
  type Envelope,
  type MerchantCustomer,
  type PaymentMethod,
  type ProfileCustomer,
  type RegisteredCustomer,
} from './paths.ts';

/** Apollo Server with its RESTDataSource, as its documentation shows it, and a dataloader for customers by id. */
class Upstream extends RESTDataSource {
  override baseURL = process.env['UPSTREAM'] ?? '';
  read<Answer>(path: string): Promise<Answer> {
    return this.get<Answer>(path);
  }
}

interface Context {
  readonly api: Upstream;
  readonly customers: DataLoader<string, Customer | null>;
}

const server = new ApolloServer<Context>({
  typeDefs: readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'),
  resolvers: {
    Query: {
      greet: () => 'Hello World!',
      customer: (_root, { id }, { api }: Context) => api.read<Customer>(paths.customer(id)),
      customersByIds: (_root, { ids }, { customers }: Context) => customers.loadMany(ids),
      merchantCustomers: async (_root, { limit }, { api }: Context) =>
        (await api.read<Envelope<MerchantCustomer>>(paths.merchantCustomers(limit))).data,
      customers: (_root, { limit }, { api }: Context) =>
        api.read<readonly Customer[]>(paths.customers(limit)),
      profileCustomers: async (_root, { limit }, { api }: Context) =>
        (await api.read<Envelope<ProfileCustomer>>(paths.profileCustomers(limit))).data,
      registeredCustomer: async (_root, { id }, { api }: Context) =>
        (await api.read<{ customer: RegisteredCustomer }>(paths.registeredCustomer(id))).customer,
    },
    MerchantCustomer: {
      payment_methods: async ({ id }: MerchantCustomer, _args: unknown, { api }: Context) =>
        (await api.read<Envelope<PaymentMethod>>(paths.paymentMethods(id))).data,
    },
  },
});

await startStandaloneServer(server, {
  listen: { port: Number(process.env['PORT']), host: '127.0.0.1' },
  context: async () => {
    const api = new Upstream({ cache: server.cache });
    const customers = new DataLoader<string, Customer | null>(async (ids) => {
      const found = await api.read<readonly Customer[]>(paths.customersByIds(ids));
      const byId = new Map(found.map((one) => [one.id, one]));
      return ids.map((id) => byId.get(id) ?? null);
    });
    return { api, customers };
  },
});
