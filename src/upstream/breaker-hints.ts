/**
 * Exchanges hints with the other processes that the breaker of an account has opened. A hint may be lost, and it may be
 * wrong.
 */
export interface BreakerHints {
  readonly tell: () => void;
  /** Calls back when the account's breaker opens elsewhere, in place of who was called back before. */
  readonly hear: (opened: () => void) => void;
}

/** Gives the hints of an account. */
export type HintsOf = (tenant: string, account: string) => BreakerHints;
