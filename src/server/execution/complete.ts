import {
  defaultTypeResolver,
  GraphQLError,
  GraphQLID,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { Late } from '../../domain/late.ts';
import type { Path } from './errors.ts';
import type { Complete, ObjectPlan, Run } from './plan.ts';
import { executeFields, fail, isPromise } from './run.ts';

/** Where values are completed. */
interface Place {
  readonly schema: GraphQLSchema;
  readonly parent: GraphQLObjectType;
  /** Of the field. */
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  /** The plan for objects of a type there. */
  readonly inside: (type: GraphQLObjectType) => ObjectPlan;
}

/** How values of a type are completed: as graphql-js does, with the type looked at once. */
export function completionOf(type: GraphQLOutputType, place: Place): Complete {
  if (!isNonNullType(type)) return nullable(completionOfValue(type, place));
  const complete = nullable(completionOfValue(type.ofType, place));
  return (run, value, path, info) => {
    const completed = complete(run, value, path, info);
    if (completed !== null) return completed;
    throw new Error(`Cannot return null for non-nullable field ${place.parent.name}.${place.name}.`);
  };
}

function nullable(complete: Complete): Complete {
  return (run, value, path, info) => {
    if (value instanceof Error) throw value;
    return value === null || value === undefined ? null : complete(run, value, path, info);
  };
}

function completionOfValue(type: GraphQLOutputType, place: Place): Complete {
  if (isLeafType(type)) return leaf(type);
  if (isObjectType(type)) return object(type, place);
  if (isListType(type)) return list(type.ofType, place);
  if (isAbstractType(type)) return abstract(type, place);
  throw new Error(`A field has the type ${String(type)}, which is none of an answer.`);
}

function leaf(type: GraphQLLeafType): Complete {
  return (_run, value) => {
    if (value instanceof Late && type === GraphQLID) return value;
    const serialized: unknown = type.serialize(value);
    if (serialized !== null && serialized !== undefined) return serialized;
    throw new Error(`Expected \`${type.name}.serialize\` to return a value that is not null.`);
  };
}

function list(itemType: GraphQLOutputType, place: Place): Complete {
  const complete = completionOf(itemType, place);
  const at = { nodes: place.nodes, isNonNull: isNonNullType(itemType) };

  const completeItem = (run: Run, item: unknown, path: Path, info: GraphQLResolveInfo): unknown => {
    try {
      const completed = isPromise(item)
        ? item.then((value) => complete(run, value, path, info))
        : complete(run, item, path, info);
      return isPromise(completed)
        ? completed.then(undefined, (error: unknown) => fail(run, at, path, error))
        : completed;
    } catch (error) {
      return fail(run, at, path, error);
    }
  };

  return (run, value, path, info) => {
    if (!isIterableObject(value)) {
      throw new GraphQLError(
        `Expected Iterable, but did not find one for field "${place.parent.name}.${place.name}".`,
      );
    }
    const items: unknown[] = [];
    let hasPromise = false;
    try {
      for (const item of value) {
        const itemPath: Path = { prev: path, key: items.length, typename: undefined };
        const completed = completeItem(run, item, itemPath, info);
        hasPromise ||= isPromise(completed);
        items.push(completed instanceof Late ? completed.valueOf() : completed);
      }
    } catch (error) {
      hear(items);
      throw error;
    }
    return hasPromise ? Promise.all(items) : items;
  };
}

/** These are no longer awaited: one that still fails must not count as an unhandled rejection. */
function hear(items: readonly unknown[]): void {
  for (const item of items) if (isPromise(item)) item.catch(() => undefined);
}

function isIterableObject(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

function object(type: GraphQLObjectType, { nodes, inside }: Place): Complete {
  return (run, value, path, info) => {
    const plan = inside(type);
    if (!type.isTypeOf) return executeFields(run, plan, value, path);
    const insist = (isOfType: boolean): unknown => {
      if (isOfType) return executeFields(run, plan, value, path);
      throw new GraphQLError(`A value is not of the type "${type.name}".`, { nodes });
    };
    const isOfType = type.isTypeOf(value, run.context, info);
    return isPromise(isOfType) ? isOfType.then(insist) : insist(isOfType);
  };
}

function abstract(type: GraphQLAbstractType, place: Place): Complete {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  const completions = new Map<unknown, Complete>();
  const completionFor = (name: unknown): Complete => {
    const known = completions.get(name) ?? object(assertType(name, type, place), place);
    completions.set(name, known);
    return known;
  };
  return (run, value, path, info) => {
    const name: unknown = resolveType(value, run.context, info, type);
    return isPromise(name)
      ? name.then((resolved) => completionFor(resolved)(run, value, path, info))
      : completionFor(name)(run, value, path, info);
  };
}

/** The type of that name; an error, as graphql-js has it, if it is none that the value may have. */
function assertType(name: unknown, type: GraphQLAbstractType, { schema, parent, name: field, nodes }: Place) {
  if (typeof name !== 'string') {
    throw new GraphQLError(
      `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${parent.name}.${field}". Either the "${type.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
      { nodes },
    );
  }
  const found = schema.getType(name);
  if (!found) {
    throw new GraphQLError(
      `Abstract type "${type.name}" was resolved to a type "${name}" that does not exist inside the schema.`,
      { nodes },
    );
  }
  if (!isObjectType(found)) {
    throw new GraphQLError(`Abstract type "${type.name}" was resolved to a non-object type "${name}".`, {
      nodes,
    });
  }
  if (schema.isSubType(type, found)) return found;
  throw new GraphQLError(`Runtime Object type "${name}" is not a possible type for "${type.name}".`, {
    nodes,
  });
}
