import { ProviderError, type Origin } from '../domain/errors.ts';
import type { Call } from '../port.ts';
import type { TurnOutcome, UpstreamObserver } from '../telemetry/metrics/upstream-observer.ts';
import { tooLate } from './abort.ts';
import { createTurns, type Turns } from './turns.ts';

export interface ConcurrencyLimits {
  /** How many requests may be in flight at once, at most. */
  readonly concurrency: number;
  /** How many more may wait for their turn. */
  readonly queue: number;
}

/** Where the calls of one account wait for their turn. */
export interface Room {
  readonly turns: Turns;
  /**
   * Waits for a turn. Callers take turns, and so do the requests of one caller: one with many calls does not hold up the
   * others. A call is refused at once if too many wait or if it cannot get its turn in time; it was not sent then for sure:
   * `PROVIDER_UNAVAILABLE`, in words that do not blame the provider.
   */
  readonly wait: (call: Call) => Promise<void>;
}

/** The part of the time that is left which a call may wait for its turn: the rest is for the call itself. */
const waitingShare = 0.75;

export function createRoom(
  { concurrency, queue }: ConcurrencyLimits,
  origin: Origin,
  observer?: UpstreamObserver,
): Room {
  const turns = createTurns(concurrency);
  /** Throws without a turn. */
  const end = ({ signal }: Call, waitedMs: number, outcome: TurnOutcome): void => {
    observer?.waited(waitedMs, outcome);
    if (outcome === 'TAKEN') return;
    if (signal.aborted) throw tooLate(signal, origin);
    throw new ProviderError('PROVIDER_UNAVAILABLE', origin, { message: noTurn });
  };
  return {
    turns,
    wait: async (call) => {
      const start = performance.now();
      const { signal, deadline } = call;
      const leftMs = deadline - start;
      if (turns.waiting() >= queue || turns.expectedMs() > leftMs) return end(call, 0, 'REFUSED');
      const until = start + leftMs * waitingShare;
      const lane = laneOf(call);
      const hasTurn = await turns.take({ lane, yields: call.yields === true, signal, until });
      end(call, performance.now() - start, hasTurn ? 'TAKEN' : 'TOO_LATE');
    },
  };
}

/** The reads of one request have one signal. */
function laneOf({ caller, signal, lane = signal }: Call): readonly unknown[] {
  return caller === undefined ? [lane] : [caller, lane];
}

const noTurn =
  'Too many calls to this account at once: this one got no turn in time and was not sent. How many may be in flight, and how many may wait, is in `limits.concurrency` and `limits.queue`.';
