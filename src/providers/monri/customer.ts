import { z } from 'zod';
import type { Address, Customer, Metadata } from '../../domain/customer.ts';
import type { AddressInput, CustomerPatch } from '../../domain/customer-input.ts';
import { joinLines, type CustomerRules } from '../../domain/input-rules.ts';
import { flag, instant, nestedRecord, recordOf, text, textIfGiven } from '../shared/wire.ts';
import { builder, open } from '../../builder/builder.ts';
import { countryCodeOf, countryCodeRule } from '../shared/country.ts';
import { toMetadata } from '../shared/metadata.ts';
import type { MonriBehaviour } from './behaviour.ts';

/** Only what is read. A record of a list may bear its key as `id` and lack `merchant_customer_id`. */
export const wireCustomer = recordOf({
  uuid: text,
  id: text,
  merchant_customer_id: textIfGiven,
  description: text,
  email: text,
  name: text,
  phone: text,
  city: text,
  country: text,
  zip_code: text,
  address: text,
  metadata: nestedRecord,
  deleted: flag,
  created_at: instant,
  updated_at: instant,
  deleted_at: instant,
}).transform(({ uuid, id, ...rest }, context) => {
  const key = uuid ?? id;
  if (key !== null) return { ...rest, key };
  context.addIssue({ code: 'custom', message: 'Neither uuid nor id.' });
  return z.NEVER;
});

type WireCustomer = z.output<typeof wireCustomer>;

interface MonriDetails {
  readonly provider: 'MONRI';
  readonly description: string | null;
  readonly deletedAt: Date | null;
}

/** Monri keeps one name, so the given and family names stay unknown. */
export function toCustomer(wire: WireCustomer): Customer<MonriDetails> {
  return {
    key: wire.key,
    reference: wire.merchant_customer_id ?? null,
    firstName: null,
    lastName: null,
    fullName: wire.name,
    company: null,
    email: wire.email,
    phone: wire.phone,
    billingAddress: toAddress(wire),
    shippingAddress: null,
    metadata: toMetadata(wire.metadata),
    createdAt: wire.created_at,
    updatedAt: wire.updated_at,
    deleted: wire.deleted ?? wire.deleted_at !== null,
    unread: wire.merchant_customer_id === undefined ? ['reference'] : [],
    details: { provider: 'MONRI', description: wire.description, deletedAt: wire.deleted_at },
  };
}

function toAddress({ address, city, zip_code, country }: WireCustomer): Address | null {
  if ([address, city, zip_code, country].every((part) => part === null)) return null;
  return {
    lines: address === null ? [] : [address],
    city,
    region: null,
    postalCode: zip_code,
    premise: null,
    subPremise: null,
    building: null,
    country,
    countryCode: countryCodeOf(country),
  };
}

/** The lengths of the "Request body" table of Monri's Customers API. */
export const customerRules: CustomerRules = {
  fields: {
    merchantReference: { max: 100 },
    firstName: null,
    lastName: null,
    fullName: { max: 50 },
    company: null,
    email: { max: 200 },
    phone: { max: 30 },
    description: { max: 200 },
    title: null,
    workPhone: null,
    language: null,
    companyRegistrationNumber: null,
    taxIdentifier: null,
    middleName: null,
    billingPhone: null,
    shippingFirstName: null,
    shippingMiddleName: null,
    shippingLastName: null,
    shippingPhone: null,
    metadata: {},
    'billingAddress.lines': { min: 3, max: 100 },
    'billingAddress.city': { min: 3, max: 30 },
    'billingAddress.region': null,
    'billingAddress.postalCode': { max: 9 },
    'billingAddress.premise': null,
    'billingAddress.subPremise': null,
    'billingAddress.building': null,
    'billingAddress.countryCode': countryCodeRule,
    'shippingAddress.lines': null,
    'shippingAddress.city': null,
    'shippingAddress.region': null,
    'shippingAddress.postalCode': null,
    'shippingAddress.premise': null,
    'shippingAddress.subPremise': null,
    'shippingAddress.building': null,
    'shippingAddress.countryCode': null,
  },
  required: [],
};

const plainFields = {
  merchantReference: 'merchant_customer_id',
  fullName: 'name',
  email: 'email',
  phone: 'phone',
  description: 'description',
} as const satisfies Partial<Record<keyof CustomerPatch, string>>;

/**
 * The body of a create or an update: what the patch names and nothing else. That null clears a field is documented for
 * metadata keys alone.
 */
export function fromPatch(
  patch: CustomerPatch,
  clearWith: MonriBehaviour['clearWith'],
): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const cleared = clearWith === 'null' ? null : '';
  for (const [field, name] of Object.entries(plainFields)) {
    const value = patch[field as keyof typeof plainFields];
    if (value !== undefined) body[name] = value ?? cleared;
  }
  if (patch.billingAddress !== undefined) {
    Object.assign(body, fromAddress(patch.billingAddress ?? {}, cleared));
  }
  if (patch.metadata) body['metadata'] = fromMetadata(patch.metadata.set, patch.metadata.unset);
  return body;
}

/** An address is replaced as a whole, so every part of it is sent. */
function fromAddress(
  { lines, city, postalCode, countryCode }: AddressInput,
  cleared: null | '',
): Record<string, unknown> {
  return {
    address: lines && lines.length > 0 ? joinLines(lines) : cleared,
    city: city ?? cleared,
    zip_code: postalCode ?? cleared,
    country: countryCode ?? cleared,
  };
}

/** A key set to null is removed. */
export function fromMetadata(set: Metadata, unset: readonly string[]): Record<string, unknown> {
  return { ...set, ...Object.fromEntries(unset.map((key) => [key, null])) };
}

export const MonriCustomerDetails = builder.objectRef<MonriDetails>('MonriCustomerDetails').implement({
  description: 'What only Monri keeps.',
  fields: (t) => ({
    description: t.exposeString('description', {
      ...open,
      nullable: true,
      description: 'Free description. Null if there is none.',
    }),
    deletedAt: t.expose('deletedAt', {
      ...open,
      type: 'DateTime',
      nullable: true,
      description:
        'When the customer was deleted; seen only with includeDeleted. Null if it was not, or if Monri does not say when: see `deleted` of the customer.',
    }),
  }),
});
