import {
  coerceInputValue,
  getNullableType,
  GraphQLError,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { InputIssue } from '../domain/errors.ts';

/** No caller mends more at once. */
const maximumErrors = 10;

type Values = Readonly<Record<string, unknown>>;

/** What is wrong with the variables of an operation: which one, where in it and what is expected, never its value. */
export function checkVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  values: Values,
): readonly GraphQLError[] {
  const errors = variableDefinitions.flatMap((definition) => checkVariable(schema, definition, values));
  return errors.slice(0, maximumErrors);
}

function checkVariable(
  schema: GraphQLSchema,
  definition: VariableDefinitionNode,
  values: Values,
): GraphQLError[] {
  const name = definition.variable.name.value;
  const type = typeFromAST(schema, definition.type);
  // Validation has refused any other type.
  if (!isInputType(type)) return [];
  if (!Object.hasOwn(values, name)) {
    const isMissing = isNonNullType(type) && !definition.defaultValue;
    return isMissing
      ? [toError(definition, [], { code: 'REQUIRED', rule: `one of the type ${String(type)} is required` })]
      : [];
  }
  const errors: GraphQLError[] = [];
  const add = (path: readonly (string | number)[], value: unknown, { message }: Error): void => {
    if (errors.length >= maximumErrors) return;
    errors.push(toError(definition, path, ruleOf(typeAt(type, path), value, message)));
  };
  coerceInputValue(values[name], type, add, true);
  return errors;
}

interface Rule {
  readonly code: InputIssue['code'];
  readonly rule: string;
}

/** GraphQL's own message repeats what was sent; of it no more is believed than which required field is missing. */
function ruleOf(type: GraphQLInputType | null, value: unknown, message: string): Rule {
  if (!type) return { code: 'MALFORMED', rule: 'its type does not allow this' };
  const named = getNullableType(type);
  const isObject = isInputObjectType(named) && typeof value === 'object' && value !== null;
  if (!isObject) {
    return {
      code: value === null ? 'REQUIRED' : 'MALFORMED',
      rule: `a value of the type ${String(type)} is expected`,
    };
  }
  const [, missing = ''] = /^Field "(\w+)" of required type/.exec(message) ?? [];
  const field = named.getFields()[missing];
  if (field) {
    const rule = `the field ${field.name} of the type ${String(field.type)} is required`;
    return { code: 'REQUIRED', rule };
  }
  const rule = message.startsWith('Field ')
    ? `the type ${named.name} does not have all of these fields`
    : `exactly one field of the type ${named.name} is expected`;
  return { code: 'MALFORMED', rule };
}

function typeAt(type: GraphQLInputType, path: readonly (string | number)[]): GraphQLInputType | null {
  const [step, ...rest] = path;
  if (step === undefined) return type;
  const nullable = getNullableType(type);
  if (isListType(nullable)) return typeAt(nullable.ofType, rest);
  const field = isInputObjectType(nullable) ? nullable.getFields()[step] : undefined;
  return field ? typeAt(field.type, rest) : null;
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
