import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Turns texts into opaque ones and back, for one tenant and one purpose. */
export interface Seal {
  /** Deterministic: the same text always gives the same result. */
  readonly seal: (text: string) => string;
  /** The text, or null where the result was not made here, for this tenant and this purpose. */
  readonly open: (sealed: string) => string | null;
}

/** Names the layout of a sealed text, so that another can be told from it later. */
const version = '1';
const ivLength = 16;

interface Keys {
  readonly encryption: Buffer;
  readonly authentication: Buffer;
}

/**
 * Seals with AES-256-CTR under an IV that is the HMAC-SHA-256 of the text, cut to 16 bytes, and is checked on
 * opening. The first secret writes; all of them read, so that secrets can be rotated.
 */
export function createSeal(
  secrets: readonly [Uint8Array, ...Uint8Array[]],
  tenant: string,
  purpose: string,
): Seal {
  const keys = secrets.map((secret) => deriveKeys(secret, tenant, purpose));
  const [writing] = keys as [Keys, ...Keys[]];

  return {
    seal: (text) => {
      const plain = Buffer.from(text, 'utf8');
      const iv = toIv(writing, plain);
      const cipher = createCipheriv('aes-256-ctr', writing.encryption, iv);
      return version + Buffer.concat([iv, cipher.update(plain), cipher.final()]).toString('base64url');
    },
    open: (sealed) => {
      if (!/^1[\w-]{22,16384}$/.test(sealed)) return null;
      const bytes = Buffer.from(sealed.slice(1), 'base64url');
      // Base64 has several spellings of some bytes; only the one written here is accepted.
      if (bytes.toString('base64url') !== sealed.slice(1)) return null;
      for (const candidate of keys) {
        const plain = tryOpen(candidate, bytes);
        if (plain) return plain.toString('utf8');
      }
      return null;
    },
  };
}

function tryOpen(keys: Keys, bytes: Buffer): Buffer | null {
  const iv = bytes.subarray(0, ivLength);
  const decipher = createDecipheriv('aes-256-ctr', keys.encryption, iv);
  const plain = Buffer.concat([decipher.update(bytes.subarray(ivLength)), decipher.final()]);
  return timingSafeEqual(toIv(keys, plain), iv) ? plain : null;
}

function toIv(keys: Keys, plain: Buffer): Buffer {
  return createHmac('sha256', keys.authentication).update(plain).digest().subarray(0, ivLength);
}

function deriveKeys(secret: Uint8Array, tenant: string, purpose: string): Keys {
  const bytes = Buffer.from(hkdfSync('sha256', secret, tenant, `vaultgraph ${purpose}`, 64));
  return { encryption: bytes.subarray(0, 32), authentication: bytes.subarray(32) };
}
