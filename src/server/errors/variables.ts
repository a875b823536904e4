import {
  GraphQLError,
  isInputType,
  isNonNullType,
  typeFromAST,
  valueFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { InputIssue } from '../../domain/errors.ts';
import { coerceInput, type Report, type Rule } from './input-values.ts';

type Values = Readonly<Record<string, unknown>>;

/** Variables as an operation takes them, or what is wrong with them: nothing else is looked at then. */
export interface Coerced {
  readonly values: Record<string, unknown>;
  readonly errors: readonly GraphQLError[];
}

/**
 * Coerces variables as GraphQL does. What is wrong is said in our words: which one, where in it and what is expected,
 * never its value.
 */
export function coercionOf(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
): (given: Values) => Coerced {
  const coercions = variableDefinitions.flatMap((definition) => {
    const type = typeFromAST(schema, definition.type);
    // Validation has refused any other type.
    return isInputType(type) ? [coercion(definition, type)] : [];
  });
  if (coercions.length === 0) return () => ({ values: {}, errors: [] });
  return (given) => {
    // A variable may be called __proto__.
    const taken: Taken = { values: Object.create(null), errors: [] };
    for (const coerce of coercions) coerce(given, taken);
    return { values: { ...taken.values }, errors: taken.errors };
  };
}

interface Taken {
  readonly values: Record<string, unknown>;
  readonly errors: GraphQLError[];
}

function coercion(definition: VariableDefinitionNode, type: GraphQLInputType) {
  const name = definition.variable.name.value;
  const { defaultValue } = definition;
  return (given: Values, { values, errors }: Taken): void => {
    if (Object.hasOwn(given, name)) {
      const report: Report = (path, rule) => void errors.push(toError(definition, path, rule));
      values[name] = coerceInput(given[name], type, report);
    } else if (defaultValue) values[name] = valueFromAST(defaultValue, type);
    else if (isNonNullType(type)) {
      const rule = `one of the type ${String(type)} is required`;
      errors.push(toError(definition, [], { code: 'REQUIRED', rule }));
    }
  };
}

function toError(
  definition: VariableDefinitionNode,
  path: readonly (string | number)[],
  { code, rule }: Rule,
): GraphQLError {
  const name = definition.variable.name.value;
  const steps = [name, ...path].map(String);
  const place = path.length > 0 ? ` at "${steps.join('.')}"` : '';
  const message = `Variable "$${name}" got invalid value${place}; ${rule}.`;
  const issue: InputIssue = { path: steps, code, message };
  return new GraphQLError(message, {
    nodes: definition,
    extensions: { code: 'INVALID_INPUT', retryable: false, issues: [issue] },
  });
}
