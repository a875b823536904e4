import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deniedToShoppers as denied } from '../support/denied-to-shoppers.ts';
import { recordFields } from '../support/record-fields.ts';
import { madeUpLike, people, type Person } from '../support/shop-people.ts';
import { startShop, type ShopGraph } from '../support/shoppers.ts';

/** A question that names a customer: about other customers it is answered as about one that does not exist. */
interface Question {
  readonly query: string;
  /** Its variables about a person; null if it cannot be asked at that provider. */
  readonly about: (person: Person) => object | null;
  /** Whether it finds only customers that are named by a reference. */
  readonly isByReference?: boolean;
}

/** The variables, if there is what they name. */
function orNull(name: string | null, variables: object): object | null {
  return name === null ? null : variables;
}

const by = 'query($by: CustomerLookupInput!) { customer(by: $by) { id } }';
const update = `mutation($id: ID!, $patch: CustomerPatchInput!) {
  updateCustomer(input: { id: $id, patch: $patch }) { __typename ... on VaultError { code message } } }`;
const remove = `mutation($id: ID!) {
  deletePaymentMethod(input: { id: $id, idempotencyKey: "remove" }) { __typename ... on VaultError { code message } } }`;
const link = `mutation($provider: RegistrationLinkProviderCode!, $account: String, $id: ID!) {
  createRegistrationLink(input: { provider: $provider, account: $account, customerId: $id, method: { kind: CARD } }) {
    __typename ... on VaultError { code message } } }`;
const entities = 'query($of: [_Any!]!) { _entities(representations: $of) { __typename } }';
const watchLink = 'subscription($id: ID!) { registrationLink(id: $id) { id } }';
const watchMethods =
  'subscription($id: ID!) { paymentMethods(customerId: $id) { sources { account { id } } } }';

const asks: Readonly<Record<string, readonly Question[]>> = {
  'Subscription.registrationLink': [{ query: watchLink, about: ({ linkId: id }) => orNull(id, { id }) }],
  'Subscription.paymentMethods': [{ query: watchMethods, about: ({ id }) => ({ id }) }],
  'Query.node': [
    { query: 'query($id: ID!) { node(id: $id) { __typename } }', about: ({ id }) => ({ id }) },
    {
      query: 'query($id: ID!) { node(id: $id) { __typename } }',
      about: ({ linkId: id }) => orNull(id, { id }),
    },
    {
      query: 'query($id: ID!) { node(id: $id) { __typename } }',
      about: ({ methodId: id }) => orNull(id, { id }),
    },
  ],
  'Query.nodes': [
    {
      query: 'query($ids: [ID!]!) { nodes(ids: $ids) { __typename } }',
      about: ({ id, methodId, linkId }) => ({ ids: [id, methodId ?? id, linkId ?? id] }),
    },
  ],
  'Query.customer': [
    { query: by, about: ({ id }) => ({ by: { id } }) },
    {
      query: by,
      about: ({ provider, account, key }) => ({
        by: { providerCustomerId: { provider, account, customerId: key } },
      }),
    },
    {
      query: by,
      isByReference: true,
      about: ({ provider, account, reference }) =>
        orNull(reference, { by: { reference: { provider, account, reference } } }),
    },
  ],
  'Query.paymentMethod': [
    {
      query: 'query($id: ID!) { paymentMethod(id: $id) { id } }',
      about: ({ methodId: id }) => orNull(id, { id }),
    },
  ],
  'Query._entities': [
    {
      query: entities,
      about: ({ id, methodId, linkId }) => ({
        of: [
          { __typename: 'Customer', id },
          { __typename: 'PaymentMethod', id: methodId ?? id },
          { __typename: 'RegistrationLink', id: linkId ?? id },
        ],
      }),
    },
  ],
  'Mutation.updateCustomer': [
    { query: update, about: ({ id }) => ({ id, patch: { firstName: 'Eve' } }) },
    { query: update, about: ({ id }) => ({ id, patch: { phone: '' } }) },
  ],
  'Mutation.deletePaymentMethod': [{ query: remove, about: ({ methodId: id }) => orNull(id, { id }) }],
  'Mutation.createRegistrationLink': [
    {
      query: link,
      about: ({ provider, account, id }) =>
        provider === 'BANKING_SERVICE' ? { provider, account, id } : null,
    },
  ],
};

/** What is inside of a record that is within reach, or of an answer that shoppers do not get. */
const inside = [
  'AlreadyExistsError.existing',
  'ConnectionSource.account',
  'CreateCustomerSuccess.customer',
  'CreateRegistrationLinkSuccess.registrationLink',
  'Customer.account',
  'Customer.metadata',
  'CustomerConnection.edges',
  'CustomerConnection.nodes',
  'CustomerConnection.sources',
  'CustomerEdge.node',
  'CustomerMatchConnection.edges',
  'CustomerMatchConnection.nodes',
  'CustomerMatchConnection.sources',
  'CustomerMatchEdge.node',
  'DeleteCustomerSuccess.customer',
  'DeletePaymentMethodSuccess.customer',
  'EraseCustomersSuccess.erasure',
  'ErasedRecord.account',
  'Erasure.records',
  'ErasurePlan.records',
  'ExportedRecord.account',
  'PaymentMethod.account',
  'PaymentMethod.customer',
  'PaymentMethodConnection.edges',
  'PaymentMethodConnection.nodes',
  'PaymentMethodConnection.sources',
  'PaymentMethodEdge.node',
  'PersonExport.records',
  'PlannedErasure.account',
  'ProviderAccount.provider',
  'RegistrationLink.account',
  'RegistrationLink.customer',
  'RegistrationLink.paymentMethod',
  'SearchSource.account',
  'StaleWriteError.current',
  'UpdateCustomerSuccess.customer',
];

