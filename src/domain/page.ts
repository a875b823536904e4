/** Which part of a list is wanted. */
export interface PageRequest {
  /** A cursor of an item, made by the same provider: the page starts with that item. Null: from the start. */
  readonly from: string | null;
  /** Start so many places before `from`, or at the beginning. Only used with lists whose pages have `before`. */
  readonly back?: number;
  /** How many at most, 1 to 100. */
  readonly limit: number;
}

/**
 * A part of a list, as one provider gave it. It may be shorter than was asked for although more follows. Null stands in
 * the place of an item that cannot be read.
 */
export interface Page<Item> {
  readonly items: readonly Placed<Item>[];
  /** Whether more follows; null if that takes another call to find out. */
  readonly hasMore: boolean | null;
  /**
   * Whether the provider gave fewer items than it was asked for. With `hasMore` null, that is the end of the list or a
   * limit of the provider's pages: a list that has had longer pages is at its end.
   */
  readonly isShort?: boolean;
  /**
   * How many items lie before the page, if cursors are positions, which move when items come and go. Left out if a cursor
   * names its item: if that item is deleted, the page starts with the one after it.
   */
  readonly before?: number;
  /** Whether the provider promises that the newest items come first. */
  readonly isNewestFirst?: boolean;
  /** Whether the provider contradicts itself, so that items may be missing. */
  readonly isDoubtful?: boolean;
  /** A cursor of the place after the last item, if the provider can name it. */
  readonly next?: string | null;
  /** How many there are altogether, if the provider says. */
  readonly total: number | null;
}

/** An item and its place in the list. */
export interface Placed<Item> {
  readonly item: Item;
  /** Opaque to everyone but the provider that made it. */
  readonly cursor: string;
}

/** Whether an item could be read. */
export function isReadable<Item>(placed: Placed<Item | null>): placed is Placed<Item> {
  return placed.item !== null;
}

/** Restricts a list of customers; the conditions are joined by AND. */
export interface CustomerFilter extends Readonly<Record<CustomerFilterText, string | null>> {
  readonly createdFrom: Date | null;
  readonly createdBefore: Date | null;
  readonly updatedFrom: Date | null;
  readonly updatedBefore: Date | null;
}

/** The conditions that are an exact text. */
export const customerFilterTexts = [
  'email',
  'merchantReference',
  'firstName',
  'lastName',
  'company',
  'phone',
  'taxIdentifier',
  'companyRegistrationNumber',
] as const;

export type CustomerFilterText = (typeof customerFilterTexts)[number];

/** What a provider says it can filter by. */
export const customerFilterFields = [
  'EMAIL',
  'MERCHANT_REFERENCE',
  'FIRST_NAME',
  'LAST_NAME',
  'COMPANY',
  'PHONE',
  'TAX_IDENTIFIER',
  'COMPANY_REGISTRATION_NUMBER',
  'CREATED_AT',
  'UPDATED_AT',
] as const;

export type CustomerFilterField = (typeof customerFilterFields)[number];

const fieldOfCondition: Readonly<Record<keyof CustomerFilter, CustomerFilterField>> = {
  email: 'EMAIL',
  merchantReference: 'MERCHANT_REFERENCE',
  firstName: 'FIRST_NAME',
  lastName: 'LAST_NAME',
  company: 'COMPANY',
  phone: 'PHONE',
  taxIdentifier: 'TAX_IDENTIFIER',
  companyRegistrationNumber: 'COMPANY_REGISTRATION_NUMBER',
  createdFrom: 'CREATED_AT',
  createdBefore: 'CREATED_AT',
  updatedFrom: 'UPDATED_AT',
  updatedBefore: 'UPDATED_AT',
};

/** What a filter filters by, each named once. */
export function conditionsOf(filter: CustomerFilter): readonly CustomerFilterField[] {
  const names = Object.keys(fieldOfCondition) as (keyof CustomerFilter)[];
  const isSet = (name: keyof CustomerFilter): boolean => filter[name] !== null;
  return [...new Set(names.filter(isSet).map((name) => fieldOfCondition[name]))];
}

/** Restricts nothing: every customer matches. */
export const noFilter: CustomerFilter = {
  email: null,
  merchantReference: null,
  firstName: null,
  lastName: null,
  company: null,
  phone: null,
  taxIdentifier: null,
  companyRegistrationNumber: null,
  createdFrom: null,
  createdBefore: null,
  updatedFrom: null,
  updatedBefore: null,
};
