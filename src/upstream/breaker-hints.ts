/**
 * Exchanges hints with the other processes that the breaker of an account has opened. A hint may be lost, and it may be
 * wrong.
 */
export interface BreakerHints {
  readonly publish: () => void;
  /** Calls `opened` when the account's breaker opens elsewhere; replaces the function of an earlier call. */
  readonly subscribe: (opened: () => void) => void;
}

/** Gives the hints of an account. */
export type HintsOf = (tenant: string, account: string) => BreakerHints;
