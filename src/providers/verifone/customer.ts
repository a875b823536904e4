import { z } from 'zod';
import { joinName, type Address, type Customer } from '../../domain/customer.ts';
import type { CustomerRules } from '../../domain/input-rules.ts';
import { instant, text } from '../../http/wire.ts';
import { builder, personal } from '../../schema/builder.ts';
import { countryCodeOf, countryCodeRule } from '../country.ts';

/** A person with an address: `billing` and `shipping` are of this shape. */
const wireParty = z
  .object({
    address_1: text,
    address_2: text,
    address_3: text,
    city: text,
    country_code: text,
    first_name: text,
    last_name: text,
    postal_code: text,
    state: text,
  })
  .nullish();

/** Only what is read. */
export const wireCustomer = z.object({
  id: z.string().min(1),
  entity_id: text,
  billing: wireParty,
  shipping: wireParty,
  tax: z.object({ identifier: text }).nullish(),
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
    },
  };
}

/** Null where there is no part of an address, whatever else is there. */
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
        nullable: true,
        description: 'The organisation the customer belongs to. Null where Verifone left it out.',
      }),
      title: t.exposeString('title', {
        nullable: true,
        description: 'Form of address. Null where there is none.',
      }),
      language: t.exposeString('language', {
        nullable: true,
        description: 'Language for documents. Null where none is chosen.',
      }),
      companyRegistrationNumber: t.exposeString('companyRegistrationNumber', {
        nullable: true,
        description: 'Company registration number. Null where there is none.',
      }),
      workPhone: t.exposeString('workPhone', {
        ...personal,
        nullable: true,
        description: 'Phone number at work. Null where there is none.',
      }),
      taxIdentifier: t.exposeString('taxIdentifier', {
        ...personal,
        nullable: true,
        description: 'Tax identifier. Null where there is none.',
      }),
    }),
  });
