import type { Authenticate } from '../../src/access/authenticate.ts';

export class UncheckedCredentialError extends Error {}

export const gatewayHeader = 'x-vaultgraph-gateway-key';

const caller = { tenant: 'acme', scopes: ['*'], subject: 'bench' };

/** Everybody is the same caller, who may do everything. */
export function createAuthenticate(): Authenticate {
  return async () => caller;
}
