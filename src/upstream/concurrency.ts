import type { Origin } from '../domain/errors.ts';
import { tooLate } from './abort.ts';
import { createAdaptiveLimit } from './adaptive-limit.ts';
import type { Exchange, Incoming } from './exchange.ts';
import type { UpstreamObserver } from '../telemetry/metrics/upstream-observer.ts';
import { realTime } from './time.ts';
import { createRoom, type ConcurrencyLimits, type Room } from './room.ts';
import type { Verdict } from './breaker.ts';
import { isOverload, verdictOn, verdictOnFailure } from './verdict.ts';

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
  /** Where calls wait for their turn; one of its own if absent. */
  readonly room?: Room;
  /** Milliseconds that only ever grow; this machine's if absent. */
  readonly now?: () => number;
}

/**
 * Keeps the calls in flight below a limit, which falls while the provider cannot keep up. The others wait. It is one function
 * for waiting, looking on and sending, because each further promise on the way of a call costs as much as what it does.
 */
export function withConcurrency(
  exchange: Exchange,
  limits: ConcurrencyLimits,
  origin: Origin,
  {
    observer,
    onlooker,
    now = realTime.now,
    room = createRoom(limits, origin, observer),
  }: ConcurrencyOptions = {},
): Exchange {
  const limit = createAdaptiveLimit(limits.concurrency);
  const { turns } = room;
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
  return async (outgoing) => {
    const { call } = outgoing;
    const { signal } = call;
    if (signal.aborted) throw tooLate(signal, origin);
    if (!turns.takeHanded()) {
      if (turns.takeNow()) observer?.waited(0, 'TAKEN');
      else await room.wait(call);
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
