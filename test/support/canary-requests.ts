import { allCanaries, canaries } from './canaries.ts';

/** A request that carries canaries, or makes a provider return them. */
export interface Asked {
  /** Below the origin. */
  readonly path: string;
  readonly init: RequestInit;
  /** Whether the e-mail address is the record's own, and asked for. */
  readonly holdsEmail?: boolean;
}

const values: readonly string[] = [...Object.values(canaries), allCanaries];

const headers: Readonly<Record<string, string>> = {
  'content-type': 'application/json',
  accept: 'application/graphql-response+json',
  'x-vaultgraph-trace': '1',
  'x-vaultgraph-cost': '1',
  'x-request-id': canaries.vendorKey,
  cookie: `session=${canaries.jwt}; pan=${canaries.card}`,
  'user-agent': allCanaries,
  referer: `https://leak.example/${canaries.email}`,
  traceparent: canaries.card,
  'x-forwarded-for': canaries.email,
};

function post(body: unknown, more: Record<string, string> = {}): Asked {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { path: '/graphql', init: { method: 'POST', body: text, headers: { ...headers, ...more } } };
}

/** A file of an export, as `body` asks for it. */
function exported(body: unknown, more: Record<string, string> = {}): Asked {
  return { ...post(body, more), path: '/export' };
}

const failure = `__typename
  ... on VaultError { message code retryable provider requestId }
  ... on InvalidInputError { issues { path code message } }
  ... on ProviderRejectedError { providerErrorCode providerRequestId issues { path code message } }`;

function write(field: string, input: unknown, selection = ''): Asked {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const query = `mutation Canary($input: ${type}!) { ${field}(input: $input) { ${failure} ${selection} } }`;
  return post({ query, variables: { input } });
}

const creating = [
  { provider: 'BANKING_SERVICE', account: 'banking-service' },
  { provider: 'MONRI', account: 'monri-1' },
  { provider: 'VERIFONE', account: 'verifone-1' },
] as const;

const reading = [...creating, { provider: 'BAMBOO', account: 'bamboo' }] as const;

/** Names that stay the record's own, and nothing of the rest. */
const person = {
  firstName: 'Ana',
  lastName: 'Horvat',
  merchantReference: 'reference',
  email: 'ana@example.com',
};

const texts = [
  'merchantReference',
  'firstName',
  'lastName',
  'fullName',
  'company',
  'email',
  'phone',
  'description',
  'title',
  'workPhone',
  'language',
  'companyRegistrationNumber',
  'taxIdentifier',
  'middleName',
  'billingPhone',
  'shippingFirstName',
  'shippingMiddleName',
  'shippingLastName',
  'shippingPhone',
] as const;

/** Every input field of every write, a canary in each. */
export function writesWithCanaries(ids: readonly string[]): readonly Asked[] {
  return values.flatMap((value) => [
    ...creating.flatMap((place) => [
      ...texts.map((name) => write('createCustomer', { ...place, customer: { [name]: value } })),
      write('createCustomer', {
        ...place,
        customer: { billingAddress: { lines: [value], city: value, postalCode: value } },
      }),
      write('createCustomer', { ...place, customer: { ...person, metadata: [{ key: value, value }] } }),
      write('createCustomer', { provider: place.provider, account: value, customer: person }),
      write('createCustomer', { ...place, customer: person, idempotencyKey: value.replaceAll(' ', '') }),
    ]),
    ...ids.flatMap((id) => texts.map((name) => write('updateCustomer', { id, patch: { [name]: value } }))),
    ...['updateCustomer', 'deleteCustomer', 'deletePaymentMethod'].map((field) =>
      write(field, { id: value, ...(field === 'updateCustomer' ? { patch: {} } : {}) }),
    ),
    ...[
      { customers: [value], idempotencyKey: 'erase', reason: 'Asked by letter.' },
      { customers: ['x'], idempotencyKey: value.replaceAll(' ', ''), reason: value },
    ].map((input) => write('eraseCustomers', input)),
    write('createRegistrationLink', { provider: 'BAMBOO', customer: { ...person, firstName: value } }),
    ...ids.map((customerId) =>
      write('createRegistrationLink', {
        provider: 'BANKING_SERVICE',
        customerId,
        method: { kind: 'CARD' },
        description: value,
        browser: { userAgent: value, ipAddress: value, language: value },
      }),
    ),
    write('attachCustomerToPayment', { provider: 'BAMBOO', paymentId: value, customer: person }),
  ]);
}

/** Every argument of every read, a canary in each. */
export function readsWithCanaries(): readonly Asked[] {
  const ask = (query: string, variables: unknown) => post({ query: `query Canary${query}`, variables });
  return values.flatMap((value) => [
    ...reading.flatMap((place) => [
      ask('($by: CustomerLookupInput!) { customer(by: $by) { id } }', {
        by: { reference: { ...place, reference: value } },
      }),
      ask('($by: CustomerLookupInput!) { customer(by: $by) { id } }', {
        by: { providerCustomerId: { ...place, customerId: value } },
      }),
      ask(
        '($in: [String!], $f: CustomerFilter) { customers(accounts: $in, filter: $f, first: 2) { nodes { id } sources { status } } }',
        { in: [place.account], f: { email: value } },
      ),
    ]),
    ask('($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } customer(by: { id: $id }) { id } }', {
      id: value,
    }),
    ask('($id: ID!) { planErasure(customers: [$id]) { records { id fate because notes } } }', { id: value }),
    ask('($text: String) { customers(first: 1, after: $text) { nodes { id } } }', { text: value }),
    ask('($text: String!) { providerAccount(key: $text) { key } }', { text: value }),
    ask(`{ customer(by: { id: ${JSON.stringify(value)} }) { id } }`, {}),
  ]);
}

