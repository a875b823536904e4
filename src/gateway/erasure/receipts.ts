import type { JWK } from 'jose';
import type { Ids, Secrets } from '../ids.ts';
import type { Erasure } from './erasure.ts';
import { receiptPage } from './receipt-page.ts';
import { createReceiptKeys } from './receipt-keys.ts';
import { signReceipt, toReceipt } from './receipt.ts';

/** The receipt of an erasure that is over. */
export interface SignedReceipt {
  readonly jws: string;
  readonly html: string;
}

/** What signs the receipts of a tenant. */
export interface Receipts {
  /** Verify them; public. */
  readonly publicKeys: readonly JWK[];
  /** Null while the erasure runs. */
  readonly of: (erasure: Erasure) => Promise<SignedReceipt | null>;
}

/** The first secret signs, and the signatures of all of them can be verified. */
export function createReceipts(secrets: Secrets, tenant: string, ids: Ids): Receipts {
  const keys = createReceiptKeys(secrets);
  return {
    publicKeys: keys.map(({ publicKey }) => publicKey),
    of: async (erasure) => {
      const receipt = toReceipt(erasure, tenant, ids);
      if (!receipt) return null;
      const jws = await signReceipt(receipt, keys[0]);
      return { jws, html: receiptPage(receipt, jws) };
    },
  };
}
