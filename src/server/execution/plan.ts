import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLFieldResolver,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLResolveInfo,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import type { Scope } from '../../access/caller.ts';
import type { Context } from '../../builder/context.ts';
import type { ReadArguments, Variables } from './arguments.ts';
import type { FieldErrors, Path } from './errors.ts';
import type { LateValues } from './late-values.ts';

/** What a document asks of objects of one type, at one place of it. */
export interface ObjectPlan {
  readonly type: GraphQLObjectType;
  readonly fields: readonly FieldPlan[];
  /** An empty answer. */
  readonly create: () => Record<string, unknown>;
}

/** What is known of a field at one place of a document before it runs. */
export interface FieldPlan {
  readonly key: string;
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  readonly parent: GraphQLObjectType;
  readonly type: GraphQLOutputType;
  readonly isNonNull: boolean;
  /** What a caller needs for it; null if its resolver asks for itself, or there is nothing to ask. */
  readonly scope: Scope | null;
  readonly resolve: GraphQLFieldResolver<unknown, Context>;
  /** What a subscription to it is given one by one; null if there is no subscribing. */
  readonly subscribe: GraphQLFieldResolver<unknown, Context> | null;
  readonly argsOf: ReadArguments;
  readonly complete: Complete;
}

/** How an operation is executed, decided as it is executed for the first time, place by place. */
export interface Plan {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  readonly root: () => ObjectPlan;
}

/** What an execution is given. */
export interface Given {
  readonly context: Context;
  /** Coerced. */
  readonly variables: Variables;
  /** The scopes that the caller lacks; null if it has all of them. */
  readonly denied: ReadonlySet<Scope> | null;
}

/** One execution. */
export interface Run extends Given {
  readonly plan: Plan;
  readonly info: SharedInfo;
  readonly errors: FieldErrors;
  readonly late: LateValues;
}

/** Completes a resolver's value: the answered value, or a promise of it. */
export type Complete = (run: Run, value: unknown, path: Path, info: GraphQLResolveInfo) => unknown;

/** What resolvers of one execution see alike. */
export interface SharedInfo {
  readonly plan: Plan;
  readonly variableValues: Variables;
  readonly getAbortSignal: () => AbortSignal;
  readonly getAsyncHelpers: () => AsyncHelpers;
}

export interface AsyncHelpers {
  readonly promiseAll: <Value>(values: readonly (PromiseLike<Value> | Value)[]) => Promise<Value[]>;
  readonly track: (work: readonly unknown[]) => void;
}
