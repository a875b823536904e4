import { createHash } from 'node:crypto';
import type { scopes } from '../../../src/access/caller.ts';

export type Scope = (typeof scopes)[number] | '*';

/** A key as an agent has it, and access for it alone. */
export function accessWith(key: string, scopes: readonly Scope[]): Record<string, unknown> {
  const sha256 = createHash('sha256').update(key).digest('hex');
  return { apiKeys: [{ name: 'support', sha256, tenant: 'sandbox', scopes }] };
}
