import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
  typeFromAST,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { argumentReader, type Variables } from './arguments.ts';

/** What selections are read by. */
export interface Reading {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Coerced; of them only those that decide what is left out matter. */
  readonly variables: Readonly<Variables>;
}

/** The fields that some selections ask of an object of one type, by the key of the answer and in its order. */
export function collectFields(
  reading: Reading,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): ReadonlyMap<string, readonly FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const spread = new Set<string>();

  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const name = selection.name.value;
        if (spread.has(name) || !isIncluded(selection, reading)) continue;
        spread.add(name);
        const fragment = reading.fragments[name];
        if (fragment && appliesTo(type, fragment, reading)) collect(fragment.selectionSet);
      } else if (!isIncluded(selection, reading)) continue;
      else if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const known = fields.get(key);
        if (known) known.push(selection);
        else fields.set(key, [selection]);
      } else if (appliesTo(type, selection, reading)) collect(selection.selectionSet);
    }
  };

  selectionSets.forEach(collect);
  return fields;
}

function isIncluded(node: SelectionNode, { variables }: Reading): boolean {
  if (!node.directives || node.directives.length === 0) return true;
  if (condition(GraphQLSkipDirective, node, variables) === true) return false;
  return condition(GraphQLIncludeDirective, node, variables) !== false;
}

/** The `if` of a directive; undefined if a selection does not have the directive. */
function condition(
  directive: GraphQLDirective,
  { directives = [] }: SelectionNode,
  variables: Readonly<Variables>,
): unknown {
  const node = directives.find(({ name }) => name.value === directive.name);
  return node && argumentReader(directive, node)(variables)['if'];
}

function appliesTo(
  type: GraphQLObjectType,
  { typeCondition }: InlineFragmentNode | FragmentDefinitionNode,
  { schema }: Reading,
): boolean {
  if (!typeCondition) return true;
  const wanted = typeFromAST(schema, typeCondition);
  return wanted === type || (isAbstractType(wanted) && schema.isSubType(wanted, type));
}
