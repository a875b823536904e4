/** What is measured. E asks all four providers in one operation; D asks none. */
export const workloads = {
  A: '50 customers with their payment methods: 51 upstream calls',
  B: 'one customer by id: 1 upstream call',
  C: '50 customers by their ids: 1 upstream call',
  D: 'a field without an upstream call',
  E: 'customers of all four providers: 4 upstream calls',
};

export type Workload = keyof typeof workloads;

export const upstreamCalls: Readonly<Record<Workload, number>> = { A: 51, B: 1, C: 1, D: 0, E: 4 };

export function customerKey(index: number): string {
  return `4b281da4-d145-4233-b957-${String(index).padStart(12, '0')}`;
}

/** Which customers the bodies of B and C ask for, by number: 100 bodies of one, 20 bodies of fifty. */
export const askedFor = {
  B: Array.from({ length: 100 }, (_, index) => [index * 3]),
  C: Array.from({ length: 20 }, (_body, start) =>
    Array.from({ length: 50 }, (_id, index) => (start + index * 7) % 1000),
  ),
};

const customerFields = 'id company_name email_address phone_number entity_id created_at updated_at';

/** The documents of every peer but vaultgraph. */
export const documents: Readonly<Record<Workload, string>> = {
  A: `{ merchantCustomers(limit: 50) { id name email country zip_code created_at
      payment_methods { id masked_pan expiration_date expired } } }`,
  B: `query Customer($id: ID!) { customer(id: $id) { ${customerFields}
      billing { first_name last_name city country_code } } }`,
  C: `query Customers($ids: [ID!]!) { customersByIds(ids: $ids) { ${customerFields} } }`,
  D: '{ greet }',
  E: `{ merchantCustomers(limit: 10) { id email name } customers(limit: 10) { id email_address company_name }
      profileCustomers(limit: 10) { id email company }
      registeredCustomer(id: "person-1") { identifier email phoneNumber } }`,
};

/** The bodies that a peer is sent in turn. `toId` gives the id of a customer at that peer. */
export function bodiesOf(
  workload: Workload,
  document: string,
  toId: (key: string) => string,
): readonly string[] {
  const query = document.replaceAll(/\s+/g, ' ');
  if (workload === 'B') {
    return askedFor.B.map(([index = 0]) =>
      JSON.stringify({ query, variables: { id: toId(customerKey(index)) } }),
    );
  }
  if (workload === 'C') {
    return askedFor.C.map((all) =>
      JSON.stringify({ query, variables: { ids: all.map((index) => toId(customerKey(index))) } }),
    );
  }
  return [JSON.stringify({ query })];
}
