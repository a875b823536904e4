import { defaultFieldResolver, isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';
import type { Context } from '../../builder/context.ts';
import { AccessDeniedError } from '../../domain/errors.ts';

/** Throws if the caller is a shopper. */
export function refuseShoppers({ caller }: Context): void {
  if (caller.shopper) throw new AccessDeniedError([], 'This is not for shoppers.');
}

/**
 * The schema, in which fields that are not for shoppers are refused to them: every field of the query that does not say
 * that it is for them, and every other one that says that it is not. Mutations refuse them as a value of their result.
 */
export function closingToShoppers(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const isOpen = type !== schema.getQueryType();
    for (const field of Object.values(type.getFields())) {
      if (field.extensions['forShoppers'] ?? isOpen) continue;
      close(field);
    }
  }
  return schema;
}

function close(field: GraphQLField<unknown, Context>): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (root, args, context, info) => {
    refuseShoppers(context);
    return resolve(root, args, context, info);
  };
}
