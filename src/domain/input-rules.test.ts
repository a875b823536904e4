import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomerPatch } from './customer-input.ts';
import {
  checkFields,
  checkRequired,
  fieldsOf,
  requiredFields,
  unsupportedFields,
  type CustomerField,
  type CustomerRules,
  type FieldRule,
} from './input-rules.ts';

const addressFields = {
  lines: {},
  city: {},
  region: {},
  postalCode: {},
  premise: {},
  subPremise: {},
  building: {},
  countryCode: { pattern: /^[A-Z]{2}$/ },
} as const;

function addressRules(name: 'billingAddress' | 'shippingAddress', rule: (field: string) => FieldRule | null) {
  return Object.fromEntries(Object.keys(addressFields).map((field) => [`${name}.${field}`, rule(field)]));
}

/** Takes everything there is, with exceptions. */
function rulesWith(
  exceptions: Partial<Record<CustomerField, FieldRule | null>> = {},
  required: CustomerRules['required'] = [],
): CustomerRules {
  const texts = [
    'merchantReference',
    'firstName',
    'lastName',
    'fullName',
    'company',
    'email',
    'phone',
    'description',
    'title',
    'workPhone',
    'language',
    'companyRegistrationNumber',
    'taxIdentifier',
    'middleName',
    'billingPhone',
    'shippingFirstName',
    'shippingMiddleName',
    'shippingLastName',
    'shippingPhone',
    'metadata',
  ];
  const fields = {
    ...Object.fromEntries(texts.map((field) => [field, {}])),
    ...addressRules('billingAddress', () => ({})),
    ...addressRules('shippingAddress', () => null),
    ...exceptions,
  };
  return { fields: fields as CustomerRules['fields'], required };
}

/** What is wrong with a value in a field of one rule. */
function codeOf(rule: FieldRule | null, value: CustomerPatch['firstName']): string | null {
  return checkFields(rulesWith({ firstName: rule }), { firstName: value }, [])[0]?.code ?? null;
}

describe('the fields an input carries', () => {
  it('are dotted paths, absent ones left out and null ones kept', () => {
    const patch: CustomerPatch = {
      firstName: 'Ana',
      lastName: null,
      email: undefined,
      billingAddress: { lines: ['Ilica 1'], city: null, region: undefined },
      metadata: { set: {}, unset: [] },
    };
    expect([...fieldsOf(patch)]).toEqual([
      ['firstName', 'Ana'],
      ['lastName', null],
      ['billingAddress.lines', ['Ilica 1']],
      ['metadata', { set: {}, unset: [] }],
    ]);
  });

  it('are all parts of an address that is cleared', () => {
    expect([...fieldsOf({ billingAddress: null })]).toEqual(
      Object.keys(addressFields).map((field) => [`billingAddress.${field}`, null]),
    );
  });
});

describe('a field', () => {
  it.each([
    ['of one character', {}, 'a', null],
    ['that is empty', {}, '', 'TOO_SHORT'],
    ['that may be empty', { min: 0 }, '', null],
    ['shorter than the least', { min: 3 }, 'ab', 'TOO_SHORT'],
    ['as long as the least', { min: 3 }, 'abc', null],
    ['as long as the most', { max: 3 }, 'abc', null],
    ['longer than the most', { max: 3 }, 'abcd', 'TOO_LONG'],
    ['of characters outside the first plane, each counted once', { max: 2 }, '😀😀', null],
    ['with a line break', {}, 'a\nb', 'MALFORMED'],
    ['with half a character', {}, 'a\ud800', 'MALFORMED'],
    ['that matches', { pattern: /^\d+$/ }, '123', null],
    ['that does not match', { pattern: /^\d+$/ }, '12a', 'MALFORMED'],
    ['that is accepted', { accepts: (text: string) => text === 'a' }, 'a', null],
    ['that is not accepted', { accepts: (text: string) => text === 'a' }, 'b', 'MALFORMED'],
    ['without a place', null, 'a', 'UNSUPPORTED_BY_PROVIDER'],
    ['without a place, cleared', null, null, null],
    ['cleared', { min: 3 }, null, null],
  ] as const)('%s', (_what, rule, value, code) => {
    expect(codeOf(rule, value)).toBe(code);
  });

  it.each([
    [1, null],
    [0, 'MALFORMED'],
  ])('that is the number %i, where 1 is the least', (documentTypeId, code) => {
    const { fields, required } = rulesWith();
    const rules = { fields: { ...fields, documentTypeId: { atLeast: 1 } }, required };
    const input = { merchantReference: 'm1', documentTypeId };
    expect(checkFields(rules, input, [])[0]?.code ?? null).toBe(code);
  });

  it.each([
    ['joined within the most', { max: 10 }, ['abcd', 'efgh'], null],
    ['joined past the most, comma and space counted', { max: 9 }, ['abcd', 'efgh'], 'TOO_LONG'],
    ['no lines at all', {}, [], 'TOO_SHORT'],
    ['kept apart, each within the most', { max: 4, separateLines: 2 }, ['abcd', 'efgh'], null],
    ['kept apart, one past the most', { max: 4, separateLines: 2 }, ['abcd', 'efghi'], 'TOO_LONG'],
    ['more than are kept apart', { separateLines: 2 }, ['a', 'b', 'c'], 'TOO_LONG'],
  ] as const)('of lines: %s', (_what, rule, lines, code) => {
    const rules = rulesWith({ 'billingAddress.lines': rule });
    expect(checkFields(rules, { billingAddress: { lines } }, [])[0]?.code ?? null).toBe(code);
  });
});

