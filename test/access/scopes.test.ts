import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes, type Scope } from '../../src/access/caller.ts';
import { schema } from '../../src/graph/index.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { accessFor } from '../support/keys.ts';

const allBut = (left: Scope): Scope[] => scopes.filter((scope) => scope !== left);
const granted = Object.fromEntries(scopes.map((scope) => [`without ${scope}`, allBut(scope)]));

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph(accessFor({ ...granted, all: ['*'] }))));
afterAll(() => graph.close());

interface Body {
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly path?: readonly unknown[];
    readonly extensions: Record<string, unknown>;
  }[];
}

async function ask(key: string, query: string, variables: object = {}): Promise<Body> {
  const response = await graph.send({ query, variables }, { 'x-api-key': key });
  return response.json();
}

/** Every field that the contract puts behind a scope. */
const guarded = Object.values(schema.getTypeMap()).flatMap((type) => {
  if (!isObjectType(type) || type.name.startsWith('__')) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const { directives } = field.extensions as { directives?: { requiresScopes?: { scopes: string[][] } } };
    return (directives?.requiresScopes?.scopes.flat() ?? []).map(
      (scope) => `${type.name}.${field.name} ${scope}`,
    );
  });
});

/** Every field of a customer and its parts that says it is open. */
const opened = Object.values(schema.getTypeMap()).flatMap((type) =>
  isObjectType(type)
    ? Object.values(type.getFields()).flatMap(({ name, extensions }) =>
        extensions['open'] === true ? [`${type.name}.${name}`] : [],
      )
    : [],
);

describe('what of a customer is open to callers without vault:customer:pii', () => {
  it('is this, and everything that is not here is closed', () => {
    expect(opened.toSorted()).toEqual([
      'BambooCustomerDetails.documentTypeId',
      'BambooCustomerDetails.documentTypeName',
      'BankingServiceCustomerDetails.profileId',
      'Customer.account',
      'Customer.createdAt',
      'Customer.deleted',
      'Customer.details',
      'Customer.id',
      'Customer.metadata',
      'Customer.provider',
      'Customer.updatedAt',
      'Customer.viewerCanDelete',
      'Customer.viewerCanUpdate',
      'MetadataEntry.key',
      'MetadataEntry.value',
      'MonriCustomerDetails.deletedAt',
      'MonriCustomerDetails.description',
      'VerifoneCustomerDetails.companyRegistrationNumber',
      'VerifoneCustomerDetails.entityId',
      'VerifoneCustomerDetails.language',
      'VerifoneCustomerDetails.title',
    ]);
  });
});

describe('what is behind a scope', () => {
  it('is all that is personal, all that is read, and what charges a card', () => {
    expect(guarded.toSorted()).toEqual([
      'AlreadyExistsError.existing vault:customer:read',
      'BambooCustomerDetails.documentNumber vault:customer:pii',
      'CardInstrument.bin vault:payment-method:bin',
      'Customer.billingAddress vault:customer:pii',
      'Customer.company vault:customer:pii',
      'Customer.email vault:customer:pii',
      'Customer.firstName vault:customer:pii',
      'Customer.fullName vault:customer:pii',
      'Customer.lastName vault:customer:pii',
      'Customer.merchantReference vault:customer:pii',
      'Customer.paymentMethods vault:payment-method:read',
      'Customer.phone vault:customer:pii',
      'Customer.providerCustomerId vault:customer:pii',
      'Customer.shippingAddress vault:customer:pii',
      'DeleteCustomerSuccess.customer vault:customer:read',
      'DeletePaymentMethodSuccess.customer vault:customer:read',
      'PaymentMethod.customer vault:customer:read',
      'PaymentMethod.description vault:customer:pii',
      'PaymentMethod.metadata vault:customer:pii',
      'PaymentMethod.token vault:payment-method:token',
      'ProviderAccount.customers vault:customer:read',
      'Query.customer vault:customer:read',
      'Query.customers vault:customer:read',
      'Query.exportPerson vault:export',
      'Query.findCustomers vault:customer:find',
      'Query.findCustomers vault:customer:pii',
      'Query.paymentMethod vault:payment-method:read',
      'Query.planErasure vault:erase',
      'RegistrationLink.customer vault:customer:read',
      'RegistrationLink.paymentMethod vault:payment-method:read',
      'SepaInstrument.holderName vault:customer:pii',
      'Subscription.paymentMethods vault:payment-method:read',
      'Subscription.registrationLink vault:link:create',
      'VerifoneCustomerDetails.billingPhone vault:customer:pii',
      'VerifoneCustomerDetails.middleName vault:customer:pii',
      'VerifoneCustomerDetails.shippingFirstName vault:customer:pii',
      'VerifoneCustomerDetails.shippingLastName vault:customer:pii',
      'VerifoneCustomerDetails.shippingMiddleName vault:customer:pii',
      'VerifoneCustomerDetails.shippingPhone vault:customer:pii',
      'VerifoneCustomerDetails.taxIdentifier vault:customer:pii',
      'VerifoneCustomerDetails.workPhone vault:customer:pii',
      'Viewer.customers vault:customer:read',
    ]);
  });
});