/** Fields that name no customer, and return the shopper's own. */
const own = ['Query.viewer', 'Viewer.customers', 'Query.paymentProvider', 'Query.paymentProviders'];

/** What takes a place in a list of the shopper's own. */
const places = ['Customer.paymentMethods'];

let shop: ShopGraph;
/** One person, who has a record in each account but one, and all other persons. */
let mine: readonly Person[];
let others: readonly Person[];
let token: string;

beforeAll(async () => {
  shop = await startShop();
  const [firsts, rest] = await people(shop);
  mine = firsts.filter(({ account }) => account !== 'monri-2');
  others = [...rest, ...firsts.filter(({ account }) => account === 'monri-2')];
  token = await shop.tokenFor({
    customers: mine.filter(isNamedById).map(({ id }) => id),
    references: mine.flatMap((person) => {
      const { provider, account, reference } = person;
      return isNamedById(person) ? [] : [{ provider, account, reference }];
    }),
  });
});
afterAll(() => shop.close());

function isNamedById({ provider }: Person): boolean {
  return provider !== 'BAMBOO';
}

const ask = (query: string, variables: object = {}) => shop.shopper(token, query, variables);

/** What an answer says to a shopper. */
async function said(query: string, variables: object): Promise<object> {
  const { data, errors } = await ask(query, variables);
  return {
    data,
    errors: errors?.map(({ message, path, extensions: { code } }) => ({ message, path, code })),
  };
}

const found =
  /"__typename":"(?:Customer|PaymentMethod|RegistrationLink|\w+Success|InvalidInputError|UnsupportedOperationError)"|"id":/;

describe('every field that takes or returns a record', () => {
  it('has its place here', () => {
    const placed = [...Object.keys(asks), ...Object.keys(denied), ...inside, ...own, ...places];
    expect(placed.toSorted()).toEqual(recordFields.toSorted());
  });
});

describe.each(Object.entries(asks))('%s', (_field, questions) => {
  it('answers about others as about a customer that does not exist, and asks no provider', async () => {
    const arrivals = shop.graph.watch();
    const asked = questions.flatMap(({ query, about }) =>
      others.flatMap((other) => {
        const variables = about(other);
        return variables ? [{ query, variables, madeUp: about(madeUpLike(other)) ?? {} }] : [];
      }),
    );
    for (const { query, variables, madeUp } of asked) {
      const answer = await said(query, variables);
      expect(answer).toEqual(await said(query, madeUp));
      expect(JSON.stringify(answer)).not.toMatch(found);
    }
    expect(arrivals).toEqual([]);
  });

  it('answers about the shopper', async () => {
    const asked = questions.flatMap(({ query, about, isByReference }) =>
      mine.flatMap((person) => {
        const variables = isByReference && isNamedById(person) ? null : about(person);
        return variables ? [{ query, variables }] : [];
      }),
    );
    for (const { query, variables } of asked)
      expect(JSON.stringify(await said(query, variables))).toMatch(found);
  });
});

describe.each(Object.entries(denied))('%s', (_field, query) => {
  it('is refused, and asks no provider beyond the shopper’s own', async () => {
    const document = query.includes('...Code') ? `${query} fragment Code on VaultError { code }` : query;
    const { data, errors } = await ask(document, query.includes('$id') ? { id: mine[0]?.id } : {});
    const codes =
      errors?.map(({ extensions }) => extensions['code']) ??
      Object.values(Object(data)).map((one) => Object(one).code);
    expect([...new Set(codes)]).toEqual(['ACCESS_DENIED']);
    expect(JSON.stringify(data)).not.toMatch(found);
  });
});

describe('Viewer.customers', () => {
  it('gives the shopper’s own, in the order of the credential', async () => {
    const { data } = await ask('{ viewer { customers { id } } }');
    const customers = [...mine.filter(isNamedById), ...mine.filter((person) => !isNamedById(person))];
    expect(data).toEqual({ viewer: { customers: customers.map(({ id }) => ({ id })) } });
  });

  it('is null for who is no shopper', async () => {
    expect((await shop.office('{ viewer { customers { id } } }')).data).toEqual({
      viewer: { customers: null },
    });
  });
});

describe('Customer.paymentMethods', () => {
  const query =
    'query($id: ID!, $after: String) { customer(by: { id: $id }) { paymentMethods(after: $after) { nodes { id } } } }';

  it('takes another’s place as one that was made up', async () => {
    const [person] = mine;
    const other = others.find(({ cursor }) => cursor !== null);
    const answers = [other?.cursor, other && madeUpLike(other).cursor].map((after) =>
      said(query, { id: person?.id, after }),
    );
    const [first, second] = await Promise.all(answers);
    expect(first).toEqual(second);
    expect(first).toMatchObject({ errors: [{ code: 'INVALID_INPUT' }] });
  });
});

describe('Query.paymentProviders', () => {
  it('gives those that the shopper has an account at', async () => {
    const { data } = await ask('{ paymentProviders { code } paymentProvider(code: VERIFONE) { code } }');
    expect(data).toMatchObject({ paymentProviders: { length: 4 }, paymentProvider: { code: 'VERIFONE' } });
  });
});
