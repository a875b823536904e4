import { createHash } from 'node:crypto';
import type { scopes } from '../../../src/access/caller.ts';

export type Scope = (typeof scopes)[number] | '*';

/** Access for an agent's key and for the keys of others, and for no one else. */
export function accessWith(key: string, scopes: readonly Scope[], ...others: readonly string[]) {
  const apiKeys = [key, ...others].map((one) => ({
    name: 'support',
    sha256: createHash('sha256').update(one).digest('hex'),
    tenant: 'sandbox',
    scopes,
  }));
  return { apiKeys };
}
