import { ProviderError, type Origin } from '../domain/errors.ts';
import type { Call } from '../port.ts';
import { tooLate } from './abort.ts';
import { createAdaptiveLimit } from './adaptive-limit.ts';
import type { Exchange, Incoming, Outgoing } from './exchange.ts';
import type { UpstreamObserver } from '../telemetry/metrics/upstream-observer.ts';
import { createTurns } from './turns.ts';
import { isOverload, verdictOnFailure } from './verdict.ts';

export interface ConcurrencyLimits {
  /** How many requests may be in flight at once, at most. */
  readonly concurrency: number;
  /** How many more may wait for their turn. */
  readonly queue: number;
}

/** The part of the time that is left which a call may wait for its turn: the rest is for the call itself. */
const waitingShare = 0.75;

/**
 * Keeps the calls in flight below a limit, which falls while the provider cannot keep up. The others wait. Callers take
 * turns, and so do the requests of one caller: one with many calls does not hold up the others. A call is refused at once if too many wait or if it cannot get its turn in time; it was not sent then for
 * sure: `PROVIDER_UNAVAILABLE`, in words that do not blame the provider.
 */
export function withConcurrency(
  exchange: Exchange,
  limits: ConcurrencyLimits,
  origin: Origin,
  observer?: UpstreamObserver,
): Exchange {
  const limit = createAdaptiveLimit(limits.concurrency);
  const turns = createTurns(limit.current());
  observer?.limited(limit.current());

  /** Passes the turn of a call on, which counts for the limit: null if it says nothing of the provider. */
  const end = (sentAt: number, isTooMuch: boolean | null): void => {
    const now = performance.now();
    const before = limit.current();
    if (isTooMuch) limit.lower(sentAt, now);
    else if (isTooMuch === false) limit.raise(turns.taken());
    const after = limit.current();
    if (after !== before) {
      turns.resize(after);
      observer?.limited(after);
    }
    turns.pass(now - sentAt);
  };
  const send = async (outgoing: Outgoing): Promise<Incoming> => {
    const sentAt = performance.now();
    try {
      const incoming = await exchange(outgoing);
      end(sentAt, isOverload(incoming));
      return incoming;
    } catch (error) {
      const verdict = verdictOnFailure(error, outgoing.call.signal, performance.now() - sentAt);
      end(sentAt, verdict === 'FAILS' ? true : null);
      throw error;
    }
  };
  const wait = async ({ call }: Outgoing): Promise<'TAKEN' | 'REFUSED' | 'TOO_LATE'> => {
    const leftMs = call.deadline - performance.now();
    if (turns.waiting() >= limits.queue || turns.expectedMs() > leftMs) return 'REFUSED';
    const until = performance.now() + leftMs * waitingShare;
    const hasTurn = await turns.take({
      lane: laneOf(call),
      yields: call.yields === true,
      signal: call.signal,
      until,
    });
    return hasTurn ? 'TAKEN' : 'TOO_LATE';
  };

  const sendInTurn = async (outgoing: Outgoing): Promise<Incoming> => {
    const start = performance.now();
    const fate = await wait(outgoing);
    observer?.waited(performance.now() - start, fate);
    if (fate === 'TAKEN') return await send(outgoing);
    const { signal } = outgoing.call;
    if (signal.aborted) throw tooLate(signal, origin);
    throw new ProviderError('PROVIDER_UNAVAILABLE', origin, { message: noTurn });
  };

  return (outgoing) => {
    const { signal } = outgoing.call;
    if (signal.aborted) return Promise.reject(tooLate(signal, origin));
    if (!turns.takeNow()) return sendInTurn(outgoing);
    observer?.waited(0, 'TAKEN');
    return send(outgoing);
  };
}

/** The reads of one request have one signal. */
function laneOf({ caller, signal, lane = signal }: Call): readonly unknown[] {
  return caller === undefined ? [lane] : [caller, lane];
}

const noTurn =
  'Too many calls to this account at once: this one got no turn in time and was not sent. How many may be in flight, and how many may wait, is in `limits.concurrency` and `limits.queue`.';
