import type { CustomerAddressInput, CustomerPatchInput } from '../graphql/graphql.ts';

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

/** One metadata pair as it is typed. */
export interface Pair {
  readonly key: string;
  readonly value: string;
}

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

/** The same form with one field changed. */
export function withText(draft: Draft, path: FieldPath, text: string): Draft {
  return { ...draft, texts: { ...draft.texts, [path]: text } };
}

/** The same form without what a provider has no place for, which it does not show either. */
export function keptBy({ texts, metadata }: Draft, unsupportedFields: readonly string[]): Draft {
  const isKept = (path: string) => !unsupportedFields.includes(path);
  return draftOf((path) => (isKept(path) ? texts[path] : ''), isKept('metadata') ? metadata : []);
}

/** What somebody changed from `before`, on top of `now`. */
export function rebased(draft: Draft, before: Draft, now: Draft): Draft {
  const isSame = JSON.stringify(draft.metadata) === JSON.stringify(before.metadata);
  return draftOf(
    (path) => (draft.texts[path] === before.texts[path] ? now.texts[path] : draft.texts[path]),
    isSame ? now.metadata : draft.metadata,
  );
}