/** Requests that are wrong in themselves: documents, variables, bodies, addresses, methods, credentials. */
export function strangeRequests(): readonly Asked[] {
  return values.flatMap((value) => {
    const quoted = JSON.stringify(value);
    const query =
      'query Canary($first: Int, $by: CustomerLookupInput) { customers(first: $first) { nodes { id } } customer(by: $by) { id } }';
    const encoded = encodeURIComponent(value);
    return [
      { path: `/metrics?q=${encoded}`, init: { headers } },
      { path: `/readyz?q=${encoded}`, init: { headers } },
      post({ query, variables: { first: value } }),
      post({ query, variables: { by: value } }),
      post({ query, variables: { by: { id: value, reference: value } } }),
      post({ query, variables: { by: { [value]: value } } }),
      post({ query, variables: { first: 1, [value]: value } }),
      post({ query, variables: value }),
      post({ query, operationName: value }),
      post({ query, extensions: { persistedQuery: { version: 1, sha256Hash: value } } }),
      post({ query, documentId: value }),
      post({ [value]: value }),
      post({ query: value }),
      post({ query: `{ customer(by: { id: ${quoted}, other: ${quoted} }) { id } }` }),
      post({ query: `{ customers(first: ${quoted}) { nodes { id } } }` }),
      post({ query: `{ customers(filter: { createdFrom: ${quoted} }) { nodes { id } } }` }),
      post({ query: `{ customers(providers: [${quoted}]) { nodes { id } } }` }),
      post({ query: `{ viewer { tenant(a: ${quoted}) } # ${value}\n` }),
      post(`{"query": ${quoted.slice(0, -1)}`),
      post(quoted),
      post(value, { 'content-type': 'text/plain' }),
      post(value, { 'content-type': 'application/x-www-form-urlencoded' }),
      post({ query: '{ viewer { tenant } }' }, { 'x-api-key': value }),
      post({ query: '{ viewer { tenant } }' }, { authorization: `Bearer ${value}` }),
      post({ query: '{ viewer { tenant } }' }, { authorization: value }),
      {
        path: `/graphql?query=${encoded}&variables=${encoded}&operationName=${encoded}`,
        init: { headers: { ...headers, 'graphql-require-preflight': '1' } },
      },
      { path: `/graphql?query={viewer{tenant}}&access_token=${encoded}`, init: { headers } },
      { path: `/${encoded}?q=${encoded}`, init: { headers } },
      { path: '/graphql', init: { method: 'PUT', body: value, headers } },
      exported({ customers: [value] }),
      exported({ customers: [value] }, { accept: 'text/html' }),
      exported({ customers: value }),
      exported({ customers: [], [value]: value }),
      exported(value),
      { path: `/export?customers=${encoded}`, init: { headers } },
      { path: `/graphql/${encoded}`, init: { method: 'DELETE', headers } },
    ];
  });
}

/** Reads and writes without a canary of their own, of customers that an account holds. */
export function plainRequests(ids: readonly string[]): readonly Asked[] {
  const read = `query Plain($id: ID!) { node(id: $id) { ... on Customer { id paymentMethods { nodes { id } } } } }`;
  const plan = `query Plain($ids: [ID!]!) { planErasure(customers: $ids) { records { id because notes } } }`;
  return [
    ...ids.flatMap((id) => [
      post({ query: read, variables: { id } }),
      write('updateCustomer', { id, patch: { firstName: 'Ivo' } }),
      write('updateCustomer', { id, patch: { fullName: 'Ivo Horvat' } }),
      write('deleteCustomer', { id }),
    ]),
    ...ids.map((id, index) => write('eraseCustomers', { customers: [id], idempotencyKey: `erase-${index}` })),
    post({ query: plan, variables: { ids } }),
    post({ query: '{ customers(first: 3) { nodes { id } sources { status error { code message } } } }' }),
    ...creating.map((place) =>
      write('createCustomer', { ...place, customer: { ...person, fullName: undefined } }),
    ),
    write('createCustomer', {
      provider: 'MONRI',
      account: 'monri-1',
      customer: { fullName: 'Ana', email: 'ana@example.com' },
    }),
    write('createRegistrationLink', { provider: 'BAMBOO', customer: person }),
    write('attachCustomerToPayment', { provider: 'BAMBOO', paymentId: 'PY-1', customer: person }),
  ];
}

/** Exports of customers, whose files hold what a provider answers, whatever that is. */
export function exportsOf(customers: readonly string[]): readonly Asked[] {
  return [exported({ customers }), exported({ customers }, { accept: 'text/html' })];
}

/** A customer whose e-mail address is the canary, made and asked for. */
export function ownEmail(place: (typeof creating)[number]): Asked {
  const names =
    place.provider === 'MONRI' ? { fullName: 'Ana Horvat' } : { firstName: 'Ana', lastName: 'Horvat' };
  const customer = { ...names, email: canaries.email };
  const asked = write(
    'createCustomer',
    { ...place, customer },
    '... on CreateCustomerSuccess { customer { id email } }',
  );
  return { ...asked, holdsEmail: true };
}

export const places = creating;
