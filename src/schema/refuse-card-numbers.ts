import {
  isObjectType,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { holdsCardNumber } from '../domain/card-number.ts';
import { InvalidInputError, type InputIssue } from '../domain/errors.ts';

/** Throws an `InvalidInputError` that names every text, number and key in an input which holds a card number. */
export function refuseCardNumbers(input: unknown, info: GraphQLResolveInfo): void {
  const issues = findCardNumbers(input, [], rememberedFor(info));
  if (issues.length > 0) throw new InvalidInputError(issues);
}

type Holds = (text: string) => boolean;

function findCardNumbers(value: unknown, path: readonly string[], holds: Holds): readonly InputIssue[] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') {
    return holds(String(value)) ? [issueAt(path)] : [];
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    holds(key) ? [issueAt(path)] : findCardNumbers(inner, [...path, key], holds),
  );
}

function issueAt(path: readonly string[]): InputIssue {
  const message = `${path.join('.') || 'A key'} looks like a card number; none is accepted here.`;
  return { path, code: 'MALFORMED', message };
}

const remembered = new WeakMap<object, Map<string, boolean>>();
const longText = 256;

/** A long variable is looked at once in a request, however many fields take it. */
function rememberedFor({ variableValues }: GraphQLResolveInfo): Holds {
  const known = remembered.get(variableValues) ?? new Map<string, boolean>();
  remembered.set(variableValues, known);
  return (text) => {
    if (text.length < longText) return holdsCardNumber(text);
    const answer = known.get(text) ?? holdsCardNumber(text);
    known.set(text, answer);
    return answer;
  };
}

/**
 * The schema, in which every field that reads refuses card numbers in its arguments before it resolves. Mutations
 * tell them as a member of their result: `toResult` sees to that. `_entities` refuses one representation alone.
 */
export function refusingCardNumbers(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type === schema.getMutationType()) continue;
    for (const field of Object.values(type.getFields())) {
      const refuses = field.args.length > 0 && field.extensions['refusesPerItem'] !== true;
      if (refuses && field.resolve) field.resolve = refusing(field.resolve);
    }
  }
  return schema;
}

type Resolve = GraphQLFieldResolver<unknown, unknown>;

function refusing(resolve: Resolve): Resolve {
  return (root, args, context, info) => {
    refuseCardNumbers(args, info);
    return resolve(root, args, context, info);
  };
}
