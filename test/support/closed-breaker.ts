import type { CreateBreaker } from '../../src/upstream/breaker.ts';

/** A breaker that never opens, for tests in which one provider fails again and again. */
export const closedBreaker: CreateBreaker = () => ({
  state: () => 'CLOSED',
  opensForMs: () => 0,
  wouldAdmit: () => true,
  admit: () => () => undefined,
  warn: () => undefined,
});
