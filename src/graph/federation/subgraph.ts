import { getDocumentNodeFromSchema } from '@graphql-tools/utils';
import { lexicographicSortSchema, print, visit, type GraphQLSchema } from 'graphql';
import { withDefaults } from './defaults.ts';

/**
 * What the contract begins with. `@oneOf` is GraphQL's own, but Apollo's composition knows it only if a subgraph
 * declares it; all other directives are imported.
 */
const head = `"""Exactly one of the input's fields must be given."""
directive @oneOf on INPUT_OBJECT

extend schema
  @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@key", "@shareable", "@inaccessible", "@tag", "@authenticated", "@requiresScopes", "@cost", "@listSize"]
  )
`;

const printed = new WeakMap<GraphQLSchema, string>();

/** A graph's contract as a subgraph, in an order that does not depend on where a type is defined. */
export function printSubgraph(schema: GraphQLSchema): string {
  const text = printed.get(schema) ?? `${head}\n${print(withoutMachinery(schema))}\n`;
  printed.set(schema, text);
  return text;
}

/** Composition adds `_service`, `_entities` and their types, and knows the roots by their names. */
function withoutMachinery(schema: GraphQLSchema) {
  const drop = () => null;
  const dropMachinery = ({ name }: { readonly name: { readonly value: string } }) =>
    name.value.startsWith('_') ? null : undefined;
  return visit(getDocumentNodeFromSchema(withDefaults(lexicographicSortSchema(schema))), {
    SchemaDefinition: drop,
    DirectiveDefinition: drop,
    ScalarTypeDefinition: dropMachinery,
    UnionTypeDefinition: dropMachinery,
    ObjectTypeDefinition: dropMachinery,
    FieldDefinition: dropMachinery,
  });
}
