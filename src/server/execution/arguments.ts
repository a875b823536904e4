import {
  GraphQLError,
  isNonNullType,
  Kind,
  print,
  valueFromAST,
  type DirectiveNode,
  type FieldNode,
  type GraphQLArgument,
  type ValueNode,
} from 'graphql';

export type Variables = Record<string, unknown>;

/** Gives the arguments of a field or directive for coerced variables. */
export type ReadArguments = (variables: Readonly<Variables>) => Variables;

/** What takes arguments: the definition of a field or of a directive. */
interface Definition {
  readonly args: readonly GraphQLArgument[];
}

/**
 * How the arguments at one place of a document are read, with the errors of graphql-js 16. Its own function takes
 * variables in another shape since 17.
 */
export function argumentReader({ args }: Definition, node: FieldNode | DirectiveNode): ReadArguments {
  const readers = args.map((argument): readonly [string, Read] => [argument.name, reader(argument, node)]);
  return (variables) => {
    const values: Variables = {};
    for (const [name, read] of readers) {
      const value = read(variables);
      if (value !== undefined) values[name] = value;
    }
    return values;
  };
}

/** Gives the value of one argument; undefined if it has none. */
type Read = (variables: Readonly<Variables>) => unknown;

function reader(argument: GraphQLArgument, node: FieldNode | DirectiveNode): Read {
  const { name, type } = argument;
  const given = node.arguments?.find((one) => one.name.value === name)?.value;
  if (!given) return absent(argument, 'not provided', node);
  if (given.kind !== Kind.VARIABLE) return (variables) => present(argument, given, variables);
  const variable = given.name.value;
  const fallback = absent(
    argument,
    `provided the variable "$${variable}" which was not provided a runtime value`,
    given,
  );
  return (variables) => {
    if (!Object.hasOwn(variables, variable)) return fallback(variables);
    const value = variables[variable] ?? null;
    if (value === null && isNonNullType(type)) throw mustNotBeNull(argument, given);
    return value;
  };
}

function absent(
  { name, type, defaultValue }: GraphQLArgument,
  how: string,
  nodes: FieldNode | DirectiveNode | ValueNode,
): Read {
  if (defaultValue !== undefined || !isNonNullType(type)) return () => defaultValue;
  return () => {
    throw new GraphQLError(`Argument "${name}" of required type "${String(type)}" was ${how}.`, { nodes });
  };
}

function present(argument: GraphQLArgument, nodes: ValueNode, variables: Readonly<Variables>): unknown {
  if (nodes.kind === Kind.NULL && isNonNullType(argument.type)) throw mustNotBeNull(argument, nodes);
  const value = valueFromAST(nodes, argument.type, variables);
  if (value !== undefined) return value;
  throw new GraphQLError(`Argument "${argument.name}" has invalid value ${print(nodes)}.`, { nodes });
}

function mustNotBeNull({ name, type }: GraphQLArgument, nodes: ValueNode): GraphQLError {
  return new GraphQLError(`Argument "${name}" of non-null type "${String(type)}" must not be null.`, {
    nodes,
  });
}
