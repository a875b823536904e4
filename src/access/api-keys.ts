import { createHash, timingSafeEqual } from 'node:crypto';
import type { Caller } from './caller.ts';

/** A key as it is kept: the hex SHA-256 of it, and whom it lets in. */
export interface KnownApiKey extends Pick<Caller, 'tenant' | 'scopes'> {
  readonly sha256: string;
}

/** Whom a key lets in; null for an unknown one. Takes the same time whichever key it is, known or not. */
export function createApiKeys(known: readonly KnownApiKey[]): (key: string) => Caller | null {
  const digests = known.map(({ sha256, tenant, scopes }) => ({
    digest: Buffer.from(sha256, 'hex'),
    caller: { tenant, scopes, subject: `api-key ${sha256.slice(0, 12).toLowerCase()}` },
  }));
  return (key) => {
    const presented = createHash('sha256').update(key).digest();
    let found: Caller | null = null;
    for (const { digest, caller } of digests) {
      if (timingSafeEqual(digest, presented)) found = caller;
    }
    return found;
  };
}
