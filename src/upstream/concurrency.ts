import { ProviderError, type Origin } from '../domain/errors.ts';
import type { Call } from '../port.ts';
import { tooLate } from './abort.ts';
import { createAdaptiveLimit } from './adaptive-limit.ts';
import type { Exchange, Incoming } from './exchange.ts';
import type { TurnOutcome, UpstreamObserver } from '../telemetry/metrics/upstream-observer.ts';
import { realTime } from './time.ts';
import { createTurns } from './turns.ts';
import type { Verdict } from './breaker.ts';
import { isOverload, verdictOn, verdictOnFailure } from './verdict.ts';

export interface ConcurrencyLimits {
  /** How many requests may be in flight at once, at most. */
  readonly concurrency: number;
  /** How many more may wait for their turn. */
  readonly queue: number;
}

/** What looks on at each call that has its turn. */
export interface Onlooker {
  /** Lets a call leave, or throws; is given what it says of the provider, and the answer if there is one. */
  readonly admit: () => (verdict: Verdict, incoming: Incoming | null) => void;
  /** Passes an answer on to a call that was sent at `sentAt`. */
  readonly pass: (incoming: Incoming, sentAt: number) => Incoming;
}

interface ConcurrencyOptions {
  readonly observer?: UpstreamObserver | undefined;
  readonly onlooker?: Onlooker;
  /** Milliseconds that only ever grow; this machine's if absent. */
  readonly now?: () => number;
}

/** The part of the time that is left which a call may wait for its turn: the rest is for the call itself. */
const waitingShare = 0.75;

/**
 * Keeps the calls in flight below a limit, which falls while the provider cannot keep up. The others wait. Callers take
 * turns, and so do the requests of one caller: one with many calls does not hold up the others. A call is refused at once if
 * too many wait or if it cannot get its turn in time; it was not sent then for sure: `PROVIDER_UNAVAILABLE`, in words that do
 * not blame the provider. It is one function for waiting, looking on and sending, because each further promise on the way of
 * a call costs as much as what it does.
 */
export function withConcurrency(
  exchange: Exchange,
  limits: ConcurrencyLimits,
  origin: Origin,
  { observer, onlooker, now = realTime.now }: ConcurrencyOptions = {},
): Exchange {
  const limit = createAdaptiveLimit(limits.concurrency);
  const turns = createTurns(limit.current());
  observer?.limited(limit.current());

  /** Passes the turn of a call on, which counts for the limit: null if it says nothing of the provider. */
  const end = (sentAt: number, isTooMuch: boolean | null): void => {
    const endedAt = now();
    const before = limit.current();
    if (isTooMuch) limit.lower(sentAt, endedAt);
    else if (isTooMuch === false) limit.raise(turns.taken());
    const after = limit.current();
    if (after !== before) {
      turns.resize(after);
      observer?.limited(after);
    }
    turns.pass(endedAt - sentAt);
  };
  /** Whether a call is refused at once: it would not get its turn in time, or too many wait. */
  const isRefused = (leftMs: number): boolean =>
    turns.waiting() >= limits.queue || turns.expectedMs() > leftMs;
  const take = (call: Call, start: number, leftMs: number): Promise<boolean> => {
    const { signal } = call;
    const until = start + leftMs * waitingShare;
    return turns.take({ lane: laneOf(call), yields: call.yields === true, signal, until });
  };
  /** Goes on with a turn; throws without one. */
  const begin = ({ signal }: Call, waitedMs: number, outcome: TurnOutcome): void => {
    observer?.waited(waitedMs, outcome);
    if (outcome === 'TAKEN') return;
    if (signal.aborted) throw tooLate(signal, origin);
    throw new ProviderError('PROVIDER_UNAVAILABLE', origin, { message: noTurn });
  };

  return async (outgoing) => {
    const { call } = outgoing;
    const { signal } = call;
    if (signal.aborted) throw tooLate(signal, origin);
    if (turns.takeNow()) observer?.waited(0, 'TAKEN');
    else {
      const start = performance.now();
      const leftMs = call.deadline - start;
      if (isRefused(leftMs)) begin(call, 0, 'REFUSED');
      const hasTurn = await take(call, start, leftMs);
      begin(call, performance.now() - start, hasTurn ? 'TAKEN' : 'TOO_LATE');
    }
    const sentAt = now();
    let conclude: ReturnType<Onlooker['admit']> | undefined;
    try {
      conclude = onlooker?.admit();
      const incoming = await exchange(outgoing);
      conclude?.(verdictOn(incoming), incoming);
      end(sentAt, isOverload(incoming));
      return onlooker ? onlooker.pass(incoming, sentAt) : incoming;
    } catch (error) {
      const verdict = verdictOnFailure(error, signal, now() - sentAt);
      conclude?.(verdict, null);
      end(sentAt, verdict === 'FAILS' ? true : null);
      throw error;
    }
  };
}

/** The reads of one request have one signal. */
function laneOf({ caller, signal, lane = signal }: Call): readonly unknown[] {
  return caller === undefined ? [lane] : [caller, lane];
}

const noTurn =
  'Too many calls to this account at once: this one got no turn in time and was not sent. How many may be in flight, and how many may wait, is in `limits.concurrency` and `limits.queue`.';
