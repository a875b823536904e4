import type { CustomerFields, CustomerPatch } from '../../domain/customer-input.ts';
import type { Metadata, MetadataValue } from '../../domain/customer.ts';
import type { InputIssue } from '../../domain/errors.ts';
import { builder, onlyLookedUp, phoneNumber } from '../../builder/builder.ts';

export const CustomerAddressInput = builder.inputType('CustomerAddressInput', {
  description:
    'A postal address, always replaced as a whole. Lines are joined by a comma if a provider keeps one line.',
  fields: (t) => ({
    lines: t.stringList({ description: 'Street lines in order.' }),
    city: t.string({ description: 'City.' }),
    region: t.string({ description: 'State, province or department.' }),
    postalCode: t.string({ description: 'Postal code.' }),
    premise: t.string({ description: 'House number, for providers that keep it apart from the street.' }),
    subPremise: t.string({ description: 'Part of a house number, for providers that keep it apart.' }),
    building: t.string({ description: 'Name of a building, for providers that keep it apart.' }),
    countryCode: t.string({
      description: 'Country, ISO 3166-1 alpha-2; translated if a provider wants a name.',
    }),
  }),
});

const MetadataEntryInput = builder.inputType('MetadataEntryInput', {
  description: 'One metadata pair.',
  fields: (t) => ({
    key: t.string({ required: true, description: 'The key.' }),
    value: t.field({ type: 'MetadataValue', required: true, description: 'The value.' }),
  }),
});

const MetadataPatchInput = builder.inputType('MetadataPatchInput', {
  description:
    'Sets and removes single metadata keys; keys named in neither stay as they are. A key in both is an error.',
  fields: (t) => ({
    set: t.field({ type: [MetadataEntryInput], description: 'Pairs to add or overwrite.' }),
    unset: t.stringList({
      ...onlyLookedUp,
      description: 'Keys to remove; removing what is not there is no error.',
    }),
  }),
});

/** The texts that a new customer and a patch have in common. */
const texts = {
  merchantReference: "The merchant's own reference.",
  firstName: 'Given name.',
  lastName: 'Family name.',
  fullName:
    'The name as one text, for providers that keep only one; not to be combined with firstName or lastName.',
  company: 'Company name.',
  email: 'E-mail address.',
  phone: 'Phone number.',
  description: 'Free description, if the provider keeps one.',
  title: 'Form of address, if the provider keeps one.',
  workPhone: 'Phone number at work, if the provider keeps one.',
  language: 'Language for documents, if the provider keeps one.',
  companyRegistrationNumber: 'Company registration number, if the provider keeps one.',
  taxIdentifier: 'Tax identifier, if the provider keeps one.',
  middleName: 'Middle name, if the provider keeps one.',
  billingPhone: 'Phone number of the billing address, if the provider keeps one.',
  shippingFirstName: 'Given name of the person who receives deliveries, if the provider keeps one.',
  shippingMiddleName: 'Middle name of the person who receives deliveries, if the provider keeps one.',
  shippingLastName: 'Family name of the person who receives deliveries, if the provider keeps one.',
  shippingPhone: 'Phone number of the shipping address, if the provider keeps one.',
} as const;

export const CustomerFieldsInput = builder.inputType('CustomerFieldsInput', {
  description:
    'The fields of a new customer. Which of them a provider requires or cannot store is in its capabilities.',
  fields: (t) => ({
    merchantReference: t.string({ description: texts.merchantReference }),
    firstName: t.string({ description: texts.firstName }),
    lastName: t.string({ description: texts.lastName }),
    fullName: t.string({ description: texts.fullName }),
    company: t.string({ description: texts.company }),
    email: t.string({ description: texts.email }),
    phone: t.string({ ...phoneNumber, description: texts.phone }),
    billingAddress: t.field({ type: CustomerAddressInput, description: 'Billing address.' }),
    shippingAddress: t.field({ type: CustomerAddressInput, description: 'Shipping address.' }),
    metadata: t.field({ type: [MetadataEntryInput], description: 'Metadata.' }),
    description: t.string({ description: texts.description }),
    title: t.string({ description: texts.title }),
    workPhone: t.string({ ...phoneNumber, description: texts.workPhone }),
    language: t.string({ description: texts.language }),
    companyRegistrationNumber: t.string({ description: texts.companyRegistrationNumber }),
    taxIdentifier: t.string({ description: texts.taxIdentifier }),
    middleName: t.string({ description: texts.middleName }),
    billingPhone: t.string({ ...phoneNumber, description: texts.billingPhone }),
    shippingFirstName: t.string({ description: texts.shippingFirstName }),
    shippingMiddleName: t.string({ description: texts.shippingMiddleName }),
    shippingLastName: t.string({ description: texts.shippingLastName }),
    shippingPhone: t.string({ ...phoneNumber, description: texts.shippingPhone }),
  }),
});

