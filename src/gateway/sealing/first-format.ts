import { createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** The text, or null if this key did not seal it. */
export type OpenFirstFormat = (bytes: Uint8Array) => string | null;

const ivLength = 16;

/**
 * Opens what release 0.1 sealed: AES-256-CTR under an IV that is the HMAC-SHA-256 of the text. It names no key. One
 * release reads it beside its own format; then this file goes.
 */
export function createFirstFormat(secret: Uint8Array, tenant: string, purpose: string): OpenFirstFormat {
  const keys = Buffer.from(hkdfSync('sha256', secret, tenant, `vaultgraph ${purpose}`, 64));
  const [encryption, authentication] = [keys.subarray(0, 32), keys.subarray(32)];

  return (bytes) => {
    const iv = bytes.subarray(0, ivLength);
    const decipher = createDecipheriv('aes-256-ctr', encryption, iv);
    const plain = Buffer.concat([decipher.update(bytes.subarray(ivLength)), decipher.final()]);
    const expected = createHmac('sha256', authentication).update(plain).digest().subarray(0, ivLength);
    return timingSafeEqual(expected, iv) ? plain.toString('utf8') : null;
  };
}