describe('the issues', () => {
  const rules = rulesWith({ email: { max: 5 }, 'billingAddress.countryCode': addressFields.countryCode });

  it('are all there at once, each at its place in the input', () => {
    const patch = {
      email: 'ana@example.com',
      billingAddress: { countryCode: 'Uruguay', city: 'Zagreb' },
      shippingAddress: { city: 'Zagreb' },
    };
    expect(checkFields(rules, patch, ['input', 'set'])).toEqual([
      {
        path: ['input', 'set', 'email'],
        code: 'TOO_LONG',
        message: 'email is longer than the provider keeps.',
      },
      {
        path: ['input', 'set', 'billingAddress', 'countryCode'],
        code: 'MALFORMED',
        message: 'billingAddress.countryCode is not of the form the provider wants.',
      },
      {
        path: ['input', 'set', 'shippingAddress', 'city'],
        code: 'UNSUPPORTED_BY_PROVIDER',
        message: 'shippingAddress.city is not supported by this provider.',
      },
    ]);
  });

  it('never repeat a value', () => {
    const values = fc.string({ minLength: 12, unit: fc.constantFrom('q', 'ž', '\u0000', '7') });
    fc.assert(
      fc.property(values, (value) => {
        const patch = {
          email: value,
          billingAddress: { countryCode: value },
          shippingAddress: { city: value },
        };
        const issues = checkFields(rules, patch, []);
        expect(issues).toHaveLength(3);
        expect(JSON.stringify(issues)).not.toContain(value);
      }),
    );
  });

  it('are none if nothing is wrong', () => {
    expect(checkFields(rules, { email: 'a@b.c', billingAddress: { countryCode: 'HR' } }, [])).toEqual([]);
  });
});

describe('what must be there', () => {
  const rules = rulesWith({}, [[['company'], ['firstName', 'lastName']], [['email']]]);

  it.each([
    [{ company: 'Tinel', email: 'a@b.c' }, []],
    [{ firstName: 'Ana', lastName: 'Pérez', email: 'a@b.c' }, []],
    [{ firstName: 'Ana', email: 'a@b.c' }, ['company']],
    [{ company: '', email: null }, ['company', 'email']],
    [{}, ['company', 'email']],
  ])('by alternatives: %j lacks %j', (patch, lacking) => {
    expect(checkRequired(rules, patch, []).map(({ path }) => path.join('.'))).toEqual(lacking);
  });

  it('is asked for in a sentence at its first field', () => {
    expect(checkRequired(rules, { email: 'a@b.c' }, ['input'])).toEqual([
      {
        path: ['input', 'company'],
        code: 'REQUIRED',
        message: 'The provider needs company, or firstName and lastName.',
      },
    ]);
  });

  it('may be a part of an address', () => {
    const inAddress = rulesWith({}, [[['billingAddress.city']]]);
    expect(checkRequired(inAddress, { billingAddress: { city: 'Zagreb' } }, [])).toEqual([]);
    expect(checkRequired(inAddress, { billingAddress: null }, ['input'])).toMatchObject([
      { path: ['input', 'billingAddress', 'city'], code: 'REQUIRED' },
    ]);
  });

  it('is listed, alternatives side by side', () => {
    expect(requiredFields(rules)).toEqual(['company | firstName lastName', 'email']);
  });
});

describe('what the provider does not support', () => {
  it('is listed', () => {
    expect(unsupportedFields(rulesWith({ phone: null }))).toEqual([
      'phone',
      ...Object.keys(addressFields).map((field) => `shippingAddress.${field}`),
    ]);
  });
});
