import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { createGet } from './dispatch.ts';
import {
  paths,
  type Customer,
  type Envelope,
  type MerchantCustomer,
  type PaymentMethod,
  type ProfileCustomer,
  type RegisteredCustomer,
} from './paths.ts';

/** Fastify and mercurius with its own loaders; a document is compiled when it is first used. */
const get = createGet();

const app = Fastify();
await app.register(mercurius, {
  schema: readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'),
  jit: 1,
  resolvers: {
    Query: {
      greet: () => 'Hello World!',
      customer: (_root, { id }) => get<Customer>(paths.customer(id)),
      async customersByIds(_root, { ids }) {
        const found = await get<readonly Customer[]>(paths.customersByIds(ids));
        const byId = new Map(found.map((one) => [one.id, one]));
        return ids.map((id: string) => byId.get(id) ?? null);
      },
      merchantCustomers: async (_root, { limit }) =>
        (await get<Envelope<MerchantCustomer>>(paths.merchantCustomers(limit))).data,
      customers: (_root, { limit }) => get<readonly Customer[]>(paths.customers(limit)),
      profileCustomers: async (_root, { limit }) =>
        (await get<Envelope<ProfileCustomer>>(paths.profileCustomers(limit))).data,
      registeredCustomer: async (_root, { id }) =>
        (await get<{ customer: RegisteredCustomer }>(paths.registeredCustomer(id))).customer,
    },
  },
  loaders: {
    MerchantCustomer: {
      payment_methods: (queries: readonly { readonly obj: MerchantCustomer }[]) =>
        Promise.all(
          queries.map(
            async ({ obj }) => (await get<Envelope<PaymentMethod>>(paths.paymentMethods(obj.id))).data,
          ),
        ),
    },
  },
});
await app.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
