import type { AddressInput, CustomerPatch, CustomerTexts, RegistrationCustomer } from './customer-input.ts';
import type { InputIssue, InputIssueCode } from './errors.ts';

const addressFields = [
  'lines',
  'city',
  'region',
  'postalCode',
  'premise',
  'subPremise',
  'building',
  'countryCode',
] as const satisfies readonly (keyof AddressInput)[];

type AddressField = (typeof addressFields)[number];

export type AddressPath = `${'billingAddress' | 'shippingAddress'}.${AddressField}`;

/** The fields of `createCustomer` and `updateCustomer` as dotted paths, as the graph's input types name them. */
export type CustomerField = keyof CustomerTexts | AddressPath | 'metadata';

/** The fields of `createRegistrationLink` and `attachCustomerToPayment`, as dotted paths. */
export type RegistrationField =
  | Exclude<keyof RegistrationCustomer, 'billingAddress' | 'shippingAddress'>
  | AddressPath;

type InputField = CustomerField | RegistrationField;

/** What a provider asks of one field; an empty rule takes any text. */
export interface FieldRule {
  /** In characters. 1 if absent. */
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
  /** For what no pattern says. */
  readonly accepts?: (text: string) => boolean;
  /** For numbers: the smallest that is taken. */
  readonly atLeast?: number;
  /** For `lines`: how many the provider keeps apart. Absent: they are joined, and the rule is about the joined text. */
  readonly separateLines?: number;
}

/** What a provider asks of an input. */
interface InputRules<Field extends InputField> {
  /** Every field of the input, answered; null if the provider does not support it. */
  readonly fields: Readonly<Record<Field, FieldRule | null>>;
  /** What must be there: each entry names alternatives, each alternative the fields it takes. */
  readonly required: readonly (readonly (readonly Field[])[])[];
}

export type CustomerRules = InputRules<CustomerField>;
export type RegistrationRules = InputRules<RegistrationField>;
/** Rules of either input. */
export type AnyRules = CustomerRules | RegistrationRules;

/** A provider's rules; null if no operation takes such input. */
export interface InputRulesByInput {
  /** Of `createCustomer` and `updateCustomer`. */
  readonly customer: CustomerRules | null;
  /** Of `createRegistrationLink` and `attachCustomerToPayment`. */
  readonly registration: RegistrationRules | null;
}

/** The fields the provider cannot store. */
export function unsupportedFields({ fields }: AnyRules): readonly string[] {
  return Object.entries(fields).flatMap(([field, rule]) => (rule === null ? [field] : []));
}

/** The fields the provider insists on; alternatives joined by ` | `, as in `company | firstName lastName`. */
export function requiredFields({ required }: AnyRules): readonly string[] {
  return required.map((alternatives) => alternatives.map((names) => names.join(' ')).join(' | '));
}

/** Every field that an input carries, by dotted path. Null means cleared; an absent field is left out. */
export function fieldsOf(input: CustomerPatch | RegistrationCustomer): ReadonlyMap<InputField, unknown> {
  const fields = new Map<InputField, unknown>();
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined) continue;
    if (name === 'billingAddress' || name === 'shippingAddress') addAddress(fields, name, value);
    else fields.set(name as InputField, value);
  }
  return fields;
}

function addAddress(
  fields: Map<InputField, unknown>,
  name: 'billingAddress' | 'shippingAddress',
  address: AddressInput | null,
): void {
  for (const part of addressFields) {
    const value = address?.[part];
    if (address === null || (value !== null && value !== undefined))
      fields.set(`${name}.${part}`, value ?? null);
  }
}

/** How street lines are joined if a provider keeps one line. */
export function joinLines(lines: readonly string[]): string {
  return lines.join(', ');
}

/** All that is wrong with the fields an input carries, paths beginning with `under`. Says nothing of missing ones. */
export function checkFields(
  rules: AnyRules,
  input: CustomerPatch | RegistrationCustomer,
  under: readonly string[],
): readonly InputIssue[] {
  const table: Readonly<Partial<Record<InputField, FieldRule | null>>> = rules.fields;
  return [...fieldsOf(input)].flatMap(([field, value]) => {
    const issue = checkField(table[field] ?? null, value);
    return issue ? [{ path: [...under, ...field.split('.')], ...describe(field, issue) }] : [];
  });
}

/** A `REQUIRED` issue for every requirement with no alternative met. */
export function checkRequired(
  rules: AnyRules,
  input: CustomerPatch | RegistrationCustomer,
  under: readonly string[],
): readonly InputIssue[] {
  const fields = fieldsOf(input);
  const isThere = (field: InputField): boolean => {
    const value = fields.get(field);
    return value !== undefined && value !== null && value !== '';
  };
  return rules.required
    .filter((alternatives) => !alternatives.some((alternative) => alternative.every(isThere)))
    .map((alternatives) => ({
      path: [...under, ...(alternatives[0]?.[0] ?? '').split('.')],
      code: 'REQUIRED' as const,
      message: `The provider needs ${alternatives.map((names) => names.join(' and ')).join(', or ')}.`,
    }));
}

function checkField(rule: FieldRule | null, value: unknown): InputIssueCode | null {
  // Clearing what a provider cannot keep asks for nothing.
  if (value === null) return null;
  if (rule === null) return 'UNSUPPORTED_BY_PROVIDER';
  if (Array.isArray(value)) return checkLines(rule, value.map(String));
  if (typeof value === 'number') return value < (rule.atLeast ?? -Infinity) ? 'MALFORMED' : null;
  return typeof value === 'string' ? textIssue(value, rule) : null;
}

function checkLines(rule: FieldRule, lines: readonly string[]): InputIssueCode | null {
  if (rule.separateLines === undefined) return textIssue(joinLines(lines), rule);
  if (lines.length > rule.separateLines) return 'TOO_LONG';
  return lines.map((line) => textIssue(line, rule)).find((code) => code !== null) ?? null;
}

/** What is wrong with a text; null if nothing is. */
export function textIssue(text: string, rule: FieldRule): InputIssueCode | null {
  const { min = 1, max = Infinity, pattern, accepts } = rule;
  const length = Array.from(text).length;
  if (length < min) return 'TOO_SHORT';
  if (length > max) return 'TOO_LONG';
  if (/[\p{Cc}]/u.test(text) || !text.isWellFormed()) return 'MALFORMED';
  if (pattern?.test(text) === false || accepts?.(text) === false) return 'MALFORMED';
  return null;
}

function describe(field: InputField, code: InputIssueCode): Pick<InputIssue, 'code' | 'message'> {
  return { code, message: `${field} ${complaints[code]}.` };
}

const complaints: Readonly<Record<InputIssueCode, string>> = {
  REQUIRED: 'is missing',
  MALFORMED: 'is not of the form the provider wants',
  TOO_LONG: 'is longer than the provider keeps',
  TOO_SHORT: 'is shorter than the provider takes',
  CONFLICTING: 'contradicts another field',
  UNSUPPORTED_BY_PROVIDER: 'is not supported by this provider',
};
