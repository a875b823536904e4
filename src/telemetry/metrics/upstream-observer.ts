import type { UpstreamCall } from '../../port.ts';

/** How a wait for a turn ended. */
export type TurnOutcome = 'TAKEN' | 'REFUSED' | 'TOO_LATE';

/** `HIT`: a read came from the cache. `MISS`: it did not, and may be kept. `NONE`: nothing can be kept now. */
export type CacheOutcome = 'HIT' | 'MISS' | 'NONE';

export type BreakerState = 'CLOSED' | 'HALF_OPEN' | 'OPEN';

/** Observes the requests to the provider of one account. It must not throw. */
export interface UpstreamObserver {
  /** A request is over, answered or not. */
  readonly called: (call: UpstreamCall) => void;
  /** A call has its turn, or will not get one. */
  readonly waited: (durationMs: number, outcome: TurnOutcome) => void;
  /** So many calls may be in flight from now on. */
  readonly limited: (limit: number) => void;
  /** A request is sent once more. */
  readonly retried: (operation: string) => void;
  /** A read joined another that was in flight. */
  readonly shared: () => void;
  /** A read by key could be answered from the account's cache: it was, or was not, or nothing can be kept now. */
  readonly cached: (outcome: CacheOutcome) => void;
  /** The breaker changes its state. */
  readonly switched: (state: BreakerState) => void;
}
