/** What Verifone's documentation leaves open about its customer service. */
export interface VerifoneSwitches {
  /** The most customers one page holds; a larger `page_size` is cut down to it without a word. 100 by default. */
  maximumPageSize: number;
  /** The longest URL answered, in bytes; a longer one gets a bare 414. 8192 by default. */
  maximumUrlBytes: number;
  /** How long a token is good for, in seconds, counted from when it is issued. 3600 by default. */
  expiresIn: number;
  /** Whether an update keeps what its body leaves out, null removing a field. Off by default: it replaces. */
  updateMerges: boolean;
  /** Whether keys that no page names are passed over. Off by default: they are refused with 127. */
  unknownKeysAccepted: boolean;
  /** The status for an id that is no UUID. 400 by default, with 107. */
  malformedIdStatus: 400 | 404;
  /** The status for an unknown id. 404 by default, with 109 in either case. */
  unknownIdStatus: 404 | 400;
  /** The status of deleting an unknown customer. 404 by default. */
  missingDeletionStatus: 404 | 204;
  /** Whether a list may lack `search`. Off by default, as documented. */
  searchOptional: boolean;
  /** Whether `==` ignores case. Off by default. */
  equalityIgnoresCase: boolean;
  /** Whether an instant of a search may have fractions of a second. On by default. */
  fractionsSearchable: boolean;
  /** The unit of an error's `timestamp`. Seconds by default. */
  timestampUnit: 'seconds' | 'milliseconds';
  /** The status of a call without the right credentials. 401 by default, as documented. */
  unauthorizedStatus: 401 | 400;
  /** Whether a refusal says in `details` what is wrong. On by default, below `body`, `params` and `query`. */
  detailsTold: boolean;
  /** The status of a deletion. 204 by default, as documented. */
  deletionStatus: 204 | 200;
}

export const defaultSwitches: VerifoneSwitches = {
  maximumPageSize: 100,
  maximumUrlBytes: 8192,
  expiresIn: 3600,
  updateMerges: false,
  unknownKeysAccepted: false,
  malformedIdStatus: 400,
  unknownIdStatus: 404,
  missingDeletionStatus: 404,
  searchOptional: false,
  equalityIgnoresCase: false,
  fractionsSearchable: true,
  timestampUnit: 'seconds',
  unauthorizedStatus: 401,
  detailsTold: true,
  deletionStatus: 204,
};
