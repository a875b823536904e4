import type { Health } from '../domain/health.ts';
import type { Exchange, Incoming } from './exchange.ts';
import { retryAfter } from './retry-after.ts';

/** How many of the latest requests count. */
const memory = 20;

/** An exchange that remembers how its latest requests went, and what it remembers. */
export interface Monitored {
  readonly exchange: Exchange;
  readonly health: () => Health;
}

/**
 * Watches requests. `DEGRADED` means that half or more of the last twenty failed: no answer, or a status of 500 and
 * above. Requests given up by their caller do not count.
 */
export function withHealth(exchange: Exchange, now: () => Date): Monitored {
  const outcomes: boolean[] = [];
  let lastSuccessAt: Date | null = null;
  let retryAt: Date | null = null;

  const record = (succeeded: boolean): void => {
    outcomes.push(succeeded);
    if (outcomes.length > memory) outcomes.shift();
    if (succeeded) lastSuccessAt = now();
  };
  const answered = ({ status, headers }: Incoming): void => {
    record(status < 500);
    if (status === 429 || status === 503) retryAt = retryAfter(headers, now());
  };

  return {
    exchange: async (outgoing) => {
      try {
        const incoming = await exchange(outgoing);
        answered(incoming);
        return incoming;
      } catch (error) {
        if (!givenUp(outgoing.call.signal)) record(false);
        throw error;
      }
    },
    health: () => {
      const failures = outcomes.filter((succeeded) => !succeeded).length;
      return {
        status: statusOf(outcomes.length, failures),
        lastSuccessAt,
        retryAt: retryAt && retryAt > now() ? retryAt : null,
      };
    },
  };
}

function statusOf(count: number, failures: number): Health['status'] {
  if (count === 0) return 'UNKNOWN';
  return failures * 2 >= count ? 'DEGRADED' : 'UP';
}

/** A deadline that is over says something about the provider; a caller who went away does not. */
function givenUp({ aborted, reason }: AbortSignal): boolean {
  return aborted && !(reason instanceof DOMException && reason.name === 'TimeoutError');
}