export const CustomerPatchInput = builder.inputType('CustomerPatchInput', {
  description: 'Absent: leave alone. Null: clear. Value: set.',
  fields: (t) => ({
    merchantReference: t.string({ description: texts.merchantReference }),
    firstName: t.string({ description: texts.firstName }),
    lastName: t.string({ description: texts.lastName }),
    fullName: t.string({ description: texts.fullName }),
    company: t.string({ description: texts.company }),
    email: t.string({ description: texts.email }),
    phone: t.string({ ...phoneNumber, description: texts.phone }),
    billingAddress: t.field({
      type: CustomerAddressInput,
      description: 'Billing address, replaced as a whole.',
    }),
    shippingAddress: t.field({
      type: CustomerAddressInput,
      description: 'Shipping address, replaced as a whole.',
    }),
    metadata: t.field({
      type: MetadataPatchInput,
      description: 'Metadata, key by key; null clears all of it.',
    }),
    description: t.string({ description: texts.description }),
    title: t.string({ description: texts.title }),
    workPhone: t.string({ ...phoneNumber, description: texts.workPhone }),
    language: t.string({ description: texts.language }),
    companyRegistrationNumber: t.string({ description: texts.companyRegistrationNumber }),
    taxIdentifier: t.string({ description: texts.taxIdentifier }),
    middleName: t.string({ description: texts.middleName }),
    billingPhone: t.string({ ...phoneNumber, description: texts.billingPhone }),
    shippingFirstName: t.string({ description: texts.shippingFirstName }),
    shippingMiddleName: t.string({ description: texts.shippingMiddleName }),
    shippingLastName: t.string({ description: texts.shippingLastName }),
    shippingPhone: t.string({ ...phoneNumber, description: texts.shippingPhone }),
  }),
});

/** An input as the gateway takes it, and what is wrong with its metadata. */
interface Taken<Fields> {
  readonly fields: Fields;
  readonly issues: readonly InputIssue[];
}

/** A new customer: null and absent mean the same, so that nulls are left out. */
export function toFields({
  metadata,
  ...rest
}: typeof CustomerFieldsInput.$inferInput): Taken<CustomerFields> {
  const given = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== null && value !== undefined),
  );
  if (!metadata || metadata.length === 0) return { fields: given, issues: [] };
  const issues = checkPairs(metadata, ['customer', 'metadata']);
  return { fields: { ...given, metadata: { set: toPairs(metadata), unset: [] } }, issues };
}

export function toPatch({ metadata, ...rest }: typeof CustomerPatchInput.$inferInput): Taken<CustomerPatch> {
  if (!metadata) return { fields: metadata === undefined ? rest : { ...rest, metadata: null }, issues: [] };
  const { set, unset } = metadata;
  const issues = checkPairs(set ?? [], ['patch', 'metadata', 'set']);
  return { fields: { ...rest, metadata: { set: toPairs(set ?? []), unset: unset ?? [] } }, issues };
}

type Pairs = readonly { readonly key: string; readonly value: MetadataValue }[];

function toPairs(pairs: Pairs): Metadata {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, value]));
}

function checkPairs(pairs: Pairs, under: readonly string[]): InputIssue[] {
  const keys = pairs.map(({ key }) => key);
  return keys.flatMap((key, index): InputIssue[] => {
    const path = [...under, String(index), 'key'];
    if (key === '') return [{ path, code: 'TOO_SHORT', message: 'A metadata key is empty.' }];
    if (keys.indexOf(key) === index) return [];
    return [{ path, code: 'CONFLICTING', message: 'A metadata key is named twice.' }];
  });
}
