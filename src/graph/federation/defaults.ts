import {
  astFromValue,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  type ValueNode,
} from 'graphql';

/** An argument or input field. graphql 17 has `default` beside what Pothos fills in; 16 does not. */
interface Defaulted {
  readonly type: GraphQLInputType;
  readonly defaultValue?: unknown;
  default?: { readonly literal: ValueNode };
}

/** Fills in, under graphql 17, the defaults that the printer of directives looks for. Changes the schema it is given. */
export function withDefaults(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) inputsOf(type).forEach(fillIn);
  return schema;
}

function inputsOf(type: GraphQLNamedType): readonly Defaulted[] {
  if (isInputObjectType(type)) return Object.values(type.getFields());
  const isFielded = isObjectType(type) || isInterfaceType(type);
  return isFielded ? Object.values(type.getFields()).flatMap(({ args }) => args) : [];
}

function fillIn(input: Defaulted): void {
  if (!('default' in input) || input.default || input.defaultValue === undefined) return;
  const literal = astFromValue(input.defaultValue, input.type);
  if (literal) input.default = { literal };
}
