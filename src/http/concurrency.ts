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
  const slots = bulkhead(limits.concurrency, limits.queue);

  return async (outgoing) => {
    const { signal } = outgoing.call;
    let started = false;
    const turn = slots.execute(() => {
      started = true;
      return exchange(outgoing);
    }, signal);
    try {
      return await untilAborted(turn, signal);
    } catch (error) {
      if (!started)
        throw new ProviderError('PROVIDER_UNAVAILABLE', origin, { message: noTurn, cause: error });
      throw error;
    }
  };
}

const noTurn =
  'Too many calls to this account at once: this one got no turn and was not sent. How many may be in flight, and how many may wait, is in `limits.concurrency` and `limits.queue`.';
