import { hash, timingSafeEqual } from 'node:crypto';
import type { Caller } from './caller.ts';

/** A key as it is stored: its SHA-256 in hex, with the tenant and scopes that it grants. */
export interface KnownApiKey extends Pick<Caller, 'tenant' | 'scopes'> {
  /** Whose it is, such as `shop-backend`; the audit and the log name the key by it. */
  readonly name?: string | undefined;
  readonly sha256: string;
}

/**
 * The caller that a key authenticates; null for an unknown key. Takes the same time for every unknown key, however much of
 * it is right. Throws at once if a digest is malformed: its key could never be used.
 */
export function createApiKeys(known: readonly KnownApiKey[]): (key: string) => Caller | null {
  known.forEach(({ sha256 }, index) => {
    if (/^[0-9a-f]{64}$/i.test(sha256)) return;
    throw new Error(`The API key number ${index + 1} has no SHA-256 in hex, which is 64 digits from 0 to f.`);
  });
  const digests = known.map((key) => ({
    digest: Buffer.from(key.sha256.toLowerCase()),
    caller: toCaller(key),
  }));
  return (key) => {
    // As hex: a digest as a buffer takes three times as long.
    const presented = Buffer.from(hash('sha256', key, 'hex'));
    let found: Caller | null = null;
    for (const { digest, caller } of digests) {
      if (timingSafeEqual(digest, presented)) found = caller;
    }
    return found;
  };
}

function toCaller({ name, sha256, tenant, scopes }: KnownApiKey): Caller {
  const id = sha256.slice(0, 12).toLowerCase();
  return { tenant, scopes, subject: name === undefined ? `api-key ${id}` : `api-key ${name} ${id}` };
}
