import {
  getNamedType,
  isInputObjectType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLInputField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { holdsCardNumber } from '../../redaction/card-number.ts';
import { InvalidInputError, type InputIssue } from '../../domain/errors.ts';
import { holdsCardNumberAsPhone } from '../../redaction/phone-number.ts';
import type { CardNumberTerms } from '../../builder/builder.ts';

/** Throws an `InvalidInputError` that names every text, number and key in a value which holds a card number. */
export function refuseCardNumbers(value: unknown, info: GraphQLResolveInfo): void {
  refuse(findIn(value, null, { place: null, holds: rememberedFor(info) }));
}

/** The same for an argument of the field that is resolved; paths begin inside of it. */
export function refuseCardNumbersInArgument(name: string, value: unknown, info: GraphQLResolveInfo): void {
  const field = info.parentType.getFields()[info.fieldName];
  const place = field?.args.find((argument) => argument.name === name) ?? null;
  refuse(findIn(value, null, { place, holds: rememberedFor(info) }));
}

function refuseInArguments(
  field: GraphQLField<unknown, unknown>,
  args: Args,
  info: GraphQLResolveInfo,
): void {
  const holds = rememberedFor(info);
  const found: InputIssue[] = [];
  for (const place of field.args) {
    const value = args[place.name];
    if (value === undefined || value === null) continue;
    findIn(value, { within: null, step: place.name }, { place, holds }, found);
  }
  refuse(found);
}

function refuse(issues: readonly InputIssue[]): void {
  if (issues.length > 0) throw new InvalidInputError(issues);
}

type Args = Readonly<Record<string, unknown>>;
type Holds = (text: string) => boolean;

interface Looking {
  /** What of the schema takes the value; null for what has no type. */
  readonly place: GraphQLArgument | GraphQLInputField | null;
  readonly holds: Holds;
}

/** Where a value stands: most hold nothing, so that no list of its steps is made. */
interface Way {
  readonly within: Way | null;
  readonly step: string | number;
}

function findIn(value: unknown, way: Way | null, looking: Looking, found: InputIssue[] = []): InputIssue[] {
  const { place, holds } = looking;
  const terms = place?.extensions['cardNumbers'] as CardNumberTerms | undefined;
  if (terms === 'only looked up') return found;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') {
    const isRefused = terms === 'a phone number' ? holdsCardNumberAsPhone : holds;
    if (isRefused(String(value))) found.push(issueAt(way));
    return found;
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) return found;
  if (Array.isArray(value)) {
    value.forEach((item, step) => findIn(item, { within: way, step }, looking, found));
    return found;
  }
  const type = place && getNamedType(place.type);
  for (const [step, inner] of Object.entries(value)) {
    const field = isInputObjectType(type) ? (type.getFields()[step] ?? null) : null;
    if (holds(step)) found.push(issueAt(way));
    else findIn(inner, { within: way, step }, { place: field, holds }, found);
  }
  return found;
}

function issueAt(way: Way | null): InputIssue {
  const path: string[] = [];
  for (let at = way; at !== null; at = at.within) path.unshift(String(at.step));
  const message = `${path.join('.') || 'A key'} looks like a card number; none is accepted here.`;
  return { path, code: 'MALFORMED', message };
}

const remembered = new WeakMap<object, Map<string, boolean>>();
const longText = 256;

/** A long variable is looked at once in a request, however many fields take it. */
function rememberedFor({ variableValues }: GraphQLResolveInfo): Holds {
  return (text) => {
    if (text.length < longText) return holdsCardNumber(text);
    const known = remembered.get(variableValues) ?? new Map<string, boolean>();
    remembered.set(variableValues, known);
    const answer = known.get(text) ?? holdsCardNumber(text);
    known.set(text, answer);
    return answer;
  };
}

/**
 * The schema, in which every field that reads refuses card numbers in its arguments before it resolves. Mutations return
 * the refusal as a member of their result (`toResult`). `_entities` refuses only the representation that has one.
 */
export function refusingCardNumbers(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type === schema.getMutationType()) continue;
    for (const field of Object.values(type.getFields())) {
      const refuses = field.args.length > 0 && field.extensions['refusesPerItem'] !== true;
      if (refuses && field.resolve) field.resolve = refusing(field, field.resolve);
    }
  }
  return schema;
}

type Resolve = GraphQLFieldResolver<unknown, unknown>;

function refusing(field: GraphQLField<unknown, unknown>, resolve: Resolve): Resolve {
  return (root, args, context, info) => {
    refuseInArguments(field, args, info);
    return resolve(root, args, context, info);
  };
}
