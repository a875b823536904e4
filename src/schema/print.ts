import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { lexicographicSortSchema } from 'graphql';
import { schema } from './index.ts';

/** What the directives of the contract look like; they are Apollo's, and a supergraph imports them by name. */
const directives = `"""Only for callers with a credential."""
directive @authenticated on OBJECT

"""What the field costs: ten points for each call to a provider that it may take in the worst case."""
directive @cost(
  """Points."""
  weight: Int!
) on FIELD_DEFINITION

"""How long the list may get."""
directive @listSize(
  """So long at most."""
  assumedSize: Int
  """Any of these arguments says how long."""
  slicingArguments: [String!]
  """The fields below that are so long, where the list is a page."""
  sizedFields: [String!]
  """Whether one of the arguments must be given."""
  requireOneSlicingArgument: Boolean
) on FIELD_DEFINITION

"""Only for callers who were granted all scopes of one of the lists."""
directive @requiresScopes(
  """Lists of scopes."""
  scopes: [[String!]!]!
) on FIELD_DEFINITION

"""Marks the field: pii is personal data."""
directive @tag(
  """The mark."""
  name: String!
) repeatable on FIELD_DEFINITION
`;

/** The graph's contract, in an order that does not depend on where a type is defined. */
export function printGraph(): string {
  return `${directives}\n${printSchemaWithDirectives(lexicographicSortSchema(schema))}\n`;
}
