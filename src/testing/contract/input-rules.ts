import { describe, expect, it } from 'vitest';
import type { CustomerPatch, RegistrationCustomer } from '../../domain/customer-input.ts';
import { checkFields, type AnyRules, type FieldRule } from '../../domain/input-rules.ts';
import type { Customer } from '../../domain/customer.ts';
import { verb } from '../../gateway/account.ts';
import {
  heldAfter,
  heldIn,
  samplesOf,
  toInput,
  type Field,
  type Values,
} from '../support/customer-samples.ts';
import { connectTo, createCall } from '../support/vault.ts';
import type { Subject, Tables } from '../support/subject.ts';

type Input = CustomerPatch & RegistrationCustomer;

/** Writes input where nothing was before, and reads what came of it. */
type Write = (definition: Subject, input: Input) => Promise<Customer | null>;

const create: Write = (definition, input) => {
  const account = connectTo(definition, definition.emulate());
  return verb(account, 'CREATE_CUSTOMER', 'createCustomer')(input, createCall());
};

const register: Write = async (definition, input) => {
  const account = connectTo(definition, definition.emulate());
  const link = verb(account, 'CREATE_REGISTRATION_LINK', 'createRegistrationLink');
  const { customerKey } = await link(input, 15, createCall());
  return account.vault.getCustomer(customerKey, createCall());
};

interface RuleCase {
  readonly definition: Subject;
  readonly rules: AnyRules;
  readonly write: Write;
  readonly field: Field;
  readonly rule: FieldRule | null;
}

function casesOf(definition: Subject, rules: AnyRules | null, write: Write): readonly RuleCase[] {
  if (!rules) return [];
  return Object.entries(rules.fields).map(([field, rule]) => ({
    definition,
    rules,
    write,
    field: field as Field,
    rule,
  }));
}

const under = ['input'];

function issuesOf({ rules }: RuleCase, values: Values) {
  return checkFields(rules, toInput(values), under).map(({ path, code }) => ({ path, code }));
}

/** The one thing that is wrong with a field. */
function only(code: string, { field }: RuleCase) {
  return [{ path: [...under, ...field.split('.')], code }];
}

/** Values that are as long as is asked; a list of lines is as long as its lines together, or as each of them. */
function valuesOf(length: number, { field, rule }: RuleCase): readonly unknown[] {
  const texts = [
    ...(length === 2 ? ['HR'] : []),
    'ž'.repeat(length),
    'a'.repeat(length),
    '1'.repeat(length),
    ...(length > 12 ? [`${'a'.repeat(length - 12)}@example.com`] : []),
  ];
  if (!field.endsWith('.lines')) return texts;
  return texts.map((text) =>
    rule?.separateLines === undefined ? [text] : Array.from({ length: rule.separateLines }, () => text),
  );
}

export function inputRulesPromises({ providers }: Tables): void {
  /** Every field of every input that every provider takes. */
  const cases: readonly RuleCase[] = providers.flatMap((definition) =>
    casesOf(definition, definition.rules.customer, create).concat(
      casesOf(definition, definition.rules.registration, register),
    ),
  );

  describe.each(cases)('$field at $definition.code', (one) => {
    it('is accepted exactly if the rules allow it', () => {
      const expected = one.rule === null ? only('UNSUPPORTED_BY_PROVIDER', one) : [];
      expect(issuesOf(one, samplesOf([one.field]))).toEqual(expected);
    });

    it('may be cleared, which asks for nothing if there is no place for it', () => {
      expect(issuesOf(one, { [one.field]: null })).toEqual([]);
    });
  });

  const textCases = cases.filter(
    ({ field, rule }) => rule !== null && typeof samplesOf([field])[field] === 'string',
  );

  describe.each(textCases)('the text $field at $definition.code', (one) => {
    it.each([
      ['', 'TOO_SHORT'],
      ['a\u0000b', 'MALFORMED'],
      ['line\nbreak', 'MALFORMED'],
      ['\ud800\ud800', 'MALFORMED'],
    ])('is refused as %j', (text, code) => {
      const { min = 1, max = Infinity } = one.rule ?? {};
      const length = Array.from(text).length;
      const expected = length < min ? 'TOO_SHORT' : length > max ? 'TOO_LONG' : code;
      expect(issuesOf(one, { [one.field]: text })).toEqual(only(expected, one));
    });
  });

  const limited = cases.filter(({ rule }) => rule?.max !== undefined);

  describe.each(limited)('the length of $field at $definition.code', (one) => {
    const { definition, rules, write, field, rule } = one;
    const maximum = rule?.max ?? 0;
    const minimum = rule?.min ?? 1;
    const required = rules.required.flatMap(([first = []]) => first as readonly Field[]);

    it.each(minimum > 1 && minimum < maximum ? [maximum, minimum] : [maximum])(
      'may be %i, and the provider keeps all of it',
      async (length) => {
        const value = valuesOf(length, one).find((each) => issuesOf(one, { [field]: each }).length === 0);
        const values = { ...samplesOf(required), [field]: value };
        expect(value).toBeDefined();
        expect(heldIn(await write(definition, toInput(values)), [field])).toEqual(
          heldAfter(values, rules, [field]),
        );
      },
    );

    it('may not be one more', () => {
      for (const value of valuesOf(maximum + 1, one)) {
        expect(issuesOf(one, { [field]: value })).toEqual(only('TOO_LONG', one));
      }
    });
  });

  describe.each(limited.filter(({ field }) => field.endsWith('.lines')))(
    'the lines in $field at $definition.code',
    (one) => {
      it('are too long if there are more than are kept apart, or than go into one', () => {
        const { separateLines, max = 0 } = one.rule ?? {};
        const tooMany = Array.from({ length: (separateLines ?? max) + 1 }, () => 'abc');
        expect(issuesOf(one, { [one.field]: tooMany })).toEqual(only('TOO_LONG', one));
      });
    },
  );
}
