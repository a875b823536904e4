import type { Claim } from '../../src/store/store.ts';

/** When claims are made, unless they say otherwise. */
export const start = Date.UTC(2026, 10, 20, 12);
export const leaseMs = 11_000;
export const dayMs = 24 * 60 * 60 * 1000;

/** A claim of one key by its first owner. */
export function claimOf(changes: Partial<Claim> = {}): Claim {
  return {
    key: 'key',
    print: 'print',
    owner: 'first',
    now: start,
    leaseMs,
    keepMs: dayMs,
    mayRepeat: false,
    ...changes,
  };
}
