import { bulkhead } from 'cockatiel';
import { ProviderError, type Origin } from '../domain/errors.ts';
import { untilAborted } from './abort.ts';
import type { Exchange } from './exchange.ts';

export interface ConcurrencyLimits {
  /** How many requests may be in flight at once. */
  readonly concurrency: number;
  /** How many more may wait for their turn. */
  readonly queue: number;
}

/**
 * Keeps the requests in flight below a limit. One too many for the queue, or one that is aborted before its turn,
 * was not sent for sure: `PROVIDER_UNAVAILABLE`, in words that do not blame the provider.
 */
export function withConcurrency(exchange: Exchange, limits: ConcurrencyLimits, origin: Origin): Exchange {
  // Its own queue keeps whoever has given up until their turn would come: who still waits is counted here.
  const slots = bulkhead(limits.concurrency, Infinity);
  let waiting = 0;

  return async (outgoing) => {
    const { signal } = outgoing.call;
    const hasToWait = slots.executionSlots === 0;
    if (hasToWait && waiting >= limits.queue) throw withoutTurn(origin);
    if (hasToWait) waiting += 1;
    let started = false;
    const stopWaiting = (): void => {
      if (hasToWait && !started) waiting -= 1;
      started = true;
    };
    const turn = slots.execute(() => {
      stopWaiting();
      return exchange(outgoing);
    }, signal);
    try {
      return await untilAborted(turn, signal);
    } catch (error) {
      if (started) throw error;
      stopWaiting();
      throw withoutTurn(origin, error);
    }
  };
}

function withoutTurn(origin: Origin, cause?: unknown): ProviderError {
  return new ProviderError('PROVIDER_UNAVAILABLE', origin, { message: noTurn, cause });
}

const noTurn =
  'Too many calls to this account at once: this one got no turn and was not sent. How many may be in flight, and how many may wait, is in `limits.concurrency` and `limits.queue`.';
