import {
  defaultFieldResolver,
  isNonNullType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  visit,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { closedBy } from '../../builder/closed.ts';
import { argumentReader, type ReadArguments, type Variables } from './arguments.ts';
import { collectFields, type Reading } from './collect.ts';
import { completionOf } from './complete.ts';
import type { FieldPlan, ObjectPlan, Plan } from './plan.ts';

export interface Planned extends Omit<Plan, 'root'> {
  readonly rootType: GraphQLObjectType;
}

/** How many fields of a plan are kept. Beyond them, a document that spreads its fragments often is planned each time. */
const mostFields = 2000;

/** A plan for variables that leave out the same fields as these. */
export function createPlan(planned: Planned, variables: Variables): Plan {
  const reading: Reading = { ...planned, variables };
  let kept = 0;

  const planObject = (type: GraphQLObjectType, within: readonly FieldNode[] | null): ObjectPlan => {
    const sets = within
      ? within.flatMap(({ selectionSet }) => selectionSet ?? [])
      : [planned.operation.selectionSet];
    const found = [...collectFields(reading, type, sets)];
    const fields = found.flatMap(([key, nodes]) => planField(key, nodes, type) ?? []);
    // With a prototype, a field that is called __proto__ would not be one.
    const create = fields.some(({ key }) => key === '__proto__') ? withoutPrototype : () => ({});
    return { type, fields, create };
  };

  const planField = (
    key: string,
    nodes: readonly FieldNode[],
    parent: GraphQLObjectType,
  ): FieldPlan | null => {
    const [node] = nodes;
    const field = node && fieldOf(planned.schema, parent, node.name.value);
    if (!node || !field) return null;
    const { name, type, resolve = defaultFieldResolver, subscribe = null } = field;
    const closed = closedBy(resolve);
    const inside = remembering((inner: GraphQLObjectType) => planObject(inner, nodes));
    return {
      key,
      name,
      nodes,
      parent,
      type,
      isNonNull: isNonNullType(type),
      scope: closed?.scope ?? null,
      resolve: closed?.resolve ?? resolve,
      subscribe,
      argsOf: argumentsOf(field, node),
      complete: completionOf(type, { parent, name, nodes, schema: planned.schema, inside }),
    };
  };

  const remembering = (plan: (type: GraphQLObjectType) => ObjectPlan) => {
    const known = new Map<GraphQLObjectType, ObjectPlan>();
    return (type: GraphQLObjectType): ObjectPlan => {
      const before = known.get(type);
      if (before) return before;
      const made = plan(type);
      kept += made.fields.length;
      if (kept <= mostFields) known.set(type, made);
      return made;
    };
  };

  const root = remembering((type) => planObject(type, null));
  return { ...planned, root: () => root(planned.rootType) };
}

function withoutPrototype(): Record<string, unknown> {
  return Object.create(null);
}

function fieldOf(
  schema: GraphQLSchema,
  parent: GraphQLObjectType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return parent.getFields()[name];
}

const noArguments: Variables = Object.freeze({});

/** Read once if no variable is among them. */
function argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode): ReadArguments {
  if (field.args.length === 0) return () => noArguments;
  const read = argumentReader(field, node);
  if (namesVariable(node)) return read;
  let known: Variables | null = null;
  return (variables) => (known ??= read(variables));
}

function namesVariable({ arguments: given = [] }: FieldNode): boolean {
  let found = false;
  for (const argument of given) visit(argument, { [Kind.VARIABLE]: () => void (found = true) });
  return found;
}
