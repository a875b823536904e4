import * as fc from 'fast-check';
import { holdsCardNumber } from '../../src/redaction/card-number.ts';
import { joinName } from '../../src/domain/customer.ts';
import { checkFields, type AnyRules, type FieldRule } from '../../src/domain/input-rules.ts';
import {
  samplesOf,
  storedFields,
  toInput,
  type Field,
  type Values,
} from '../../src/testing/support/customer-samples.ts';

/** One character that is no control character and no half of one; plain ones more often than others. */
const character = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0x20, max: 0x7e }) },
  { weight: 1, arbitrary: fc.integer({ min: 0xa0, max: 0xd7ff }) },
  { weight: 1, arbitrary: fc.integer({ min: 0xe000, max: 0x10ffff }) },
);

/** No rule allows more than this, and without a rule this is long enough. */
const longestText = 255;

/** A number as JSON has it, which knows no -0; whole ones only as far as a double holds each. */
const jsonNumber = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .filter((value) => !Number.isInteger(value) || Number.isSafeInteger(value))
  .map((value) => value + 0);

/** Texts of the form that some fields have at every provider. */
const forms: Readonly<Partial<Record<string, fc.Arbitrary<unknown>>>> = {
  email: fc.emailAddress(),
  countryCode: fc.constantFrom('HR', 'UY', 'NL', 'ES', 'BR', 'US'),
  documentTypeId: fc.integer({ min: 1, max: 2_147_483_647 }),
  metadata: fc
    .dictionary(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.oneof(fc.string(), fc.boolean(), fc.integer(), jsonNumber),
    )
    .map((pairs) => ({ set: pairs, unset: [] })),
};

/** Everything that one field takes at a provider. */
function valuesOf(rules: AnyRules, field: Field): fc.Arbitrary<unknown> {
  const rule = ruleOf(rules, field) ?? {};
  const name = field.split('.').at(-1) ?? '';
  const text = forms[name] ?? textsOf(rule);
  const value = name === 'lines' ? linesOf(rule, text as fc.Arbitrary<string>) : text;
  // Digits that happen to look like a card number are refused everywhere.
  const isTaken = (candidate: unknown): boolean =>
    checkFields(rules, toInput({ [field]: candidate }), []).length === 0 &&
    !holdsCardNumber(JSON.stringify(candidate));
  return value.filter(isTaken);
}

function textsOf({ min = 1, max = longestText, pattern }: FieldRule): fc.Arbitrary<string> {
  const free = fc
    .array(character, { minLength: min, maxLength: max })
    .map((codes) => String.fromCodePoint(...codes));
  if (!pattern) return free;
  return fc.stringMatching(pattern).map((text) => Array.from(text).slice(0, max).join(''));
}

function linesOf(
  { separateLines = 3 }: FieldRule,
  line: fc.Arbitrary<string>,
): fc.Arbitrary<readonly string[]> {
  return fc.array(line, { minLength: 1, maxLength: separateLines });
}

function ruleOf(rules: AnyRules, field: Field): FieldRule | null {
  return (rules.fields as Readonly<Partial<Record<Field, FieldRule | null>>>)[field] ?? null;
}

/** Any input that a provider takes: what it insists on, one alternative of each, and any of the rest. */
export function validInputs(rules: AnyRules): fc.Arbitrary<Values> {
  const fields = storedFields(rules);
  const all = Object.fromEntries(fields.map((field) => [field, valuesOf(rules, field)]));
  const alternatives = fc.tuple(...rules.required.map((some) => fc.constantFrom(...some)));
  const inputs = alternatives.chain((chosen) =>
    fc.record(all, { requiredKeys: chosen.flat() as string[] }),
  ) as fc.Arbitrary<Values>;
  return inputs.filter(isPlain);
}

/**
 * Whether the street cannot be mistaken for a house number or a building: if they are separate fields, reading adds them to
 * the lines, and writing removes what looks like them.
 */
function isPlain(values: Values): boolean {
  const lines = (values['billingAddress.lines'] ?? []) as readonly string[];
  const part = (name: 'premise' | 'subPremise' | 'building') =>
    values[`billingAddress.${name}`] as string | undefined;
  const number = joinName(part('premise'), part('subPremise'));
  const last = lines.at(-1);
  return last === undefined || (last !== part('building') && !(number !== null && last.endsWith(number)));
}

/** An input with one thing wrong, and where a provider's rules must find it. */
export interface Broken {
  readonly values: Values;
  readonly path: readonly string[];
  readonly code: string;
}

/** Ways to break a valid input. */
export function brokenInputs(rules: AnyRules): fc.Arbitrary<Broken> {
  const wrongs = (Object.keys(rules.fields) as Field[]).flatMap((field) => wrongValues(rules, field));
  const wrong = fc.constantFrom(...wrongs);
  const spoilt = fc.tuple(validInputs(rules), wrong).map(([values, { field, value, code }]) => ({
    values: { ...values, [field]: value },
    path: field.split('.'),
    code,
  }));
  const [requirement = []] = rules.required;
  const needed: readonly string[] = requirement.flat();
  // The graph itself insists on the reference of a registration.
  if (needed.length === 0 || needed.includes('merchantReference')) return spoilt;
  const lacking = validInputs(rules).map((values) => ({
    values: Object.fromEntries(Object.entries(values).filter(([field]) => !needed.includes(field))),
    path: (needed[0] ?? '').split('.'),
    code: 'REQUIRED',
  }));
  return fc.oneof({ weight: 5, arbitrary: spoilt }, { weight: 1, arbitrary: lacking });
}

interface Wrong {
  readonly field: Field;
  readonly value: unknown;
  readonly code: string;
}

function wrongValues(rules: AnyRules, field: Field): Wrong[] {
  const rule = ruleOf(rules, field);
  const [sample] = Object.values(samplesOf([field]));
  if (rule === null) return [{ field, value: sample, code: 'UNSUPPORTED_BY_PROVIDER' }];
  if (typeof sample === 'number') return [{ field, value: 0, code: 'MALFORMED' }];
  if (field === 'metadata') return [];
  const { min = 1, max, pattern, separateLines } = rule;
  const isList = Array.isArray(sample);
  const put = (text: string, code: string): Wrong => ({ field, value: isList ? [text] : text, code });
  const length = Math.max(min, Math.min(max ?? 12, 12));
  return [
    put('', 'TOO_SHORT'),
    put('x'.repeat(length - 1) + '\u0007', 'MALFORMED'),
    ...(max === undefined ? [] : [put('x'.repeat(max + 1), 'TOO_LONG')]),
    ...(pattern ? [put('¿'.repeat(length), 'MALFORMED')] : []),
    ...(separateLines
      ? [{ field, value: Array.from({ length: separateLines + 1 }, () => 'x'), code: 'TOO_LONG' }]
      : []),
  ];
}
