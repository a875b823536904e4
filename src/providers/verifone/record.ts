import { isDeepStrictEqual } from 'node:util';
import type { AddressInput, CustomerPatch, CustomerTexts } from '../../domain/customer-input.ts';
import { InvalidInputError, type Origin } from '../../domain/errors.ts';
import { checkRequired } from '../../domain/input-rules.ts';
import { anyRecord, isRecord, type WireRecord } from '../shared/wire.ts';
import { customerRules, wireCustomer } from './customer.ts';

/** An unchanged record, unknown keys included, that can be read as a customer. */
export const wireRecord = anyRecord.refine((whole) => wireCustomer.safeParse(whole).success);

/** Where in a record each text is; a dot leads into a nested object. */
const textPlaces = {
  company: 'company_name',
  companyRegistrationNumber: 'company_registration_number',
  email: 'email_address',
  phone: 'phone_number',
  workPhone: 'work_phone',
  title: 'title',
  language: 'language',
  firstName: 'billing.first_name',
  middleName: 'billing.middle_name',
  lastName: 'billing.last_name',
  billingPhone: 'billing.phone',
  shippingFirstName: 'shipping.first_name',
  shippingMiddleName: 'shipping.middle_name',
  shippingLastName: 'shipping.last_name',
  shippingPhone: 'shipping.phone',
  taxIdentifier: 'tax.identifier',
} as const satisfies Partial<Record<keyof CustomerTexts, string>>;

const addressPlaces = { billingAddress: 'billing', shippingAddress: 'shipping' } as const;

const lineNames = ['address_1', 'address_2', 'address_3'] as const;

const addressNames = {
  city: 'city',
  region: 'state',
  postalCode: 'postal_code',
  countryCode: 'country_code',
} as const satisfies Partial<Record<keyof AddressInput, string>>;

/** The input field, as a dotted path, that each place in a record is written from. */
export const inputFields: ReadonlyMap<string, string> = new Map([
  ...Object.entries(textPlaces).map(([field, place]) => [place, field] as const),
  ...addressFields('billingAddress'),
  ...addressFields('shippingAddress'),
]);

function addressFields(field: keyof typeof addressPlaces): readonly (readonly [string, string])[] {
  const place = addressPlaces[field];
  const names = [...lineNames.map((name) => ['lines', name] as const), ...Object.entries(addressNames)];
  return names.map(([part, name]) => [`${place}.${name}`, `${field}.${part}`]);
}

/** Verifone gives these; sending them back may be refused as unexpected. */
export const givenNames: ReadonlySet<string> = new Set(['id', 'created_at', 'updated_at']);

/**
 * The body of an update, which replaces the whole record: the record with the patch applied. What the patch does not
 * name stays unchanged, unknown keys included. A create is an update of an empty record.
 */
export function merge(record: WireRecord, patch: CustomerPatch, entityId: string): WireRecord {
  const kept = Object.entries(record).filter(([name]) => !givenNames.has(name));
  const body: Record<string, unknown> = {
    ...Object.fromEntries(kept),
    entity_id: record['entity_id'] || entityId,
  };
  for (const [place, value] of changesOf(patch)) {
    const [name = '', nested] = place.split('.');
    if (nested === undefined) put(body, name, value);
    else {
      const before = body[name];
      const part: Record<string, unknown> = isRecord(before) ? { ...before } : {};
      put(part, nested, value);
      put(body, name, Object.keys(part).length > 0 ? part : null);
    }
  }
  return body;
}

/** Whether a record has what a patch asks for: working the patch in changes nothing. */
export function shows(record: WireRecord, patch: CustomerPatch): boolean {
  return isDeepStrictEqual(merge(record, patch, ''), merge(record, {}, ''));
}

/** Throws if nothing in a body names the customer: Verifone wants the company, or both names of `billing`. */
export function requireName(body: WireRecord, origin: Origin): void {
  const { company_name: company, billing } = wireCustomer
    .pick({ company_name: true, billing: true })
    .parse(body);
  const names = { company, firstName: billing?.first_name, lastName: billing?.last_name };
  const issues = checkRequired(customerRules, names, []);
  if (issues.length > 0) throw new InvalidInputError(issues, origin);
}

function put(target: Record<string, unknown>, name: string, value: unknown): void {
  if (value === null) delete target[name];
  else target[name] = value;
}

/** What a patch puts at each place; null removes. */
function changesOf(patch: CustomerPatch): ReadonlyMap<string, string | null> {
  const changes = new Map<string, string | null>();
  for (const [field, place] of Object.entries(textPlaces)) {
    const value = patch[field as keyof typeof textPlaces];
    if (value !== undefined) changes.set(place, value);
  }
  for (const [field, place] of Object.entries(addressPlaces)) {
    const address = patch[field as keyof typeof addressPlaces];
    if (address === undefined) continue;
    for (const [name, value] of fromAddress(address ?? {})) changes.set(`${place}.${name}`, value);
  }
  return changes;
}

/** An address is replaced as a whole, so every part of it is named; names and phone beside it are not. */
function fromAddress(address: AddressInput): readonly (readonly [string, string | null])[] {
  return [
    ...lineNames.map((name, index) => [name, address.lines?.[index] ?? null] as const),
    ...Object.entries(addressNames).map(
      ([part, name]) => [name, address[part as keyof typeof addressNames] ?? null] as const,
    ),
  ];
}
