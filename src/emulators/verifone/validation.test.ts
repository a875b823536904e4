import { describe, expect, it } from 'vitest';
import example from './fixtures/customer-response.json' with { type: 'json' };
import { Refusal } from './refusal.ts';
import { readCustomer } from './validation.ts';

const { id: _id, created_at: _created, updated_at: _updated, ...complete } = example;
const person = { entity_id: 'e', billing: { first_name: 'Ana', last_name: 'Pérez' } };

/** The code and the details that a body is refused with. */
function refusalOf(body: unknown): unknown {
  try {
    return readCustomer(typeof body === 'string' ? body : JSON.stringify(body));
  } catch (error) {
    return error instanceof Refusal ? [error.code, error.details.body] : error;
  }
}

describe('a customer', () => {
  it.each([
    ['of every field', complete],
    ['known by name', person],
    ['known by company', { entity_id: 'e', company_name: 'Polder' }],
    ['with an empty address', { ...person, shipping: {}, tax: {} }],
    ['with the longest name', { ...person, shipping: { last_name: 'ž'.repeat(22), city: '😀'.repeat(28) } }],
  ])('may be one %s', (_, body) => {
    expect(refusalOf(body)).toEqual(body);
  });

  it.each(['', '{', 'null', '[]', '"text"', '1'])('is a JSON object, not %j', (body) => {
    expect(refusalOf(body)).toEqual([110, undefined]);
  });

  it.each([
    ['__proto__', '{"entity_id":"e","company_name":"c","__proto__":{}}'],
    ['constructor', { ...person, constructor: 'x' }],
    ['customer_id', { ...person, customer_id: 'x' }],
    ['billing.country', { ...person, billing: { ...person.billing, country: 'NL' } }],
    ['tax.id', { ...person, tax: { id: '1' } }],
  ])('has no %s', (path, body) => {
    expect(refusalOf(body)).toEqual([127, Object.fromEntries([[path, 'is not expected']])]);
  });

  it.each([
    { entity_id: 'e' },
    { entity_id: 'e', company_name: '' },
    { entity_id: 'e', billing: { first_name: 'Ana' } },
    { entity_id: 'e', billing: { first_name: 'Ana', last_name: '' } },
    { entity_id: 'e', shipping: { first_name: 'Ana', last_name: 'Pérez' } },
  ])('needs a company name or both names in billing: %j', (body) => {
    expect(refusalOf(body)).toEqual([
      126,
      { company_name: 'is required when billing.first_name and billing.last_name are not provided' },
    ]);
  });

  it.each([
    ['entity_id', 1, 'must be a string'],
    ['title', null, 'must be a string'],
    ['title', 'Mr 2', 'must match ^[a-zA-Z\\-\\s.]+$'],
    ['title', 'a'.repeat(121), 'must not be longer than 120 characters'],
    ['company_name', 'a'.repeat(101), 'must not be longer than 100 characters'],
    ['company_registration_number', '1'.repeat(25), 'must not be longer than 24 characters'],
    ['email_address', `${'a'.repeat(250)}@b.com`, 'must not be longer than 255 characters'],
    ['email_address', 'no-address', 'must match ^[^\\s@]+@[^\\s@]+$'],
    ['phone_number', '1'.repeat(26), 'must not be longer than 25 characters'],
    ['phone_number', '', 'must match ^[0-9\\s\\-+().-]+$'],
    ['work_phone', '555 x12', 'must match ^[0-9\\s\\-+().-]+$'],
    ['language', ['en'], 'must be a string'],
    ['shipping', 'Ilica 1', 'must be an object'],
    ['tax', null, 'must be an object'],
  ])('refuses %s: %j', (field, value, reason) => {
    expect(refusalOf({ ...person, [field]: value })).toEqual([107, { [field]: reason }]);
  });

  it.each([
    ['address_1', 40],
    ['address_2', 40],
    ['address_3', 40],
    ['city', 28],
    ['first_name', 22],
    ['middle_name', 22],
    ['last_name', 22],
    ['postal_code', 10],
    ['state', 35],
  ])('refuses a longer %s than %i characters in both addresses', (field, maximum) => {
    const address = { ...person.billing, [field]: 'a'.repeat(maximum + 1) };
    const reason = `must not be longer than ${maximum} characters`;
    expect(refusalOf({ ...person, billing: address, shipping: address })).toEqual([
      107,
      { [`billing.${field}`]: reason, [`shipping.${field}`]: reason },
    ]);
  });

  it('refuses a tax identifier that is no number, or a country that is no code', () => {
    const body = { ...person, shipping: { country_code: 'NLD' }, tax: { identifier: 'NL1' } };
    expect(refusalOf(body)).toEqual([
      107,
      { 'shipping.country_code': 'must match ^[A-Z]{2}$', 'tax.identifier': 'must match ^[0-9]+$' },
    ]);
    expect(refusalOf({ ...person, tax: { identifier: '1234567890' } })).toEqual([
      107,
      { 'tax.identifier': 'must not be longer than 9 characters' },
    ]);
  });

  it('reports what is unexpected first, then what is missing, then what is malformed', () => {
    expect(refusalOf({ title: 1, extra: 1 })).toEqual([127, { extra: 'is not expected' }]);
    expect(refusalOf({ title: 1, company_name: 'c' })).toEqual([126, { entity_id: 'is required' }]);
  });
});
