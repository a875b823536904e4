import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { JWK } from 'jose';
import type { Secrets } from '../ids.ts';

/** A key that signs receipts. */
export interface ReceiptKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  /** Verifies its signatures; public. */
  readonly publicKey: JWK;
}

/** Of RFC 8410: what stands before the 32 bytes of an Ed25519 key. */
const header = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A key for each secret: the same for all tenants and processes, and nothing of the secret can be found out from it. */
export function createReceiptKeys(secrets: Secrets): readonly [ReceiptKey, ...ReceiptKey[]] {
  const [first, ...others] = secrets;
  return [toKey(first), ...others.map(toKey)];
}

function toKey(secret: Uint8Array): ReceiptKey {
  const kid = derive(secret, 'key name', 6).toString('base64url');
  const der = Buffer.concat([header, derive(secret, 'Ed25519', 32)]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const { kty = '', crv = '', x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { kid, privateKey, publicKey: { kty, crv, x, kid, alg: 'EdDSA', use: 'sig' } };
}

function derive(secret: Uint8Array, purpose: string, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `vaultgraph receipt ${purpose}`, length));
}
