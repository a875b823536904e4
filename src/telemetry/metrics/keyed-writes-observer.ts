/** How a write with an idempotency key ended. */
export type KeyedOutcome = 'run' | 'replayed' | 'conflict' | 'unknown' | 'store_unavailable' | 'failed';

/** Counts by mutation how writes with an idempotency key ended, and outcomes that were not kept. */
export interface KeyedWritesObserver {
  readonly idempotency: (field: string, outcome: KeyedOutcome) => void;
  readonly notKept: (field: string) => void;
}