const customerFields = 'providerCustomerId merchantReference firstName lastName fullName company email phone';

describe('a caller without vault:customer:pii', () => {
  it('reads everything else, and is refused each personal field by name', async () => {
    const query = `{ customers(accounts: ["verifone-1"], first: 1) { nodes {
      id provider createdAt metadata { key } ${customerFields} billingAddress { city } shippingAddress { city }
      details { ... on VerifoneCustomerDetails { entityId title workPhone taxIdentifier } }
    } } }`;
    const { data, errors = [] } = await ask('without vault:customer:pii', query);
    expect(data).toMatchObject({
      customers: {
        nodes: [{ provider: 'VERIFONE', email: null, details: { entityId: expect.any(String) } }],
      },
    });
    const refused = errors.map(({ path }) => String(path?.at(-1))).toSorted();
    expect(refused).toEqual(
      [
        ...customerFields.split(' '),
        'billingAddress',
        'shippingAddress',
        'workPhone',
        'taxIdentifier',
      ].toSorted(),
    );
    const [first] = errors;
    expect(first?.extensions).toEqual({
      code: 'ACCESS_DENIED',
      retryable: false,
      requiredScopes: ['vault:customer:pii'],
      requestId: expect.any(String),
    });
    const extensions = errors.map(({ extensions: { requiredScopes } }) => requiredScopes);
    expect(extensions).toEqual(errors.map(() => ['vault:customer:pii']));
  });
});

