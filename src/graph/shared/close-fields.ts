import {
  defaultFieldResolver,
  getNamedType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { scopes, type Scope } from '../../access/caller.ts';
import { personal } from '../../builder/builder.ts';
import { closing } from '../../builder/closed.ts';
import type { Context } from '../../builder/context.ts';

/** The schema, in which every field that needs a scope, and every personal one, is refused to callers without it. */
export function closingFields(schema: GraphQLSchema): GraphQLSchema {
  markPersonalFields(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      for (const scope of scopesOf(field)) close(field, scope);
    }
  }
  return schema;
}

/**
 * Every field of a customer and of its parts is personal, unless it says that it is open or what else it needs. Parts
 * are what open fields lead to; what lies behind a closed one is closed with it.
 */
function markPersonalFields(schema: GraphQLSchema): void {
  const customer = schema.getType('Customer');
  const parts = new Set<GraphQLObjectType>(isObjectType(customer) ? [customer] : []);
  for (const part of parts) {
    for (const field of Object.values(part.getFields())) {
      const isOpen = field.extensions['open'] === true;
      for (const type of isOpen ? partsIn(field.type) : []) parts.add(type);
      if (!isOpen && scopesOf(field).length === 0) markPersonal(field);
    }
  }
}

/** Records of their own, such as accounts, are no parts. */
function partsIn(output: GraphQLOutputType): readonly GraphQLObjectType[] {
  const type = getNamedType(output);
  const types = isUnionType(type) ? type.getTypes() : isObjectType(type) ? [type] : [];
  return types.filter((one) => one.getInterfaces().every(({ name }) => name !== 'Node'));
}

function close(field: GraphQLField<unknown, Context>, scope: Scope): void {
  field.resolve = closing(scope, field.resolve ?? defaultFieldResolver);
}

function markPersonal(field: GraphQLField<unknown, unknown>): void {
  field.extensions = {
    ...field.extensions,
    directives: { ...Object(field.extensions['directives']), ...personal.directives },
  };
}

/** The scopes that the schema says a field needs; throws if one of them does not exist. */
function scopesOf({ name, extensions }: GraphQLField<unknown, unknown>): readonly Scope[] {
  const needed: readonly string[] = Object(extensions['directives']).requiresScopes?.scopes.flat() ?? [];
  return needed.map((text) => {
    const scope = scopes.find((known) => known === text);
    if (scope) return scope;
    throw new Error(`The field ${name} needs ${text}, which is no scope.`);
  });
}
