import { graphql, GraphQLObjectType, GraphQLSchema, GraphQLString, GraphQLUnionType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { scopes, type Scope } from '../../access/caller.ts';
import { closingFields } from './close-fields.ts';

const open = { open: true };
const forgotten = { type: GraphQLString };

/** A graph in which the field `forgotten` has no option. */
const Details = new GraphQLObjectType({
  name: 'AcmeCustomerDetails',
  fields: { forgotten, tier: { type: GraphQLString, extensions: open } },
});
const Address = new GraphQLObjectType({ name: 'Address', fields: { city: { type: GraphQLString } } });
const Customer: GraphQLObjectType = new GraphQLObjectType({
  name: 'Customer',
  fields: {
    forgotten,
    id: { type: GraphQLString, extensions: open },
    address: { type: Address },
    token: {
      type: GraphQLString,
      extensions: { directives: { requiresScopes: { scopes: [['vault:payment-method:token']] } } },
    },
    details: { type: new GraphQLUnionType({ name: 'Details', types: [Details] }), extensions: open },
  },
});
const customer = {
  id: '1',
  forgotten: 'Ana',
  token: 't',
  address: { city: 'Zagreb' },
  details: { __typename: 'AcmeCustomerDetails', forgotten: 'Ana', tier: 'gold' },
};
const schema = closingFields(
  new GraphQLSchema({
    query: new GraphQLObjectType({ name: 'Query', fields: { customer: { type: Customer } } }),
    types: [Details],
  }),
);

function ask(granted: readonly Scope[]) {
  return graphql({
    schema,
    source: `{ customer {
      id forgotten token address { city } details { ... on AcmeCustomerDetails { forgotten tier } }
    } }`,
    rootValue: { customer },
    contextValue: { caller: { scopes: granted } },
  });
}

describe('a field of a customer without an option', () => {
  it('is refused without vault:customer:pii, in its parts as well', async () => {
    const { data, errors } = await ask(scopes.filter((scope) => scope !== 'vault:customer:pii'));
    expect(data).toEqual({
      customer: {
        id: '1',
        forgotten: null,
        token: 't',
        address: null,
        details: { forgotten: null, tier: 'gold' },
      },
    });
    expect(errors?.map(({ path, originalError }) => [path?.join('.'), originalError])).toEqual(
      ['customer.forgotten', 'customer.address', 'customer.details.forgotten'].map((path) => [
        path,
        expect.objectContaining({ code: 'ACCESS_DENIED', requiredScopes: ['vault:customer:pii'] }),
      ]),
    );
  });

  it('is read with it', async () => {
    const { data, errors } = await ask(scopes);
    const { __typename, ...details } = customer.details;
    expect([errors, data]).toEqual([undefined, { customer: { ...customer, details } }]);
  });

  it('declares in the schema what it needs', () => {
    expect(Customer.getFields()['forgotten']?.extensions).toEqual({
      directives: { tag: { name: 'pii' }, requiresScopes: { scopes: [['vault:customer:pii']] } },
    });
  });
});
