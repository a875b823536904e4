import type { UpstreamCall } from '../../port.ts';

/** How a wait for a turn ended. */
export type TurnOutcome = 'TAKEN' | 'REFUSED' | 'TOO_LATE';

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
  /** The breaker changes its state. */
  readonly switched: (state: BreakerState) => void;
}
