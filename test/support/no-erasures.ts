import type { Erasures } from '../../src/gateway/erasure/erasures.ts';

/** Of a tenant of which nothing is erased. */
export const noErasures: Erasures = {
  begin: () => Promise.reject(new Error('Nothing is erased here.')),
  read: () => Promise.resolve(null),
  work: () => Promise.resolve(),
  stop: () => Promise.resolve(),
};
