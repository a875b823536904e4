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
  /** The status of a call whose signature is wrong; 401 by default, as documented. */
  unauthorizedStatus: 401 | 400;
  /** What is signed: the path with its query by default, which is a third party's observation, or the path alone. */
  digestOver: 'path and query' | 'path';
  /** The unit of a timestamp; either by default: the documentation has seconds, Monri's sample code milliseconds. */
  timestampUnit: 'either' | 'milliseconds';
  /** Whether a refusal names each field that is wrong; on by default (assumed, after Rails). */
  sentencesTold: boolean;
  /** Whether two customers may have one `merchant_customer_id`; off by default, as the vendor's own test has it. */
  duplicatesAllowed: boolean;
  /** Whether a customer may get another `merchant_customer_id`; on by default (assumed). */
  referenceChangeable: boolean;
  /** Whether the `merchant_customer_id` of a deleted customer can be used again; on by default (assumed). */
  deletedReferencesFree: boolean;
  /** Whether a deleted customer can be read; on by default (assumed). */
  deletedReadable: boolean;
  /** Whether a deleted customer can be changed; off by default (assumed). */
  deletedChangeable: boolean;
  /** The status of a second deletion; 200 by default (assumed). */
  secondDeletionStatus: 200 | 404;
  /** What empties a field in an update; null by default (assumed). */
  clearedBy: 'null' | 'empty text';
  /** Whether a `limit` above the maximum is refused; off by default: it is lowered (assumed). */
  largeLimitRefused: boolean;
}

export const defaultSwitches: MonriSwitches = {
  timestampToleranceSeconds: null,
  notFoundStatus: 404,
  liveShapes: false,
  maximumLimit: 100,
  deletedListed: false,
  jsonHeadersRequired: true,
  unauthorizedStatus: 401,
  digestOver: 'path and query',
  timestampUnit: 'either',
  sentencesTold: true,
  duplicatesAllowed: false,
  referenceChangeable: true,
  deletedReferencesFree: true,
  deletedReadable: true,
  deletedChangeable: false,
  secondDeletionStatus: 200,
  clearedBy: 'null',
  largeLimitRefused: false,
};
