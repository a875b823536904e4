import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { options } from '../examples/tenant.ts';
import {
  builder,
  createServer,
  definitions,
  open,
  type Fetch,
  type ProviderDefinition,
} from '../src/index.ts';

function registered(code: string): ProviderDefinition {
  const definition = definitions.get(code);
  if (!definition) throw new Error(`${code} is not registered.`);
  return definition;
}

const [monri, bamboo, verifone] = ['MONRI', 'BAMBOO', 'VERIFONE'].map(registered) as [
  ProviderDefinition,
  ProviderDefinition,
  ProviderDefinition,
];
const noTenants = { ...options, tenants: new Map() };

async function ask(graph: Fetch, query: string) {
  const response = await graph(
    new Request('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    }),
  );
  return response.json();
}

async function schemaOf(graph: Fetch): Promise<GraphQLSchema> {
  const { data } = await ask(graph, getIntrospectionQuery());
  return buildClientSchema(data);
}

function valuesOf(schema: GraphQLSchema, name: string): readonly string[] {
  const type = schema.getType(name);
  if (!type) return [];
  return 'getValues' in type ? type.getValues().map((value) => value.name) : [];
}

function detailsOf(schema: GraphQLSchema): readonly string[] {
  const type = schema.getType('CustomerDetails');
  return type && 'getTypes' in type ? type.getTypes().map(({ name }) => name) : [];
}

function mutationsOf(schema: GraphQLSchema): readonly string[] {
  return Object.keys(schema.getMutationType()?.getFields() ?? {});
}

describe('two servers of one process', () => {
  let one: Fetch;
  let other: Fetch;
  beforeAll(async () => {
    one = await createServer({ ...options, providers: [monri] });
    other = await createServer({ ...options, providers: [monri, bamboo, madeLater()] });
  });

  it('have the providers that each was given, and no others, in enums and details', async () => {
    const [first, second] = await Promise.all([schemaOf(one), schemaOf(other)]);
    expect(valuesOf(first, 'PaymentProviderCode')).toEqual(['MONRI']);
    expect(valuesOf(second, 'PaymentProviderCode')).toEqual(['MONRI', 'BAMBOO', 'LATER']);
    expect(valuesOf(second, 'ListingProviderCode')).toEqual(['MONRI', 'LATER']);
    expect(detailsOf(first)).toEqual(['MonriCustomerDetails']);
    expect(detailsOf(second)).toEqual([
      'MonriCustomerDetails',
      'BambooCustomerDetails',
      'LaterCustomerDetails',
    ]);
    expect(first.getType('BambooCustomerDetails')).toBeUndefined();
  });

  it('lack a mutation that none of their providers supports, with its types', async () => {
    const [first, second] = await Promise.all([schemaOf(one), schemaOf(other)]);
    expect(mutationsOf(first)).toEqual(
      [
        'createCustomer',
        'createShopperToken',
        'updateCustomer',
        'deleteCustomer',
        'deletePaymentMethod',
        'eraseCustomers',
      ].toSorted(),
    );
    expect(mutationsOf(second)).toEqual(
      expect.arrayContaining(['createRegistrationLink', 'attachCustomerToPayment']),
    );
    expect(first.getType('CreateRegistrationLinkInput')).toBeUndefined();
    expect(second.getType('CreateRegistrationLinkInput')).toBeDefined();
  });

  it('answer with those providers', async () => {
    const query = `{
      paymentProviders { code displayName capability(of: CREATE_REGISTRATION_LINK) { support } }
      customers(first: 1) { nodes { details { __typename } } }
    }`;
    const answers = await Promise.all([one, other].map(async (graph) => ask(graph, query)));
    for (const answer of answers) {
      expect(answer).toMatchObject({
        data: {
          paymentProviders: [
            { code: 'MONRI', displayName: 'Monri Payments', capability: { support: 'INDIRECT' } },
          ],
          customers: { nodes: [{ details: { __typename: 'MonriCustomerDetails' } }] },
        },
      });
    }
  });

  it('print the contract of their own providers for a supergraph', async () => {
    const { data } = await ask(one, '{ service: _service { sdl } }');
    expect(data.service.sdl).toMatch(/^ {2}MONRI$/m);
    expect(data.service.sdl).not.toMatch(/^ {2}BAMBOO$/m);
    expect(data.service.sdl).not.toContain('BambooCustomerDetails');
  });
});

it('a server without its own providers has the registered ones', async () => {
  const schema = await schemaOf(await createServer(options));
  expect(valuesOf(schema, 'PaymentProviderCode')).toEqual([...definitions.keys()]);
});

it('a server whose providers cannot list offers no choice of providers in its list', async () => {
  const silent = {
    ...monri,
    abilities: { ...monri.abilities, LIST_CUSTOMERS: bamboo.abilities.LIST_CUSTOMERS },
  };
  const schema = await schemaOf(await createServer({ ...options, providers: [silent] }));
  expect(schema.getType('ListingProviderCode')).toBeUndefined();
  const list = schema.getQueryType()?.getFields()['customers'];
  expect(list?.args.map(({ name }) => name)).toEqual(expect.arrayContaining(['accounts', 'first']));
  expect(list?.args.map(({ name }) => name)).not.toContain('providers');
});

describe('createServer refuses', () => {
  it('two providers that cannot be distinguished', async () => {
    const twice = createServer({ ...noTenants, providers: [monri, { ...verifone, code: 'MONRI' }] });
    await expect(twice).rejects.toThrow(
      'The code MONRI belongs to two providers, Monri Payments (MONRI) and Verifone (MONRI)',
    );
  });

  it('a code that cannot be in the graph', async () => {
    const odd = createServer({ ...noTenants, providers: [{ ...monri, code: 'mon ri' }] });
    await expect(odd).rejects.toThrow('cannot be in the graph');
  });

  it('an account at a provider that it is not given', async () => {
    await expect(createServer({ ...options, providers: [bamboo] })).rejects.toThrow(
      "monri-hr is at MONRI, which is not among the server's providers",
    );
  });

  it('details that another copy of the package made', async () => {
    const foreign = { ...monri, code: 'FOREIGN', title: 'Foreign', details: foreignDetails() };
    await expect(createServer({ ...noTenants, providers: [foreign] })).rejects.toThrow(
      'The graph lacks ForeignCustomerDetails, the details of FOREIGN',
    );
  });
});

/** A provider that is defined once a server is there. */
function madeLater(): ProviderDefinition {
  const details = builder.objectRef<{ readonly provider: 'LATER' }>('LaterCustomerDetails').implement({
    description: 'What only this one keeps.',
    fields: (t) => ({
      provider: t.exposeString('provider', { ...open, nullable: false, description: 'Its code.' }),
    }),
  });
  return { ...monri, code: 'LATER', title: 'Later', details };
}

/** A type that the builder of this copy has never heard of. */
function foreignDetails(): ProviderDefinition['details'] {
  return { name: 'ForeignCustomerDetails' } as ProviderDefinition['details'];
}
