import { readFileSync } from 'node:fs';
import { isInputObjectType, isObjectType, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ordersSdl } from '../../examples/federation/orders.ts';
import { composers, type Composition } from '../support/composers.ts';

const contract = readFileSync('schema.graphql', 'utf8');
const subgraphs = [
  { name: 'vaultgraph', url: 'http://127.0.0.1:4001/graphql', sdl: contract },
  { name: 'orders', url: 'http://127.0.0.1:4002/graphql', sdl: ordersSdl },
];

describe.each(Object.entries(composers))('%s', (name, compose) => {
  const composition: Composition = compose(subgraphs);

  it('composes the graph with one that extends it, and has nothing to say about it', () => {
    expect(composition.complaints).toEqual([]);
  });

  it('gives clients the fields of both', () => {
    expect(fieldsOf(composition.clientSchema, 'Customer')).toEqual(
      expect.arrayContaining(['email', 'orders', 'paymentMethods']),
    );
    expect(fieldsOf(composition.clientSchema, 'Order')).toContain('customer');
  });

  it('hides node and nodes from clients, and what a gateway alone asks for', () => {
    const hidden = new Set(['node', 'nodes', '_service', '_entities']);
    const found = fieldsOf(composition.clientSchema, 'Query');
    expect(found).toContain('customers');
    expect(found.filter((field) => hidden.has(field))).toEqual([]);
  });

  it('keeps the terms that a router enforces', () => {
    const printed = composition.supergraph;
    const field = printed.match(/^type Customer\b[\s\S]*?\n}/m)?.[0].match(/^ {2}email: .*$/m)?.[0] ?? '';
    expect(field).toContain('requiresScopes(scopes: [["vault:customer:pii"]])');
    expect(field).toContain('tag(name: "pii")');
    expect(printed).toMatch(/^type Customer\b[^{]*@authenticated/m);
  });

  it(`says ${knowsOneOf.has(name) ? '' : 'nothing of '}one way of naming a customer`, () => {
    const input = composition.clientSchema.getType('CustomerLookupInput');
    expect(isInputObjectType(input) && input.isOneOf).toBe(knowsOneOf.has(name));
  });

  it(`${demandsScopes.has(name) ? 'refuses' : 'accepts'} a field that reads personal data without asking for its scope`, () => {
    const greedy = ordersSdl
      .replace('"@key"', '"@key", "@external", "@requires"')
      .replace(
        '"What the customer bought',
        'fullName: String @external greeting: String @requires(fields: "fullName") "What the customer bought',
      );
    const { complaints } = compose([
      { name: 'vaultgraph', url: 'http://127.0.0.1:4001/graphql', sdl: contract },
      { name: 'orders', url: 'http://127.0.0.1:4002/graphql', sdl: greedy },
    ]);
    const complaint = expect.stringContaining(
      '"Customer.greeting" does not specify necessary @authenticated',
    );
    expect(complaints).toEqual(demandsScopes.has(name) ? [complaint] : []);
  });

  it('refuses a subgraph that contradicts the graph', () => {
    const contrary = ordersSdl.replace('hasNextPage: Boolean!', 'hasNextPage: [Int]');
    const { complaints } = compose([
      { name: 'vaultgraph', url: 'http://127.0.0.1:4001/graphql', sdl: contract },
      { name: 'orders', url: 'http://127.0.0.1:4002/graphql', sdl: contrary },
    ]);
    expect(complaints).not.toEqual([]);
  });
});

/** Apollo's composition reads `@oneOf` and leaves it out of the supergraph; the subgraph enforces it all the same. */
const knowsOneOf = new Set(["The Guild's composition", "WunderGraph's composition"]);

/** Compositions that refuse to pass on a field that needs a scope; the others leave it to the router. */
const demandsScopes = new Set(["Apollo's composition", "The Guild's composition"]);

function fieldsOf(schema: GraphQLSchema, name: string): readonly string[] {
  const type = schema.getType(name);
  return isObjectType(type) ? Object.keys(type.getFields()) : [];
}
