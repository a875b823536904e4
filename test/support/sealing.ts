import { createIds, type Ids } from '../../src/gateway/ids.ts';

/** Seals ids as the sandbox's graph does, whose key is known, for its own tenant or another one. */
export function sealing(tenant = 'sandbox'): Ids {
  return createIds([Buffer.from('the sandbox keeps no secrets: 32+')], tenant);
}
