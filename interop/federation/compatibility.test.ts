import { parse, stripIgnoredCharacters } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSdl } from '../../examples/federation/gateway.ts';
import type { Running } from '../../examples/federation/listen-on.ts';
import { startSubgraph } from '../../examples/federation/subgraph.ts';
import { askEntities, readKeys, type Representation } from '../../test/support/entities.ts';
import { gateways } from '../support/gateways.ts';
import { startGraph, type RunningGraph } from '../../test/support/graph.ts';

/*
 * The federation subgraph compatibility suite (@apollo/federation-subgraph-compatibility-tests 1.2.1) asks its questions
 * of its own schema, about products, and takes no version of federation after 2.3. Here are its fifteen assertions, in its
 * order and under its names, asked of this graph; below them what it asks through a router.
 */

let graph: RunningGraph;
let sdl: string;
let keys: Readonly<Record<string, Representation>>;
beforeAll(async () => {
  graph = await startGraph({}, { customers: 2 });
  sdl = stripIgnoredCharacters(await readSdl(graph.url));
  keys = await readKeys(graph);
});
afterAll(() => graph.close());

/** What stands of a type before its fields. */
function declarationOf(type: string): string {
  return new RegExp(`type ${type}\\b[^{]*`).exec(sdl)?.[0] ?? '';
}

async function ask(query: string, headers: Readonly<Record<string, string>> = {}) {
  return (await graph.send({ query }, { 'x-vaultgraph-trace': '0', ...headers })).json();
}

describe('an assertion of the suite that applies', () => {
  it('introspection: _service returns the SDL', () => {
    expect(sdl).toContain('type Query{');
    expect(() => parse(sdl)).not.toThrow();
  });

  it('@key single: is on each entity, and resolves it', async () => {
    for (const [type, representation] of Object.entries(keys)) {
      const field = type === 'PaymentProvider' ? 'code' : 'id';
      expect(declarationOf(type)).toContain(`@key(fields:"${field}")`);
      const { data, errors } = await askEntities(graph, [representation]);
      expect(errors).toBeUndefined();
      expect(data?.entities).toEqual([expect.objectContaining(representation)]);
    }
  });

  it('@link: imports from one version of federation, and nothing that is not used', () => {
    const links = sdl.match(/@link\(url:"https:\/\/specs\.apollo\.dev\/federation\/[^)]*\)/g) ?? [];
    expect(links).toHaveLength(1);
    const imported = /import:\[([^\]]*)\]/.exec(links[0] ?? '')?.[1]?.match(/@\w+/g) ?? [];
    expect(imported).not.toEqual([]);
    expect(imported.filter((directive) => !sdl.replace(links[0] ?? '', '').includes(directive))).toEqual([]);
    expect(sdl).not.toContain('@federation__');
  });

  it('@shareable: is on the type that both subgraphs have', () => {
    expect(declarationOf('PageInfo')).toContain('@shareable');
  });

  it('@tag: is in the SDL under its own name', () => {
    expect(sdl).toContain('@tag(name:"pii")');
  });

  it('@inaccessible: is in the SDL, and its fields answer requests to the subgraph itself', async () => {
    expect(sdl).toContain(':Node@inaccessible');
    const { data, errors } = await ask(`{ node(id: "${String(keys['Customer']?.['id'])}") { __typename } }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ node: { __typename: 'Customer' } });
  });
});

describe('an assertion of the suite that does not apply', () => {
  it.each([
    ['@key multiple', /@key\(fields:"\w+ \w/],
    ['@key composite', /@key\(fields:"[^"]*\{/],
    ['repeatable @key', /@key\([^)]*\)\s*@key/],
    ['@requires', /@requires\(/],
    ['@provides', /@provides/],
    ['@override', /@override/],
    ['@composeDirective', /@composeDirective/],
    ['@interfaceObject', /@interfaceObject/],
  ])('%s: the graph has none', (_assertion, use) => {
    expect(sdl).not.toMatch(use);
  });

  it('ftv1: a request for a federated trace is answered without one', async () => {
    const { data, extensions } = await ask('{ __typename }', { 'apollo-federation-include-trace': 'ftv1' });
    expect(data).toEqual({ __typename: 'Query' });
    expect(extensions).toEqual({ requestId: expect.any(String) });
  });
});

/** A subgraph that needs what vaultgraph knows of a customer, and one that has taken a field of it over. */
const mailingSdl = `
  extend schema @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@key", "@external", "@requires", "@override", "@authenticated", "@requiresScopes"]
  )
  type Query { recipients: [Customer!]! }
  type Customer @key(fields: "id") {
    id: ID!
    fullName: String @external
    salutation: String
      @requires(fields: "fullName")
      @authenticated
      @requiresScopes(scopes: [["vault:customer:pii"]])
    company: String @override(from: "vaultgraph")
  }
`;

interface Recipient {
  readonly id: string;
  readonly fullName?: string;
}

describe.each(Object.entries(gateways))('another subgraph behind %s', (_name, start) => {
  let mailing: Running;
  let supergraph: Running;
  beforeAll(async () => {
    mailing = await startSubgraph({
      typeDefs: parse(mailingSdl),
      resolvers: {
        Query: { recipients: () => [{ id: keys['Customer']?.['id'] }] },
        Customer: {
          __resolveReference: (recipient: Recipient) => recipient,
          salutation: ({ fullName }: Recipient) => (fullName ? `Dear ${fullName}` : null),
          company: () => 'The one that mailing knows',
        },
      },
    });
    supergraph = await start([
      { name: 'vaultgraph', url: graph.url, sdl: await readSdl(graph.url) },
      { name: 'mailing', url: mailing.url, sdl: mailingSdl },
    ]);
  });
  afterAll(() => Promise.all([supergraph.close(), mailing.close()]));

  it('@requires a field of a customer, and @override takes one over', async () => {
    const response = await fetch(supergraph.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ recipients { fullName salutation company } }' }),
    });
    const { data, errors } = await response.json();
    expect(errors).toBeUndefined();
    const [{ fullName, ...rest }] = data.recipients;
    expect(fullName).toEqual(expect.any(String));
    expect(rest).toEqual({ salutation: `Dear ${fullName}`, company: 'The one that mailing knows' });
  });
});
