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
import type { AsyncHelpers, FieldPlan, Plan, SharedInfo } from './plan.ts';

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

/** What a resolver may look at. One is made for nearly every field, so each member is looked up only when it is read. */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- as above
export class ResolveInfo {
  readonly path: Path;
  readonly #shared: SharedInfo;
  readonly #field: FieldPlan;

  constructor(shared: SharedInfo, field: FieldPlan, path: Path) {
    this.path = path;
    this.#shared = shared;
    this.#field = field;
  }

  get fieldName(): string {
    return this.#field.name;
  }

  get fieldNodes(): readonly FieldNode[] {
    return this.#field.nodes;
  }

  get returnType(): GraphQLOutputType {
    return this.#field.type;
  }

  get parentType(): GraphQLObjectType {
    return this.#field.parent;
  }

  get schema(): GraphQLSchema {
    return this.#shared.plan.schema;
  }

  get fragments(): Record<string, FragmentDefinitionNode> {
    return this.#shared.plan.fragments;
  }

  get rootValue(): unknown {
    return undefined;
  }

  get operation(): OperationDefinitionNode {
    return this.#shared.plan.operation;
  }

  get variableValues(): Record<string, unknown> {
    return this.#shared.variableValues;
  }

  /** This one and the next are graphql 17's. */
  get getAbortSignal(): SharedInfo['getAbortSignal'] {
    return this.#shared.getAbortSignal;
  }

  get getAsyncHelpers(): SharedInfo['getAsyncHelpers'] {
    return this.#shared.getAsyncHelpers;
  }
}
