import { createHash } from 'node:crypto';
import type { Scope } from '../../src/access/caller.ts';

/** An `access` part of a configuration: one API key for each name, with these scopes. */
export function accessFor(
  granted: Readonly<Record<string, readonly (Scope | '*')[]>>,
  tenant = 'sandbox',
): { readonly access: { readonly apiKeys: readonly object[] } } {
  const apiKeys = Object.entries(granted).map(([key, scopes]) => ({
    sha256: createHash('sha256').update(key).digest('hex'),
    tenant,
    scopes,
  }));
  return { access: { apiKeys } };
}
