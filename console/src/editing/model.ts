import type { CustomerAddressInput, CustomerFieldsInput, CustomerPatchInput } from '../graphql/graphql.ts';
import { pairOf, rebasedPairs, type Pair } from './metadata.ts';

/** The fields of a customer that are one text. */
export const textNames = [
  'fullName',
  'firstName',
  'lastName',
  'company',
  'title',
  'merchantReference',
  'email',
  'phone',
  'workPhone',
  'language',
  'taxIdentifier',
  'companyRegistrationNumber',
  'middleName',
  'billingPhone',
  'shippingFirstName',
  'shippingMiddleName',
  'shippingLastName',
  'shippingPhone',
  'description',
] as const satisfies readonly (keyof CustomerPatchInput)[];

export const addressNames = ['billingAddress', 'shippingAddress'] as const;

export const addressParts = [
  'building',
  'lines',
  'premise',
  'subPremise',
  'postalCode',
  'city',
  'region',
  'countryCode',
] as const satisfies readonly (keyof CustomerAddressInput)[];

export type TextName = (typeof textNames)[number];
export type AddressName = (typeof addressNames)[number];
export type AddressPart = (typeof addressParts)[number];

/** A field as capabilities and issues name it. */
export type FieldPath = TextName | `${AddressName}.${AddressPart}`;

/** What a form holds; an empty text is no value. */
export interface Draft {
  readonly texts: Readonly<Record<FieldPath, string>>;
  readonly metadata: readonly Pair[];
}

export const fieldPaths: readonly FieldPath[] = [
  ...textNames,
  ...addressNames.flatMap((name) => addressParts.map((part) => `${name}.${part}` as const)),
];

/** A form that holds what `read` gives for each field. */
export function draftOf(read: (path: FieldPath) => string, metadata: readonly Pair[]): Draft {
  const texts = Object.fromEntries(fieldPaths.map((path) => [path, read(path)]));
  return { texts: texts as Draft['texts'], metadata };
}

export const emptyDraft: Draft = draftOf(() => '', []);

/** The form that a new customer was sent from. */
export function draftOfFields(fields: CustomerFieldsInput): Draft {
  const texts: Record<string, string> = {};
  for (const name of textNames) texts[name] = fields[name] ?? '';
  for (const name of addressNames) {
    const { lines, ...parts } = fields[name] ?? {};
    texts[`${name}.lines`] = lines?.join('\n') ?? '';
    for (const [part, text] of Object.entries(parts)) texts[`${name}.${part}`] = text ?? '';
  }
  return draftOf((path) => texts[path] ?? '', fields.metadata?.map(pairOf) ?? []);
}

/** The same form with one field changed. */
export function withText(draft: Draft, path: FieldPath, text: string): Draft {
  return { ...draft, texts: { ...draft.texts, [path]: text } };
}

/** The same form without what a provider has no place for, which it does not show either. */
export function keptBy({ texts, metadata }: Draft, unsupportedFields: readonly string[]): Draft {
  const isKept = (path: string) => !unsupportedFields.includes(path);
  return draftOf((path) => (isKept(path) ? texts[path] : ''), isKept('metadata') ? metadata : []);
}

/** Applies the changes that were made to `before` to `now`. */
export function rebased(draft: Draft, before: Draft, now: Draft): Draft {
  return draftOf(
    (path) => (draft.texts[path] === before.texts[path] ? now.texts[path] : draft.texts[path]),
    rebasedPairs(draft.metadata, before.metadata, now.metadata),
  );
}
