import { ProviderError, type Origin } from '../domain/errors.ts';
import type { Health } from '../domain/health.ts';
import type { CreateBreaker } from './breaker.ts';
import type { BreakerHints } from './breaker-hints.ts';
import type { Onlooker } from './concurrency.ts';
import type { Exchange } from './exchange.ts';
import { createHealthRecord } from './health.ts';
import type { UpstreamObserver } from '../telemetry/metrics/upstream-observer.ts';
import { retryAfter } from './retry-after.ts';
import type { Time } from './time.ts';

interface GuardOptions {
  readonly origin: Origin;
  readonly time: Time;
  readonly now: () => Date;
  readonly observer?: UpstreamObserver | undefined;
  readonly createBreaker: CreateBreaker;
  readonly hints?: BreakerHints | undefined;
}

/** An account's breaker, applied where calls enter and where they leave. */
export interface Guard {
  /** Refuses at once what would not be sent anyway, before it waits for its turn. */
  readonly refusing: (exchange: Exchange) => Exchange;
  /** Whether a call that came now would be let through. */
  readonly wouldAdmit: () => boolean;
  /** Lets a call through, or refuses it, and learns from what it comes to. */
  readonly admit: Onlooker['admit'];
  readonly health: () => Health;
}

/** What is refused was not sent for sure: `PROVIDER_UNAVAILABLE`, with the time at which it is worth to try again. */
export function createGuard(options: GuardOptions): Guard {
  const { origin, time, now, observer, createBreaker, hints } = options;
  const breaker = createBreaker(time, (state) => {
    observer?.switched(state);
    if (state === 'OPEN') hints?.publish();
  });
  hints?.subscribe(breaker.warn);
  const record = createHealthRecord(breaker, now);
  const refusal = (): ProviderError => {
    const retryAt = new Date(now().getTime() + Math.max(breaker.opensForMs(), leastMs));
    return new ProviderError('PROVIDER_UNAVAILABLE', origin, { retryAt, message: notAsked });
  };

  return {
    refusing: (exchange) => (outgoing) =>
      breaker.wouldAdmit() ? exchange(outgoing) : Promise.reject(refusal()),
    wouldAdmit: breaker.wouldAdmit,
    admit: () => {
      const end = breaker.admit();
      if (!end) throw refusal();
      return (verdict, incoming) => {
        if (incoming?.status === 429 || incoming?.status === 503)
          record.rest(retryAfter(incoming.headers, now()));
        end(verdict);
        record.add(verdict);
      };
    },
    health: record.health,
  };
}

/** When to try again if it is being tried right now, in milliseconds. */
const leastMs = 1_000;

const notAsked =
  'The provider failed so often that it is not asked for a while: this call was not sent. Its state is in `ProviderAccount.health`.';
