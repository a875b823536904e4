import type { Health } from '../domain/health.ts';
import type { Breaker, Verdict } from './breaker.ts';

/** How many of the latest calls count. */
const memory = 20;

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
  const failures: boolean[] = [];
  let lastSuccessAt: Date | null = null;
  let restUntil: Date | null = null;

  const status = (): Health['status'] => {
    if (breaker.state() !== 'CLOSED') return 'DOWN';
    if (failures.length === 0) return 'UNKNOWN';
    return failures.filter(Boolean).length * 2 >= failures.length ? 'DEGRADED' : 'UP';
  };
  const retryAt = (): Date | null => {
    const openForMs = breaker.opensForMs();
    if (openForMs > 0) return new Date(now().getTime() + openForMs);
    return restUntil && restUntil > now() ? restUntil : null;
  };

  return {
    add: (verdict) => {
      if (verdict === 'NOTHING') return;
      failures.push(verdict === 'FAILS');
      if (failures.length > memory) failures.shift();
      if (verdict === 'WORKS') lastSuccessAt = now();
    },
    rest: (until) => {
      restUntil = until;
    },
    health: () => ({ status: status(), lastSuccessAt, retryAt: retryAt() }),
  };
}
