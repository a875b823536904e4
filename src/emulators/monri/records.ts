import type { MonriCredentials } from './authorization.ts';

/** What a merchant may set; what was never set is null. */
export interface CustomerFields {
  readonly merchant_customer_id: string | null;
  readonly description: string | null;
  readonly email: string | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly zip_code: string | null;
  readonly address: string | null;
  readonly metadata: Readonly<Record<string, unknown>> | null;
}

export interface CustomerRecord extends CustomerFields {
  readonly uuid: string;
  readonly status: string;
  readonly deleted: boolean;
  readonly created_at: string;
  readonly updated_at: string;
  readonly deleted_at: string | null;
}

export interface PaymentMethodRecord {
  readonly status: string;
  /** The same value as `token`. */
  readonly id: string;
  readonly masked_pan: string;
  /** The last day of the month in which the card expires. */
  readonly expiration_date: string;
  readonly keep_until: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly customer_uuid: string;
  readonly token: string;
  readonly expired: boolean;
}

/** One merchant: its credentials and everything kept under them. */
export interface Merchant {
  readonly credentials: MonriCredentials;
  /** By uuid. */
  readonly customers: Map<string, CustomerRecord>;
  /** By the uuid of their customer. */
  readonly paymentMethods: Map<string, readonly PaymentMethodRecord[]>;
}

export const blankCustomer: CustomerFields = {
  merchant_customer_id: null,
  description: null,
  email: null,
  name: null,
  phone: null,
  city: null,
  country: null,
  zip_code: null,
  address: null,
  metadata: null,
};

/** Sets the fields given and keeps the others; metadata is merged key by key, and null unsets a key. */
export function withFields(before: CustomerFields, given: Partial<CustomerFields>): CustomerFields {
  const { metadata } = given;
  return metadata
    ? { ...before, ...given, metadata: withoutNulls({ ...before.metadata, ...metadata }) }
    : { ...before, ...given };
}

/** By `created_at` DESC; of one second, the last added comes first. */
export function newestFirst<Item extends { readonly created_at: string }>(records: Iterable<Item>): Item[] {
  // Times of one form, all in UTC, are in the order of their texts.
  return [...records]
    .toReversed()
    .toSorted(({ created_at: one }, { created_at: other }) => (one === other ? 0 : one < other ? 1 : -1));
}

/** A time as Monri writes it: `2019-02-12T11:22:33Z`. */
export function writeTime(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

function withoutNulls(metadata: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== null));
}
