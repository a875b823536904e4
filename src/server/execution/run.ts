import {
  GraphQLError,
  locatedError,
  OperationTypeNode,
  responsePathAsArray,
  type ExecutionResult,
} from 'graphql';
import { AccessDeniedError } from '../../domain/errors.ts';
import { FieldErrors, type Path } from './errors.ts';
import { LateValues } from './late-values.ts';
import type { FieldPlan, Given, ObjectPlan, Plan, Run } from './plan.ts';
import { ResolveInfo, sharedInfo } from './resolve-info.ts';

type Answer = Record<string, unknown>;

/**
 * Executes an operation as graphql-js does, in its order and with its errors. Resolvers that return no promise cost
 * none: an answer of plain properties is made in one go.
 */
export function execute(plan: Plan, given: Given): ExecutionResult | Promise<ExecutionResult> {
  const errors = new FieldErrors();
  const late = new LateValues();
  const run: Run = { ...given, plan, errors, late, info: sharedInfo(plan, given) };
  const finish = (data: Answer | null): ExecutionResult => {
    late.read();
    return errors.all.length === 0 ? { data } : { errors: errors.all, data };
  };
  const fall = (error: unknown): ExecutionResult => {
    errors.add(error instanceof GraphQLError ? error : locatedError(error, undefined), undefined);
    return finish(null);
  };
  let answer: Answer | Promise<Answer>;
  try {
    const isMutation = plan.operation.operation === OperationTypeNode.MUTATION;
    answer = isMutation
      ? executeInTurn(run, plan.root())
      : executeFields(run, plan.root(), undefined, undefined);
  } catch (error) {
    return fall(error);
  }
  return isPromise(answer) ? answer.then(finish, fall) : finish(answer);
}

/** Resolves the fields of a mutation, one after the other. */
async function executeInTurn(run: Run, { fields, type, create }: ObjectPlan): Promise<Answer> {
  const answer = create();
  for (const field of fields) {
    const path: Path = { prev: undefined, key: field.key, typename: type.name };
    const value = await executeField(run, field, undefined, path);
    run.late.note(answer, field.key, value);
    answer[field.key] = value;
  }
  return answer;
}

/** Resolves the fields of an object, side by side. */
export function executeFields(
  run: Run,
  { fields, type, create }: ObjectPlan,
  source: unknown,
  path: Path | undefined,
): Answer | Promise<Answer> {
  const answer = create();
  let hasPromise = false;
  try {
    for (const field of fields) {
      const value = executeField(run, field, source, { prev: path, key: field.key, typename: type.name });
      hasPromise ||= isPromise(value);
      run.late.note(answer, field.key, value);
      answer[field.key] = value;
    }
  } catch (error) {
    if (!hasPromise) throw error;
    // Awaits the other fields too, so that another failure does not count as an unhandled rejection.
    return settled(run, answer).finally(() => {
      throw error;
    });
  }
  return hasPromise ? settled(run, answer) : answer;
}

/** The answer, its promises exchanged for what they gave. What is no promise is not awaited: that would make one of it. */
async function settled(run: Run, answer: Answer): Promise<Answer> {
  const pending = Object.keys(answer).filter((key) => isPromise(answer[key]));
  const values = await Promise.all(pending.map((key) => answer[key]));
  pending.forEach((key, index) => {
    run.late.note(answer, key, values[index]);
    answer[key] = values[index];
  });
  return answer;
}

function executeField(run: Run, field: FieldPlan, source: unknown, path: Path): unknown {
  try {
    const info = new ResolveInfo(run.info, field, path);
    const args = field.argsOf(run.variables);
    if (field.scope !== null && run.denied?.has(field.scope)) throw new AccessDeniedError([field.scope]);
    const value: unknown = field.resolve(source, args, run.context, info);
    const completed = isPromise(value)
      ? value.then((resolved) => field.complete(run, resolved, path, info))
      : field.complete(run, value, path, info);
    return isPromise(completed)
      ? completed.then(undefined, (error: unknown) => fail(run, field, path, error))
      : completed;
  } catch (error) {
    return fail(run, field, path, error);
  }
}

/** Null in the place of what failed, or the error again if there may be no null. */
export function fail(
  run: Run,
  { nodes, isNonNull }: Pick<FieldPlan, 'nodes' | 'isNonNull'>,
  path: Path,
  raw: unknown,
): null {
  const error = locatedError(raw, nodes, responsePathAsArray(path));
  if (isNonNull) throw error;
  run.errors.add(error, path);
  return null;
}

export function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
