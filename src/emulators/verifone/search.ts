import { parseRsql, RsqlError, type Comparison, type Expression, type Operator } from './rsql.ts';
import type { CustomerResponse } from './validation.ts';

type Kind = 'text' | 'number' | 'date';
type Comparable = string | number;
type Predicate = (customer: CustomerResponse) => boolean;
type Test = (actual: Comparable | undefined, wanted: readonly Comparable[]) => boolean;

const addressFields = [
  'address_1',
  'address_2',
  'address_3',
  'city',
  'country_code',
  'first_name',
  'middle_name',
  'last_name',
  'postal_code',
  'state',
];

const textFields = [
  ...addressFields.map((name) => `billing.${name}`),
  'billing.phone',
  'company_name',
  'company_registration_number',
  'email_address',
  'entity_id',
  'id',
  'phone_number',
  ...addressFields.map((name) => `shipping.${name}`),
  'title',
  'work_phone',
  'tax.identifier',
  'language',
];

const kinds: ReadonlyMap<string, Kind> = new Map([
  ...textFields.map((name): [string, Kind] => [name, 'text']),
  // The documentation's filter table really has `shipping.phone` as a number and `billing.phone` as a string.
  ['shipping.phone', 'number'],
  ['created_at', 'date'],
  ['updated_at', 'date'],
]);

const membership: readonly Operator[] = ['==', '!=', '=in=', '=out='];
const magnitude: readonly Operator[] = [...membership, '=gt=', '=ge=', '=lt=', '=le='];
const allowed: Readonly<Record<Kind, readonly Operator[]>> = {
  text: [...membership, '=regex='],
  number: magnitude,
  date: magnitude,
};

// Assumed: a missing field differs from every value, is in no order with any, and matches no pattern.
const tests: Readonly<Record<Exclude<Operator, '=regex='>, Test>> = {
  '==': (actual, wanted) => actual !== undefined && wanted.includes(actual),
  '!=': (actual, wanted) => actual === undefined || !wanted.includes(actual),
  '=in=': (actual, wanted) => actual !== undefined && wanted.includes(actual),
  '=out=': (actual, wanted) => actual === undefined || !wanted.includes(actual),
  '=lt=': (actual, [bound]) => actual !== undefined && bound !== undefined && actual < bound,
  '=le=': (actual, [bound]) => actual !== undefined && bound !== undefined && actual <= bound,
  '=gt=': (actual, [bound]) => actual !== undefined && bound !== undefined && actual > bound,
  '=ge=': (actual, [bound]) => actual !== undefined && bound !== undefined && actual >= bound,
};

/** The fields that a list may be ordered by. */
export const orderable: ReadonlySet<string> = new Set(
  [...kinds.keys()].filter((name) => !['shipping.middle_name', 'updated_at', 'language'].includes(name)),
);

/** What the documentation of searches leaves open. */
export interface SearchRules {
  readonly equalityIgnoresCase: boolean;
  readonly fractionsSearchable: boolean;
}

/** Whether a customer is found by a search. Throws `RsqlError` if the vendor would not accept the search. */
export function searching(search: string, rules: SearchRules): Predicate {
  return compiled(parseRsql(search), rules);
}

function compiled(expression: Expression, rules: SearchRules): Predicate {
  if (expression.kind === 'comparison') return compared(expression, rules);
  const terms = expression.terms.map((term) => compiled(term, rules));
  return expression.kind === 'and'
    ? (customer) => terms.every((holds) => holds(customer))
    : (customer) => terms.some((holds) => holds(customer));
}

function compared({ field, operator, values }: Comparison, rules: SearchRules): Predicate {
  const kind = kinds.get(field);
  if (!kind) throw new RsqlError(`unknown field ${field}`);
  if (!allowed[kind].includes(operator)) throw new RsqlError(`${operator} is not allowed for ${field}`);
  if (operator === '=regex=') {
    const pattern = regex(values[0] ?? '');
    return (customer) => {
      const actual = textAt(customer, field);
      return actual !== undefined && pattern.test(actual);
    };
  }
  if (kind === 'date' && !rules.fractionsSearchable && values.some((value) => value.includes('.'))) {
    throw new RsqlError('not a date');
  }
  const isCaseless = kind === 'text' && rules.equalityIgnoresCase;
  const spelled = (value: Comparable) => (isCaseless ? String(value).toLowerCase() : value);
  const wanted = values.map((value) => spelled(literal(kind, value)));
  return (customer) => {
    const actual = comparable(customer, field);
    return tests[operator](actual === undefined ? actual : spelled(actual), wanted);
  };
}

/** Unanchored and case-sensitive; JavaScript's dialect stands in for the vendor's, which is not documented. */
function regex(source: string): RegExp {
  try {
    return new RegExp(source);
  } catch {
    throw new RsqlError('invalid pattern');
  }
}

const number = /^[+-]?\d+(?:\.\d+)?$/u;
// Assumed: RFC 3339, or a day alone, which begins at midnight UTC.
const date = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?$/u;

function literal(kind: Kind, value: string): Comparable {
  if (kind === 'text') return value;
  const read = kind === 'number' ? Number(value) : Date.parse(value);
  const valid = (kind === 'number' ? number : date).test(value) && Number.isFinite(read);
  if (!valid) throw new RsqlError(`not a ${kind}: ${value}`);
  return read;
}

/** A telephone number counts as the number its digits make, which is assumed. */
function comparable(customer: CustomerResponse, field: string): Comparable | undefined {
  const text = textAt(customer, field);
  if (text === undefined) return undefined;
  switch (kinds.get(field)) {
    case 'number': {
      const digits = text.replaceAll(/\D/gu, '');
      return digits === '' ? undefined : Number(digits);
    }
    case 'date':
      return Date.parse(text);
    case 'text':
    case undefined:
      return text;
  }
}

function textAt(customer: CustomerResponse, field: string): string | undefined {
  let value: unknown = customer;
  for (const name of field.split('.')) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  }
  return typeof value === 'string' ? value : undefined;
}

/** By the field given; among equals the newest comes first when descending, and a missing value counts as the least. */
export function ordered(
  customers: Iterable<CustomerResponse>,
  criteria: string,
  direction: 'ASC' | 'DESC',
): CustomerResponse[] {
  const ascending = [...customers]
    .map((customer) => ({ customer, rank: comparable(customer, criteria) }))
    .toSorted((left, right) => compare(left.rank, right.rank))
    .map(({ customer }) => customer);
  return direction === 'ASC' ? ascending : ascending.toReversed();
}

function compare(left: Comparable | undefined, right: Comparable | undefined): number {
  if (left === right) return 0;
  if (left === undefined) return -1;
  if (right === undefined) return 1;
  return left < right ? -1 : 1;
}
