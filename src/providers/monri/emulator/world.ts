import type { Merchant } from './records.ts';

/** What Monri's documentation leaves open. */
export interface MonriSwitches {
  /** How far a timestamp may be from now. Null, the default, takes any: no tolerance is documented. */
  timestampToleranceSeconds: number | null;
  /** The status for an unknown customer: 404 by default; the documentation names only 400 and 401. */
  notFoundStatus: 404 | 400;
  /** Adds `uuid` and `merchant_customer_id` to list items and delete answers, as Monri's own clients expect; off by default, as documented. */
  liveShapes: boolean;
  /** A greater `limit` is lowered to this; 100 by default (assumed). */
  maximumLimit: number;
  /** Whether lists keep showing deleted customers; off by default (assumed). */
  deletedListed: boolean;
  /** Whether every call needs `Content-Type` and `Accept` of `application/json`; on by default, as documented. */
  jsonHeadersRequired: boolean;
}

/** One merchant and what its calls depend on. */
export interface World {
  readonly merchant: Merchant;
  readonly switches: MonriSwitches;
  readonly now: () => Date;
}

export const defaultSwitches: MonriSwitches = {
  timestampToleranceSeconds: null,
  notFoundStatus: 404,
  liveShapes: false,
  maximumLimit: 100,
  deletedListed: false,
  jsonHeadersRequired: true,
};
