import type { Health } from '../domain/health.ts';
import type { Breaker, Verdict } from './breaker.ts';

/** How many of the latest calls count; each is a bit. */
const memory = 20;
const whole = 2 ** memory - 1;

/** What is remembered of an account's calls. */
export interface HealthRecord {
  readonly add: (verdict: Verdict) => void;
  /** The provider asked to be left alone until then; null if it did not say until when. */
  readonly rest: (until: Date | null) => void;
  readonly health: () => Health;
}

/**
 * `DOWN` means that the breaker is not closed, `DEGRADED` that half or more of the latest twenty calls failed.
 */
export function createHealthRecord(breaker: Breaker, now: () => Date): HealthRecord {
  let failures = 0;
  let count = 0;
  let lastSuccessAt: Date | null = null;
  let restUntil: Date | null = null;

  const status = (): Health['status'] => {
    if (breaker.state() !== 'CLOSED') return 'DOWN';
    if (count === 0) return 'UNKNOWN';
    return bitsOf(failures) * 2 >= count ? 'DEGRADED' : 'UP';
  };
  const retryAt = (): Date | null => {
    const openForMs = breaker.opensForMs();
    if (openForMs > 0) return new Date(now().getTime() + openForMs);
    return restUntil && restUntil > now() ? restUntil : null;
  };

  return {
    add: (verdict) => {
      if (verdict === 'NOTHING') return;
      failures = ((failures << 1) | (verdict === 'FAILS' ? 1 : 0)) & whole;
      count = Math.min(count + 1, memory);
      if (verdict === 'WORKS') lastSuccessAt = now();
    },
    rest: (until) => {
      restUntil = until;
    },
    health: () => ({ status: status(), lastSuccessAt, retryAt: retryAt() }),
  };
}

function bitsOf(bits: number): number {
  let count = 0;
  for (let rest = bits; rest > 0; rest &= rest - 1) count += 1;
  return count;
}
