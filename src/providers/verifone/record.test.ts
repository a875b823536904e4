import { describe, expect, it } from 'vitest';
import type { CustomerPatch } from '../../domain/customer-input.ts';
import kept from '../../emulators/verifone/fixtures/customer-response.json' with { type: 'json' };
import { merge, requireName } from './record.ts';

const { entity_id: entityId, id: _id, created_at: _createdAt, updated_at: _updatedAt, ...rest } = kept;
const writable = { ...rest, entity_id: entityId };
const origin = { provider: 'VERIFONE', account: 'verifone' };

function merged(patch: CustomerPatch, record: Record<string, unknown> = kept) {
  return merge(record, patch, entityId);
}

describe('a body', () => {
  it('is the whole record without what Verifone gives, changed where the patch says', () => {
    const { work_phone: _workPhone, ...left } = writable;
    expect(merged({ email: 'new@example.com', workPhone: null })).toEqual({
      ...left,
      email_address: 'new@example.com',
    });
  });

  it('keeps byte for byte what the patch does not name', () => {
    const unknown = '"loyalty":{"tier":1.5,"tags":[null,""]},"language":null,"shipping":{},"title":""';
    const record = `{"id":"1",${unknown},"tax":{"scheme":"VAT","identifier":"1"},"entity_id":"${entityId}"}`;
    expect(JSON.stringify(merged({ taxIdentifier: '2', phone: '3' }, JSON.parse(record)))).toBe(
      `{${unknown},"tax":{"scheme":"VAT","identifier":"2"},"entity_id":"${entityId}","phone_number":"3"}`,
    );
  });

  it('always names the organisation', () => {
    expect(merged({ company: 'x' }, {})).toEqual({ entity_id: entityId, company_name: 'x' });
  });

  it('takes every field that Verifone keeps to its place', () => {
    const patch: CustomerPatch = {
      firstName: '1',
      lastName: '2',
      company: '3',
      email: '4',
      phone: '5',
      workPhone: '6',
      title: '7',
      language: '8',
      companyRegistrationNumber: '9',
      taxIdentifier: '10',
      middleName: '18',
      billingPhone: '19',
      shippingFirstName: '20',
      shippingMiddleName: '21',
      shippingLastName: '22',
      shippingPhone: '23',
      shippingAddress: {
        lines: ['11', '12', '13'],
        city: '14',
        region: '15',
        postalCode: '16',
        countryCode: '17',
      },
    };
    expect(merged(patch, {})).toEqual({
      entity_id: entityId,
      billing: { first_name: '1', middle_name: '18', last_name: '2', phone: '19' },
      company_name: '3',
      email_address: '4',
      phone_number: '5',
      work_phone: '6',
      title: '7',
      language: '8',
      company_registration_number: '9',
      tax: { identifier: '10' },
      shipping: {
        first_name: '20',
        middle_name: '21',
        last_name: '22',
        phone: '23',
        address_1: '11',
        address_2: '12',
        address_3: '13',
        city: '14',
        state: '15',
        postal_code: '16',
        country_code: '17',
      },
    });
  });

  it('replaces an address as a whole and leaves what is beside it', () => {
    const record = { ...kept, billing: { ...kept.billing, floor: 3 } };
    const { first_name, middle_name, last_name, phone } = kept.billing;
    expect(merged({ billingAddress: { lines: ['Ilica 1'], countryCode: 'HR' } }, record)).toEqual({
      ...writable,
      billing: {
        first_name,
        middle_name,
        last_name,
        phone,
        floor: 3,
        address_1: 'Ilica 1',
        country_code: 'HR',
      },
    });
  });

  it('clears an address and leaves what is beside it', () => {
    const { first_name, middle_name, last_name, phone } = kept.shipping;
    expect(merged({ shippingAddress: null })).toEqual({
      ...writable,
      shipping: { first_name, middle_name, last_name, phone },
    });
  });

  it('changes a name and leaves the address beside it', () => {
    expect(merged({ firstName: 'Ana' })).toEqual({
      ...writable,
      billing: { ...kept.billing, first_name: 'Ana' },
    });
  });

  it('drops a part that has become empty', () => {
    const { tax: _tax, ...left } = writable;
    expect(merged({ taxIdentifier: null })).toEqual(left);
    expect(merged({ billingAddress: {} }, {})).toEqual({ entity_id: entityId });
  });

  it('leaves the record it was made from alone', () => {
    const before = structuredClone(kept);
    merged({ billingAddress: null, firstName: null, company: null });
    expect(kept).toEqual(before);
  });
});

describe('a customer', () => {
  const nameless = merged({ company: null, firstName: null, lastName: null });

  it.each([
    ['the company', { company: 'x' }],
    ['both names', { firstName: 'x', lastName: 'y' }],
  ])('is named by %s', (_what, patch) => {
    expect(() => requireName(merged(patch, nameless), origin)).not.toThrow();
  });

  it.each([
    ['nothing', {}],
    ['the first name alone', { firstName: 'x' }],
    ['the last name alone', { lastName: 'x' }],
  ])('is not named by %s', (_what, patch) => {
    expect(() => requireName(merged(patch, nameless), origin)).toThrow(
      expect.objectContaining({
        code: 'INVALID_INPUT',
        origin,
        issues: [expect.objectContaining({ path: ['company'], code: 'REQUIRED' })],
      }),
    );
  });
});
