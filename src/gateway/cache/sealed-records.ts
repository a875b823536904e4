import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { deserialize, serialize } from 'node:v8';

/** Names and seals what is kept of one tenant. Neither a name nor a sealed record reveals anything without the secret. */
export interface SealedRecords {
  readonly nameOf: (...parts: readonly string[]) => string;
  /** `about` is all that makes the record what it is: it opens as nothing under anything else. */
  readonly seal: (record: unknown, about: string) => string;
  /** Null if it was not sealed here. */
  readonly open: (sealed: string, about: string) => { readonly record: unknown } | null;
}

const cipher = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;
/** 132 bits: the names of two records are never the same. */
const nameLength = 22;

export function createSealedRecords(secret: Uint8Array, tenant: string): SealedRecords {
  const names = derive(secret, tenant, 'names');
  const values = derive(secret, tenant, 'values');
  // A key for each thing that is kept: none seals so much that nonces made by chance could meet.
  const keyOf = (about: string): KeyObject =>
    createSecretKey(createHmac('sha256', values).update(about).digest());

  return {
    nameOf: (...parts) =>
      createHmac('sha256', names).update(JSON.stringify(parts)).digest('base64url').slice(0, nameLength),
    seal: (record, about) => {
      const nonce = randomBytes(nonceLength);
      const sealing = createCipheriv(cipher, keyOf(about), nonce);
      const body = Buffer.concat([sealing.update(serialize(record)), sealing.final()]);
      return Buffer.concat([nonce, sealing.getAuthTag(), body]).toString('base64url');
    },
    open: (sealed, about) => {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < nonceLength + tagLength) return null;
      const opening = createDecipheriv(cipher, keyOf(about), bytes.subarray(0, nonceLength));
      opening.setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
      try {
        const body = Buffer.concat([
          opening.update(bytes.subarray(nonceLength + tagLength)),
          opening.final(),
        ]);
        return { record: deserialize(body) };
      } catch {
        return null;
      }
    },
  };
}

/** An object, because every use of bytes as a key costs 14 µs. */
function derive(secret: Uint8Array, tenant: string, what: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, tenant, `vaultgraph cache ${what}`, 32)));
}
