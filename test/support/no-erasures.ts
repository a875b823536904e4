import type { Erasures } from '../../src/gateway/erasure/erasures.ts';
import type { Receipts } from '../../src/gateway/erasure/receipts.ts';

/** Of a tenant of which nothing is erased. */
export const noErasures: Erasures = {
  begin: () => Promise.reject(new Error('Nothing is erased here.')),
  read: () => Promise.resolve(null),
  work: () => Promise.resolve(),
  stop: () => Promise.resolve(),
};

/** Of a tenant whose receipts are signed by nothing. */
export const noReceipts: Receipts = { publicKeys: [], of: () => Promise.resolve(null) };
