import {
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
} from 'graphql';
import type { InputIssue } from '../../domain/errors.ts';

/** What a value breaks, in our words: never with the value. */
export interface Rule {
  readonly code: InputIssue['code'];
  readonly rule: string;
}

type Path = readonly (string | number)[];

/** Is given what is wrong with a value, and where in it. */
export type Report = (path: Path, rule: Rule) => void;

/** Coerces a value as GraphQL does. What it gives is of use only if nothing is reported. */
export function coerceInput(
  value: unknown,
  type: GraphQLInputType,
  report: Report,
  path: Path = [],
): unknown {
  if (value === null || value === undefined) {
    if (isNonNullType(type)) report(path, expected('REQUIRED', type));
    return null;
  }
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    if (!Array.isArray(value)) return [coerceInput(value, nullable.ofType, report, path)];
    return value.map((item, index) => coerceInput(item, nullable.ofType, report, [...path, index]));
  }
  if (!isInputObjectType(nullable))
    return coerceLeaf(value, nullable, () => report(path, expected('MALFORMED', type)));
  if (isObject(value)) return coerceObject(value, nullable, report, path);
  report(path, expected('MALFORMED', type));
  return null;
}

type Values = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && !Array.isArray(value);
}

function coerceObject(given: Values, type: GraphQLInputObjectType, report: Report, path: Path): unknown {
  const fields = type.getFields();
  const coerced: Record<string, unknown> = {};
  for (const field of Object.values(fields)) {
    const value = given[field.name];
    if (value !== undefined)
      coerced[field.name] = coerceInput(value, field.type, report, [...path, field.name]);
    else if (field.defaultValue !== undefined) coerced[field.name] = field.defaultValue;
    else if (isNonNullType(field.type)) {
      const rule = `the field ${field.name} of the type ${String(field.type)} is required`;
      report(path, { code: 'REQUIRED', rule });
    }
  }
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(fields, name)) continue;
    report(path, { code: 'MALFORMED', rule: `the type ${type.name} does not have all of these fields` });
  }
  if (type.isOneOf) checkOneOf(coerced, type, report, path);
  return coerced;
}

function checkOneOf(coerced: Values, type: GraphQLInputObjectType, report: Report, path: Path): void {
  const [only, ...others] = Object.entries(coerced);
  if (!only || others.length > 0) {
    report(path, { code: 'MALFORMED', rule: `exactly one field of the type ${type.name} is expected` });
    return;
  }
  const [name, value] = only;
  const field = type.getFields()[name];
  if (field && value === null) report([...path, name], expected('REQUIRED', field.type));
}

function coerceLeaf(value: unknown, type: GraphQLLeafType, report: () => void): unknown {
  try {
    const coerced: unknown = type.parseValue(value);
    if (coerced !== undefined) return coerced;
  } catch {
    // What its message says may repeat the value.
  }
  report();
  return null;
}

function expected(code: Rule['code'], type: GraphQLInputType): Rule {
  return { code, rule: `a value of the type ${String(type)} is expected` };
}