describe('a caller without a scope to read', () => {
  it.each([
    ['vault:customer:read', '{ customers { nodes { id } } }', ['customers']],
    ['vault:customer:read', '{ customer(by: { id: "x" }) { id } }', ['customer']],
    [
      'vault:customer:read',
      '{ providerAccount(key: "monri-1") { key customers { nodes { id } } } }',
      ['providerAccount', 'customers'],
    ],
    ['vault:payment-method:read', '{ paymentMethod(id: "x") { id } }', ['paymentMethod']],
  ] as const)('without %s is refused, and nothing is sent: %s', async (scope, query, path) => {
    const arrivals = graph.watch();
    const { errors } = await ask(`without ${scope}`, query);
    expect(errors?.map((error) => [error.path, error.extensions['requiredScopes']])).toEqual([
      [path, [scope]],
    ]);
    expect(arrivals).toEqual([]);
  });

  it('cannot get round it by an id', async () => {
    const { data } = await ask(
      'all',
      '{ customers(accounts: ["monri-1"], first: 5) { nodes { id paymentMethods { nodes { id } } } } }',
    );
    const { nodes } = (
      data as { customers: { nodes: { id: string; paymentMethods: { nodes: { id: string }[] } }[] } }
    ).customers;
    const customer = nodes[0]?.id;
    const method = nodes.flatMap(({ paymentMethods }) => paymentMethods.nodes)[0]?.id;
    const query = 'query($ids: [ID!]!) { nodes(ids: $ids) { __typename } }';
    const withoutCustomers = await ask('without vault:customer:read', query, { ids: [customer, method] });
    expect(withoutCustomers.data).toEqual({ nodes: [null, { __typename: 'PaymentMethod' }] });
    expect(withoutCustomers.errors?.map(({ extensions }) => extensions['requiredScopes'])).toEqual([
      ['vault:customer:read'],
    ]);
    const withoutMethods = await ask('without vault:payment-method:read', query, { ids: [customer, method] });
    expect(withoutMethods.data).toEqual({ nodes: [{ __typename: 'Customer' }, null] });
  });

  it('is refused the token and the first digits of a card, and reads the rest of it', async () => {
    const query = `{ customers(accounts: ["monri-1"], first: 1) { nodes { paymentMethods(first: 1) { nodes {
      displayLabel token instrument { ... on CardInstrument { brand bin last4 maskedNumber } }
    } } } } }`;
    const withoutToken = await ask('without vault:payment-method:token', query);
    expect(withoutToken.errors?.map(({ path }) => path?.at(-1))).toEqual(['token']);
    const withoutBin = await ask('without vault:payment-method:bin', query);
    expect(withoutBin.errors?.map(({ path }) => path?.at(-1))).toEqual(['bin']);
    expect(JSON.stringify(withoutToken.data)).toMatch(/"maskedNumber":"\d{6}\*+\d{4}"/);
    expect(JSON.stringify(withoutBin.data)).toMatch(/"maskedNumber":"\*+\d{4}"/);
  });
});

describe('a caller without a scope to write', () => {
  const failure = '... on AccessDeniedError { code requiredScopes retryable }';
  it.each([
    ['vault:customer:write', 'createCustomer', '{ provider: MONRI, account: "monri-1", customer: {} }'],
    ['vault:customer:write', 'updateCustomer', '{ id: "x", patch: {} }'],
    ['vault:customer:delete', 'deleteCustomer', '{ id: "x" }'],
    ['vault:erase', 'eraseCustomers', '{ customers: ["x"], idempotencyKey: "x" }'],
    ['vault:payment-method:delete', 'deletePaymentMethod', '{ id: "x" }'],
    [
      'vault:link:create',
      'createRegistrationLink',
      '{ provider: BAMBOO, customer: { merchantReference: "x" } }',
    ],
    [
      'vault:link:create',
      'attachCustomerToPayment',
      '{ provider: BAMBOO, paymentId: "x", customer: { merchantReference: "x" } }',
    ],
  ] as const)(
    'without %s gets the refusal of %s as a value, and nothing is sent',
    async (scope, field, input) => {
      const arrivals = graph.watch();
      const { data, errors } = await ask(
        `without ${scope}`,
        `mutation { ${field}(input: ${input}) { ${failure} } }`,
      );
      expect(errors).toBeUndefined();
      expect(data).toEqual({ [field]: { code: 'ACCESS_DENIED', requiredScopes: [scope], retryable: false } });
      expect(arrivals).toEqual([]);
    },
  );
});

describe('what the viewer can do', () => {
  it('is what the provider can and the caller may', async () => {
    const query = `{
      bamboo: customer(by: { reference: { provider: BAMBOO, reference: "juan.perez@gmail.com" } }) { ...Can }
      monri: customer(by: { reference: { provider: MONRI, account: "monri-1", reference: "customer-id-1234" } }) { ...Can }
    } fragment Can on Customer { viewerCanUpdate viewerCanDelete }`;
    const can = async (key: string) => (await ask(key, query)).data;
    expect(await can('all')).toEqual({
      bamboo: { viewerCanUpdate: false, viewerCanDelete: true },
      monri: { viewerCanUpdate: true, viewerCanDelete: true },
    });
    expect(await can('without vault:customer:write')).toMatchObject({
      monri: { viewerCanUpdate: false, viewerCanDelete: true },
    });
    expect(await can('without vault:customer:delete')).toMatchObject({
      monri: { viewerCanUpdate: true, viewerCanDelete: false },
    });
  });
});
