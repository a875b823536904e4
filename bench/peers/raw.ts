import { createServer } from 'node:http';
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
import { createSealing } from './sealing.ts';

/**
 * The bound: no GraphQL at all. A document is recognised by a word in it, and the upstream calls and the JSON are what
 * a person would write by hand. With `SEALED=1` it also seals and opens ids and signs Monri's calls, as vaultgraph does.
 */
const sealing = process.env['SEALED'] === '1' ? await createSealing() : null;
const get = createGet();

function getSigned<Answer>(path: string): Promise<Answer> {
  sealing?.sign(path);
  return get(path);
}

async function merchantCustomers(limit: number) {
  const { data: customers } = await getSigned<Envelope<MerchantCustomer>>(paths.merchantCustomers(limit));
  return customers;
}

async function withPaymentMethods() {
  const customers = await merchantCustomers(50);
  const methods = await Promise.all(
    customers.map(({ id }) => getSigned<Envelope<PaymentMethod>>(paths.paymentMethods(id))),
  );
  const ids = sealing?.customers(customers.map(({ id }) => id)) ?? customers.map(({ id }) => id);
  const flat = methods.flatMap(({ data }) => data);
  const methodIds = sealing?.methods(flat) ?? flat.map(({ id }) => id);
  let next = 0;
  return {
    merchantCustomers: customers.map(({ name, email, country, zip_code, created_at }, index) => ({
      id: ids[index],
      name,
      email,
      country,
      zip_code,
      created_at,
      payment_methods: methods[index]?.data.map(({ masked_pan, expiration_date, expired }) => ({
        id: methodIds[next++],
        masked_pan,
        expiration_date,
        expired,
      })),
    })),
  };
}

function pick({
  id,
  company_name,
  email_address,
  phone_number,
  entity_id,
  created_at,
  updated_at,
}: Customer) {
  return { id, company_name, email_address, phone_number, entity_id, created_at, updated_at };
}

async function customer(given: string) {
  const id = sealing?.open([given])[0] ?? given;
  const found = await get<Customer>(paths.customer(id));
  const { first_name, last_name, city, country_code } = found.billing;
  return { customer: { ...pick(found), billing: { first_name, last_name, city, country_code } } };
}

async function customersByIds(given: readonly string[]) {
  const ids = sealing?.open(given) ?? given;
  const found = await get<readonly Customer[]>(paths.customersByIds(ids));
  const byId = new Map(found.map((one) => [one.id, one]));
  return { customersByIds: ids.map((id) => pick(byId.get(id) as Customer)) };
}

async function everyProvider() {
  const [monri, verifone, banking, bamboo] = await Promise.all([
    merchantCustomers(10),
    get<readonly Customer[]>(paths.customers(10)),
    get<Envelope<ProfileCustomer>>(paths.profileCustomers(10)),
    get<{ customer: RegisteredCustomer }>(paths.registeredCustomer('person-1')),
  ]);
  const { identifier, email, phoneNumber } = bamboo.customer;
  return {
    merchantCustomers: monri.map((one) => ({ id: one.id, email: one.email, name: one.name })),
    customers: verifone.map((one) => ({
      id: one.id,
      email_address: one.email_address,
      company_name: one.company_name,
    })),
    profileCustomers: banking.data.map((one) => ({ id: one.id, email: one.email, company: one.company })),
    registeredCustomer: { identifier, email, phoneNumber },
  };
}

async function answer(text: string): Promise<unknown> {
  const { query, variables } = JSON.parse(text);
  if (query.includes('registeredCustomer')) return everyProvider();
  if (query.includes('merchantCustomers')) return withPaymentMethods();
  if (query.includes('customersByIds')) return customersByIds(variables.ids);
  if (query.includes('customer(')) return customer(variables.id);
  return { greet: 'Hello World!' };
}

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    answer(Buffer.concat(chunks).toString()).then(
      (data) => {
        const body = Buffer.from(JSON.stringify({ data }));
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
        response.end(body);
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
}).listen(Number(process.env['PORT']), '127.0.0.1');
