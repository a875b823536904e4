import { isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { holdsCardNumber } from '../domain/card-number.ts';
import { InvalidInputError, type InputIssue } from '../domain/errors.ts';

/** Throws an `InvalidInputError` that names every text, number and key in an input which holds a card number. */
export function refuseCardNumbers(input: unknown, under: readonly string[] = []): void {
  const issues = findCardNumbers(input, under);
  if (issues.length > 0) throw new InvalidInputError(issues);
}

function findCardNumbers(value: unknown, path: readonly string[]): readonly InputIssue[] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') {
    return holdsCardNumber(String(value)) ? [issueAt(path)] : [];
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    holdsCardNumber(key) ? [issueAt(path)] : findCardNumbers(inner, [...path, key]),
  );
}

function issueAt(path: readonly string[]): InputIssue {
  const message = `${path.join('.') || 'A key'} looks like a card number; none is accepted here.`;
  return { path, code: 'MALFORMED', message };
}

/**
 * The schema, in which every field that reads refuses card numbers in its arguments before it resolves. Mutations
 * tell them as a member of their result: `toResult` sees to that.
 */
export function refusingCardNumbers(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type === schema.getMutationType()) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.args.length > 0 && field.resolve) field.resolve = refusing(field.resolve);
    }
  }
  return schema;
}

type Resolve = GraphQLFieldResolver<unknown, unknown>;

function refusing(resolve: Resolve): Resolve {
  return (root, args, context, info) => {
    refuseCardNumbers(args);
    return resolve(root, args, context, info);
  };
}
