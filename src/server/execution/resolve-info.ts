import {
  versionInfo,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Context } from '../../builder/context.ts';
import type { Variables } from './arguments.ts';
import type { Path } from './errors.ts';
import type { FieldPlan, Plan } from './plan.ts';

/** What resolvers of one execution see alike. */
export interface SharedInfo {
  readonly plan: Plan;
  readonly variableValues: Variables;
  readonly getAbortSignal: () => AbortSignal;
  readonly getAsyncHelpers: () => AsyncHelpers;
}

interface AsyncHelpers {
  readonly promiseAll: <Value>(values: readonly (PromiseLike<Value> | Value)[]) => Promise<Value[]>;
  readonly track: (work: readonly unknown[]) => void;
}

const asyncHelpers: AsyncHelpers = { promiseAll: (values) => Promise.all(values), track: () => undefined };

/** Since 17, where a value comes from stands beside it; that is not kept here. */
const shown =
  versionInfo.major < 17
    ? (coerced: Variables): Variables => coerced
    : (coerced: Variables): Variables => ({ coerced, sources: {} });

export function sharedInfo(
  plan: Plan,
  { variables, context }: { readonly variables: Variables; readonly context: Context },
): SharedInfo {
  return {
    plan,
    variableValues: shown(variables),
    getAbortSignal: () => context.call.signal,
    getAsyncHelpers: () => asyncHelpers,
  };
}

// Some packages add members to the interface that only their own executors give.
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type, typescript/no-unsafe-declaration-merging
export interface ResolveInfo extends GraphQLResolveInfo {}

/** What a resolver may look at. A class, because one is made for every field. */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- as above
export class ResolveInfo {
  readonly fieldName: string;
  readonly fieldNodes: readonly FieldNode[];
  readonly returnType: GraphQLOutputType;
  readonly parentType: GraphQLObjectType;
  readonly path: Path;
  readonly schema: GraphQLSchema;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  readonly rootValue: unknown = undefined;
  readonly operation: OperationDefinitionNode;
  readonly variableValues: Record<string, unknown>;
  /** This one and the next are graphql 17's. */
  readonly getAbortSignal: SharedInfo['getAbortSignal'];
  readonly getAsyncHelpers: SharedInfo['getAsyncHelpers'];

  constructor(shared: SharedInfo, { name, nodes, type, parent }: FieldPlan, path: Path) {
    const { plan } = shared;
    this.fieldName = name;
    this.fieldNodes = nodes;
    this.returnType = type;
    this.parentType = parent;
    this.path = path;
    this.schema = plan.schema;
    this.fragments = plan.fragments;
    this.operation = plan.operation;
    this.variableValues = shared.variableValues;
    this.getAbortSignal = shared.getAbortSignal;
    this.getAsyncHelpers = shared.getAsyncHelpers;
  }
}
