/** What an account at the provider answered, for an emulator that answers the same. */
export interface RecordedAccount {
  /** What the account was configured with, as far as it is neither a secret nor an address. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The answer to a request; null if none was recorded. */
  readonly answerTo: (asked: AskedOfAccount) => Response | null;
  /** Is called with a request that has no answer, such as `GET /customers/{id}`. */
  readonly lacks?: (call: string) => void;
}

interface AskedOfAccount {
  readonly method: string;
  /** Below the base URL. */
  readonly path: string;
  readonly query: URLSearchParams;
}
