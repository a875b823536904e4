import { createServer } from 'node:http';
import SchemaBuilder from '@pothos/core';
import DataLoader from 'dataloader';
import { createYoga } from 'graphql-yoga';
import ky from 'ky';
import {
  paths,
  type Customer,
  type Envelope,
  type MerchantCustomer,
  type PaymentMethod,
  type ProfileCustomer,
  type RegisteredCustomer,
} from './paths.ts';

/** What vaultgraph is made of and nothing else: yoga, Pothos, dataloaders and ky, as their guides show them. */
const api = ky.create({ prefix: process.env['UPSTREAM'] ?? '', retry: 0, timeout: 10_000 });
const get = <Answer>(path: string): Promise<Answer> => api.get(path.slice(1)).json<Answer>();

class Loaders {
  readonly customers = new DataLoader(async (ids: readonly string[]) => {
    const [only] = ids;
    if (ids.length === 1 && only !== undefined) return [await get<Customer>(paths.customer(only))];
    const found = await get<readonly Customer[]>(paths.customersByIds(ids));
    const byId = new Map(found.map((one) => [one.id, one]));
    return ids.map((id) => byId.get(id) ?? null);
  });
  readonly methods = new DataLoader((ids: readonly string[]) =>
    Promise.all(ids.map(async (id) => (await get<Envelope<PaymentMethod>>(paths.paymentMethods(id))).data)),
  );
}

const builder = new SchemaBuilder<{ Context: Loaders }>({});

const Contact = builder.objectRef<Customer['billing']>('Contact').implement({
  fields: (t) => ({
    first_name: t.exposeString('first_name'),
    last_name: t.exposeString('last_name'),
    city: t.exposeString('city'),
    country_code: t.exposeString('country_code'),
  }),
});

const CustomerType = builder.objectRef<Customer>('Customer').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    company_name: t.exposeString('company_name'),
    email_address: t.exposeString('email_address'),
    phone_number: t.exposeString('phone_number'),
    entity_id: t.exposeString('entity_id'),
    billing: t.expose('billing', { type: Contact }),
    created_at: t.exposeString('created_at'),
    updated_at: t.exposeString('updated_at'),
  }),
});

const PaymentMethodType = builder.objectRef<PaymentMethod>('PaymentMethod').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    masked_pan: t.exposeString('masked_pan'),
    expiration_date: t.exposeString('expiration_date'),
    expired: t.exposeBoolean('expired'),
  }),
});

const MerchantCustomerType = builder.objectRef<MerchantCustomer>('MerchantCustomer').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    email: t.exposeString('email'),
    country: t.exposeString('country'),
    zip_code: t.exposeString('zip_code'),
    created_at: t.exposeString('created_at'),
    payment_methods: t.field({
      type: [PaymentMethodType],
      resolve: ({ id }, _args, { methods }) => methods.load(id),
    }),
  }),
});

const ProfileCustomerType = builder.objectRef<ProfileCustomer>('ProfileCustomer').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    email: t.exposeString('email'),
    company: t.exposeString('company'),
  }),
});

const RegisteredCustomerType = builder.objectRef<RegisteredCustomer>('RegisteredCustomer').implement({
  fields: (t) => ({
    identifier: t.exposeID('identifier'),
    email: t.exposeString('email'),
    phoneNumber: t.exposeString('phoneNumber'),
  }),
});

builder.queryType({
  fields: (t) => ({
    greet: t.string({ resolve: () => 'Hello World!' }),
    customer: t.field({
      type: CustomerType,
      args: { id: t.arg.id({ required: true }) },
      resolve: (_root, { id }, { customers }) => customers.load(id),
    }),
    customersByIds: t.field({
      type: [CustomerType],
      nullable: { list: true, items: true },
      args: { ids: t.arg.idList({ required: true }) },
      resolve: (_root, { ids }, { customers }) => Promise.all(ids.map((id) => customers.load(id))),
    }),
    merchantCustomers: t.field({
      type: [MerchantCustomerType],
      args: { limit: t.arg.int({ required: true }) },
      resolve: async (_root, { limit }) =>
        (await get<Envelope<MerchantCustomer>>(paths.merchantCustomers(limit))).data,
    }),
    customers: t.field({
      type: [CustomerType],
      args: { limit: t.arg.int({ required: true }) },
      resolve: (_root, { limit }) => get<readonly Customer[]>(paths.customers(limit)),
    }),
    profileCustomers: t.field({
      type: [ProfileCustomerType],
      args: { limit: t.arg.int({ required: true }) },
      resolve: async (_root, { limit }) =>
        (await get<Envelope<ProfileCustomer>>(paths.profileCustomers(limit))).data,
    }),
    registeredCustomer: t.field({
      type: RegisteredCustomerType,
      args: { id: t.arg.id({ required: true }) },
      resolve: async (_root, { id }) =>
        (await get<{ customer: RegisteredCustomer }>(paths.registeredCustomer(id))).customer,
    }),
  }),
});

const yoga = createYoga({
  schema: builder.toSchema(),
  context: () => new Loaders(),
  logging: false,
  graphiql: false,
  landingPage: false,
});
// yoga's listener settles what it does with a request by itself.
// oxlint-disable-next-line typescript/no-misused-promises
createServer(yoga).listen(Number(process.env['PORT']), '127.0.0.1');
