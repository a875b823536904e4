import type { z } from 'zod';
import { joinName, type Address, type Customer } from '../../domain/customer.ts';
import type { CustomerRules } from '../../domain/input-rules.ts';
import { instant, nested, recordOf, recordKey, text } from '../shared/wire.ts';
import { builder, open } from '../../builder/builder.ts';
import { countryCodeOf, countryCodeRule } from '../shared/country.ts';

/** A person with an address: `billing` and `shipping` are of this shape. */
const wireParty = nested({
  address_1: text,
  address_2: text,
  address_3: text,
  city: text,
  country_code: text,
  first_name: text,
  middle_name: text,
  last_name: text,
  phone: text,
  postal_code: text,
  state: text,
});

/** Only what is read. */
export const wireCustomer = recordOf({
  id: recordKey,
  entity_id: text,
  billing: wireParty,
  shipping: wireParty,
  tax: nested({ identifier: text }),
  company_name: text,
  company_registration_number: text,
  email_address: text,
  phone_number: text,
  work_phone: text,
  title: text,
  language: text,
  created_at: instant,
  updated_at: instant,
});

type WireCustomer = z.output<typeof wireCustomer>;

interface VerifoneDetails {
  readonly provider: 'VERIFONE';
  readonly entityId: string | null;
  readonly title: string | null;
  readonly language: string | null;
  readonly companyRegistrationNumber: string | null;
  readonly workPhone: string | null;
  readonly taxIdentifier: string | null;
  readonly middleName: string | null;
  readonly billingPhone: string | null;
  readonly shippingFirstName: string | null;
  readonly shippingMiddleName: string | null;
  readonly shippingLastName: string | null;
  readonly shippingPhone: string | null;
}

/** Verifone keeps the names inside `billing`, and no metadata. */
export function toCustomer(wire: WireCustomer): Customer<VerifoneDetails> {
  const { first_name: firstName = null, last_name: lastName = null } = wire.billing ?? {};
  return {
    key: wire.id,
    reference: null,
    firstName,
    lastName,
    fullName: joinName(firstName, lastName),
    company: wire.company_name,
    email: wire.email_address,
    phone: wire.phone_number,
    billingAddress: toAddress(wire.billing),
    shippingAddress: toAddress(wire.shipping),
    metadata: {},
    createdAt: wire.created_at,
    updatedAt: wire.updated_at,
    deleted: false,
    unread: [],
    details: {
      provider: 'VERIFONE',
      entityId: wire.entity_id,
      title: wire.title,
      language: wire.language,
      companyRegistrationNumber: wire.company_registration_number,
      workPhone: wire.work_phone,
      taxIdentifier: wire.tax?.identifier ?? null,
      middleName: wire.billing?.middle_name ?? null,
      billingPhone: wire.billing?.phone ?? null,
      shippingFirstName: wire.shipping?.first_name ?? null,
      shippingMiddleName: wire.shipping?.middle_name ?? null,
      shippingLastName: wire.shipping?.last_name ?? null,
      shippingPhone: wire.shipping?.phone ?? null,
    },
  };
}

/** Null if there is no part of an address, whatever else is there. */
function toAddress(wire: WireCustomer['billing']): Address | null {
  if (!wire) return null;
  const lines = [wire.address_1, wire.address_2, wire.address_3].filter((line) => line !== null);
  const { city, state: region, postal_code: postalCode, country_code: country } = wire;
  if (lines.length === 0 && [city, region, postalCode, country].every((part) => part === null)) return null;
  return {
    lines,
    city,
    region,
    postalCode,
    premise: null,
    subPremise: null,
    building: null,
    country,
    countryCode: countryCodeOf(country),
  };
}

const phonePattern = /^[0-9\s\-+().-]+$/;

/** The lengths and patterns of the Customer API's OpenAPI document, version 1.17.0. */
export const customerRules: CustomerRules = {
  fields: {
    merchantReference: null,
    firstName: { max: 22 },
    lastName: { max: 22 },
    fullName: null,
    company: { max: 100 },
    email: { max: 255, pattern: /^[^\s@]+@[^\s@]+$/ },
    phone: { max: 25, pattern: phonePattern },
    description: null,
    title: { max: 120, pattern: /^[a-zA-Z\-\s.]+$/ },
    workPhone: { max: 25, pattern: phonePattern },
    language: {},
    companyRegistrationNumber: { max: 24 },
    taxIdentifier: { max: 9, pattern: /^[0-9]+$/ },
    middleName: { max: 22 },
    billingPhone: { max: 25, pattern: phonePattern },
    shippingFirstName: { max: 22 },
    shippingMiddleName: { max: 22 },
    shippingLastName: { max: 22 },
    shippingPhone: { max: 25, pattern: phonePattern },
    metadata: null,
    'billingAddress.lines': { max: 40, separateLines: 3 },
    'billingAddress.city': { max: 28 },
    'billingAddress.region': { max: 35 },
    'billingAddress.postalCode': { max: 10 },
    'billingAddress.premise': null,
    'billingAddress.subPremise': null,
    'billingAddress.building': null,
    'billingAddress.countryCode': countryCodeRule,
    'shippingAddress.lines': { max: 40, separateLines: 3 },
    'shippingAddress.city': { max: 28 },
    'shippingAddress.region': { max: 35 },
    'shippingAddress.postalCode': { max: 10 },
    'shippingAddress.premise': null,
    'shippingAddress.subPremise': null,
    'shippingAddress.building': null,
    'shippingAddress.countryCode': countryCodeRule,
  },
  required: [[['company'], ['firstName', 'lastName']]],
};

export const VerifoneCustomerDetails = builder
  .objectRef<VerifoneDetails>('VerifoneCustomerDetails')
  .implement({
    description: 'What only Verifone keeps.',
    fields: (t) => ({
      entityId: t.exposeString('entityId', {
        ...open,
        nullable: true,
        description: 'The organisation the customer belongs to. Null if Verifone left it out.',
      }),
      title: t.exposeString('title', {
        ...open,
        nullable: true,
        description: 'Form of address. Null if there is none.',
      }),
      language: t.exposeString('language', {
        ...open,
        nullable: true,
        description: 'Language for documents. Null if none is chosen.',
      }),
      companyRegistrationNumber: t.exposeString('companyRegistrationNumber', {
        ...open,
        nullable: true,
        description: 'Company registration number. Null if there is none.',
      }),
      workPhone: t.exposeString('workPhone', {
        nullable: true,
        description: 'Phone number at work. Null if there is none.',
      }),
      taxIdentifier: t.exposeString('taxIdentifier', {
        nullable: true,
        description: 'Tax identifier. Null if there is none.',
      }),
      middleName: t.exposeString('middleName', {
        nullable: true,
        description: 'Middle name, beside firstName and lastName. Null if there is none.',
      }),
      billingPhone: t.exposeString('billingPhone', {
        nullable: true,
        description: 'Phone number kept with the billing address. Null if there is none.',
      }),
      shippingFirstName: t.exposeString('shippingFirstName', {
        nullable: true,
        description: 'Given name of the person who receives deliveries. Null if there is none.',
      }),
      shippingMiddleName: t.exposeString('shippingMiddleName', {
        nullable: true,
        description: 'Middle name of the person who receives deliveries. Null if there is none.',
      }),
      shippingLastName: t.exposeString('shippingLastName', {
        nullable: true,
        description: 'Family name of the person who receives deliveries. Null if there is none.',
      }),
      shippingPhone: t.exposeString('shippingPhone', {
        nullable: true,
        description: 'Phone number kept with the shipping address. Null if there is none.',
      }),
    }),
  });
