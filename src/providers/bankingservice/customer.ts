import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { joinName, type Address, type Customer } from '../../domain/customer.ts';
import type { AddressInput, CustomerPatch } from '../../domain/customer-input.ts';
import { joinLines, type CustomerRules } from '../../domain/input-rules.ts';
import {
  anyRecord,
  instant,
  isRecord,
  nested,
  recordOf,
  recordKey,
  text,
  type WireRecord,
} from '../shared/wire.ts';
import { builder, open } from '../../builder/builder.ts';
import { countryCodeOf, countryCodeRule } from '../shared/country.ts';

/** `premise` is a number in the "Customers" reference and a text in "Card not present card payments". */
const wireAddress = nested({
  premise: text,
  sub_premise: text,
  building: text,
  postal_code: text,
  thoroughfare: text,
  locality: text,
  state: text,
  country: text,
});

/** Only what is read. */
export const wireCustomer = recordOf({
  id: recordKey,
  company: text,
  first_name: text,
  last_name: text,
  email: text,
  phone: text,
  address: wireAddress,
  created: instant,
});

/** A customer with whatever else the provider keeps. Unreadable ones are refused, so that they are not written back. */
export const wireRecord = anyRecord.refine((whole) => wireCustomer.safeParse(whole).success);

type WireCustomer = z.output<typeof wireCustomer>;
type WireAddress = NonNullable<z.output<typeof wireAddress>>;

interface BankingserviceDetails {
  readonly provider: 'BANKING_SERVICE';
  readonly profileId: string;
}

/** bankingservice.ai keeps one address and no time of change; the profile is the one that was asked. */
export function toCustomer(wire: WireCustomer, profileId: string): Customer<BankingserviceDetails> {
  return {
    key: wire.id,
    reference: null,
    firstName: wire.first_name,
    lastName: wire.last_name,
    fullName: joinName(wire.first_name, wire.last_name),
    company: wire.company,
    email: wire.email,
    phone: wire.phone,
    billingAddress: wire.address ? toAddress(wire.address) : null,
    shippingAddress: null,
    metadata: {},
    createdAt: wire.created,
    updatedAt: null,
    deleted: false,
    unread: [],
    details: { provider: 'BANKING_SERVICE', profileId },
  };
}

/** The record in the answer to a deletion; null if the answer holds none: every record has a `created`. */
export function toDeletedCustomer(
  answer: ReadonlyMap<string, unknown>,
  profileId: string,
): Customer<BankingserviceDetails> | null {
  const { data } = wireCustomer.safeParse(Object.fromEntries(answer));
  return data?.created ? { ...toCustomer(data, profileId), deleted: true } : null;
}

function toAddress(wire: WireAddress): Address | null {
  if (Object.values(wire).every((part) => part === null)) return null;
  return {
    lines: toLines(wire),
    city: wire.locality,
    region: wire.state,
    postalCode: wire.postal_code,
    premise: wire.premise,
    subPremise: wire.sub_premise,
    building: wire.building,
    country: wire.country,
    countryCode: countryCodeOf(wire.country),
  };
}

/** Street with house number, then the building: "Hoofdweg 58 A", "Toren Oost". */
function toLines({ thoroughfare, premise, sub_premise, building }: WireAddress): readonly string[] {
  return [joinName(thoroughfare, premise, sub_premise), building].filter((line) => line !== null);
}

/** The documentation names neither lengths nor patterns. */
export const customerRules: CustomerRules = {
  fields: {
    merchantReference: null,
    firstName: {},
    lastName: {},
    fullName: null,
    company: {},
    email: {},
    phone: {},
    description: null,
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
    metadata: null,
    'billingAddress.lines': {},
    'billingAddress.city': {},
    'billingAddress.region': {},
    'billingAddress.postalCode': {},
    'billingAddress.premise': {},
    'billingAddress.subPremise': {},
    'billingAddress.building': {},
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

/** bankingservice.ai gives these. */
export const givenNames: ReadonlySet<string> = new Set(['id', 'created']);

/**
 * The body of a create, or of an update that replaces `record`: what the patch does not name stays unchanged, unknown
 * keys included, and what it clears is left out.
 */
export function fromPatch(patch: CustomerPatch, record: WireRecord = {}): WireRecord {
  return merge(record, {
    id: null,
    created: null,
    company: patch.company,
    first_name: patch.firstName,
    last_name: patch.lastName,
    email: patch.email,
    phone: patch.phone,
    address: fromAddress(patch.billingAddress, record['address']),
  });
}

/** Whether a record has what a patch asks for: working the patch in changes nothing. */
export function shows(record: WireRecord, patch: CustomerPatch): boolean {
  return isDeepStrictEqual(fromPatch(patch, record), fromPatch({}, record));
}

/** Undefined leaves a key alone, null removes it. */
function merge(record: WireRecord, changes: WireRecord): WireRecord {
  const merged = { ...record };
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete merged[key];
    else if (value !== undefined) merged[key] = value;
  }
  return merged;
}

/** Replaces every part this API knows; keys it does not know stay. */
function fromAddress(address: AddressInput | null | undefined, before: unknown) {
  if (!address) return address;
  const kept = isRecord(before) ? before : {};
  const written = merge(kept, {
    premise: toPremise(address.premise ?? null, kept['premise']),
    sub_premise: address.subPremise ?? null,
    building: address.building ?? null,
    postal_code: address.postalCode ?? null,
    thoroughfare: toThoroughfare(address),
    locality: address.city ?? null,
    state: address.region ?? null,
    country: address.countryCode ?? null,
  });
  return Object.keys(written).length > 0 ? written : null;
}

/**
 * A plain house number is written as a number, as in the "Customers" reference; if the record had it as text it
 * stays text.
 */
function toPremise(premise: string | null, before: unknown): string | number | null {
  if (premise === null || typeof before === 'string') return premise;
  return /^(?:0|[1-9]\d{0,8})$/.test(premise) ? Number(premise) : premise;
}

/**
 * The lines joined, without the building and the house number that reading added to them: writing back the lines that
 * were just read leaves the street unchanged.
 */
function toThoroughfare({ lines, premise, subPremise, building }: AddressInput): string | null {
  const endsWithBuilding = Boolean(building) && lines?.at(-1) === building;
  const street = joinLines(lines?.slice(0, endsWithBuilding ? -1 : undefined) ?? []);
  const number = joinName(premise, subPremise);
  if (number === null) return street || null;
  if (street === number) return null;
  return (street.endsWith(` ${number}`) ? street.slice(0, -number.length - 1) : street) || null;
}

export const BankingServiceCustomerDetails = builder
  .objectRef<BankingserviceDetails>('BankingServiceCustomerDetails')
  .implement({
    description: 'What only bankingservice.ai keeps.',
    fields: (t) => ({
      profileId: t.exposeString('profileId', {
        ...open,
        nullable: true,
        description: 'The profile the customer belongs to. Null if it is not known.',
      }),
    }),
  });
