/** Which part of a list is wanted. */
export interface PageRequest {
  /** A cursor of an item, made by the same provider: the page starts with that item. Null: from the start. */
  readonly from: string | null;
  /** How many at most, 1 to 100. */
  readonly limit: number;
}

/** A part of a list, as one provider gave it. It may be shorter than was asked for although more follows. */
export interface Page<Item> {
  readonly items: readonly Placed<Item>[];
  /** Whether more follows; null where only another call can tell. */
  readonly hasMore: boolean | null;
  /** A cursor of the place after the last item, where the provider can name it. */
  readonly next?: string | null;
  /** How many there are altogether, where the provider says. */
  readonly total: number | null;
}

/** An item and its place in the list. */
export interface Placed<Item> {
  readonly item: Item;
  /** Opaque to everyone but the provider that made it. */
  readonly cursor: string;
}

/** Restricts a list of customers; the conditions are joined by AND. */
export interface CustomerFilter {
  readonly email: string | null;
  readonly merchantReference: string | null;
  readonly createdFrom: Date | null;
  readonly createdBefore: Date | null;
}

/** The conditions that a filter sets. */
export function conditionsOf(filter: CustomerFilter): readonly CustomerFilterField[] {
  const { email, merchantReference, createdFrom, createdBefore } = filter;
  return [
    ...(email === null ? [] : (['EMAIL'] as const)),
    ...(merchantReference === null ? [] : (['MERCHANT_REFERENCE'] as const)),
    ...(createdFrom === null && createdBefore === null ? [] : (['CREATED_AT'] as const)),
  ];
}

export const customerFilterFields = ['EMAIL', 'MERCHANT_REFERENCE', 'CREATED_AT'] as const;

export type CustomerFilterField = (typeof customerFilterFields)[number];
