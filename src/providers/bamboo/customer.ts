import type { z } from 'zod';
import { joinName, type Address, type Customer } from '../../domain/customer.ts';
import type { AddressInput, RegistrationCustomer } from '../../domain/customer-input.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import { joinLines, type FieldRule, type RegistrationRules } from '../../domain/input-rules.ts';
import { unusableAsKey } from '../../domain/text.ts';
import { largestInt, nested, recordOf, recordKey, text, whole } from '../shared/wire.ts';
import { builder, open } from '../../builder/builder.ts';
import { documentTypeNameOf } from './document-types.ts';
import { countryCodeOf, countryCodeRule, countryNameOf } from '../shared/country.ts';

const wireAddress = nested({ detail: text, country: text, state: text, city: text, postalCode: text });

/** Only what is read. The identifier is the key: the merchant chose it, and every call takes it. */
export const wireCustomer = recordOf({
  identifier: recordKey,
  email: text,
  firstName: text,
  lastName: text,
  documentTypeId: whole(0, largestInt),
  documentNumber: text,
  phoneNumber: text,
  billingAddress: wireAddress,
  shippingAddress: wireAddress,
});

type WireCustomer = z.output<typeof wireCustomer>;

interface BambooDetails {
  readonly provider: 'BAMBOO';
  readonly documentTypeId: number | null;
  readonly documentTypeName: string | null;
  readonly documentNumber: string | null;
}

/** Bamboo says neither when a customer came into being nor when it changed, and keeps no metadata. */
export function toCustomer(wire: WireCustomer): Customer<BambooDetails> {
  return {
    key: wire.identifier,
    reference: wire.identifier,
    firstName: wire.firstName,
    lastName: wire.lastName,
    fullName: joinName(wire.firstName, wire.lastName),
    company: null,
    email: wire.email,
    phone: wire.phoneNumber,
    billingAddress: toAddress(wire.billingAddress),
    shippingAddress: toAddress(wire.shippingAddress),
    metadata: {},
    createdAt: null,
    updatedAt: null,
    deleted: false,
    unread: [],
    details: {
      provider: 'BAMBOO',
      documentTypeId: wire.documentTypeId,
      documentTypeName: documentTypeNameOf(wire.documentTypeId),
      documentNumber: wire.documentNumber,
    },
  };
}

function toAddress(wire: z.output<typeof wireAddress>): Address | null {
  if (!wire || Object.values(wire).every((part) => part === null)) return null;
  const { detail, city, state, postalCode, country } = wire;
  return {
    lines: detail === null ? [] : [detail],
    city,
    region: state,
    postalCode,
    premise: null,
    subPremise: null,
    building: null,
    country,
    countryCode: countryCodeOf(country),
  };
}

/** What could not be read again as a key is refused; an identifier must be there. */
const identifierRule: FieldRule = { max: 255, accepts: (identifier) => unusableAsKey(identifier) === null };

/** The tables of "Customer Operations" and "Inject Customer", which name no lengths. */
export const registrationRules: RegistrationRules = {
  fields: {
    merchantReference: identifierRule,
    firstName: {},
    lastName: {},
    email: {},
    phone: {},
    // Numbers of one list for all countries, counted from 1; some mean different documents in different countries.
    documentTypeId: { atLeast: 1 },
    documentNumber: {},
    'billingAddress.lines': {},
    'billingAddress.city': {},
    'billingAddress.region': {},
    'billingAddress.postalCode': {},
    'billingAddress.premise': null,
    'billingAddress.subPremise': null,
    'billingAddress.building': null,
    'billingAddress.countryCode': countryCodeRule,
    'shippingAddress.lines': {},
    'shippingAddress.city': {},
    'shippingAddress.region': {},
    'shippingAddress.postalCode': {},
    'shippingAddress.premise': null,
    'shippingAddress.subPremise': null,
    'shippingAddress.building': null,
    'shippingAddress.countryCode': countryCodeRule,
  },
  required: [[['merchantReference']]],
};

/**
 * The `customer` of a registration or of a payment: what is given and nothing else. Null is left out like what is
 * absent: the documentation shows no null and does not say what one would do.
 */
export function fromRegistration(customer: RegistrationCustomer): Record<string, unknown> {
  return given({
    identifier: customer.merchantReference,
    email: customer.email,
    firstName: customer.firstName,
    lastName: customer.lastName,
    documentTypeId: customer.documentTypeId,
    documentNumber: customer.documentNumber,
    phoneNumber: customer.phone,
    billingAddress: fromAddress(customer.billingAddress, 'billingAddress'),
    shippingAddress: fromAddress(customer.shippingAddress, 'shippingAddress'),
  });
}

/** Null if no part is given. */
function fromAddress(
  address: AddressInput | null | undefined,
  under: 'billingAddress' | 'shippingAddress',
): Record<string, unknown> | null {
  const { lines, countryCode, region, city, postalCode } = address ?? {};
  const parts = given({
    detail: joinLines(lines ?? []) || null,
    country: typeof countryCode === 'string' ? fromCountryCode(countryCode, under) : null,
    state: region,
    city,
    postalCode,
  });
  return Object.keys(parts).length > 0 ? parts : null;
}

function given(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  );
}

/**
 * Bamboo's examples name countries in English; no page says whether it takes codes. The rules refuse an unknown code
 * before this; it is never left out.
 */
function fromCountryCode(code: string, under: string): string {
  const country = countryNameOf(code);
  if (country !== null) return country;
  const message = `${under}.countryCode names no country.`;
  throw new InvalidInputError([{ path: [under, 'countryCode'], code: 'MALFORMED', message }]);
}

export const BambooCustomerDetails = builder.objectRef<BambooDetails>('BambooCustomerDetails').implement({
  description: 'What only Bamboo keeps.',
  fields: (t) => ({
    documentTypeId: t.exposeInt('documentTypeId', {
      ...open,
      nullable: true,
      description:
        "Bamboo's document type number; some numbers mean different documents in different countries. Null if there is none.",
    }),
    documentTypeName: t.exposeString('documentTypeName', {
      ...open,
      nullable: true,
      description:
        'What the number means. Null if there is no number, if Bamboo lists none such, or if it means different documents in different countries: see `PaymentProvider.documentTypes`.',
    }),
    documentNumber: t.exposeString('documentNumber', {
      nullable: true,
      description: 'Number of the identity document. Null if there is none.',
    }),
  }),
});
