import type { Account } from '../../gateway/account.ts';
import { createIds, type Ids } from '../../gateway/ids.ts';
import { createLoaders } from '../../gateway/loaders.ts';
import type { RequestScope } from '../../gateway/request-scope.ts';
import { createSerial } from '../../gateway/serial.ts';
import type { Call } from '../../port.ts';
import { createCall } from './vault.ts';

/** Deriving their keys takes longer than all else that a short read does, and they are the same in every request. */
const idsOfTenants = new Map<string, Ids>();

function idsOf(tenant: string): Ids {
  const ids = idsOfTenants.get(tenant) ?? createIds([Buffer.alloc(32, 1)], tenant);
  idsOfTenants.set(tenant, ids);
  return ids;
}

/** The scope of one request of a tenant, for reading. */
export function requestScopeOf(
  accounts: readonly Account[],
  call: Call = createCall(),
  tenant = 'acme',
): RequestScope {
  const loaders = createLoaders(call);
  return {
    accounts,
    reach: null,
    ids: idsOf(tenant),
    loaders,
    freshLoaders: loaders,
    call,
    writes: {
      call,
      idempotency: () => Promise.reject(new Error('Nothing is written here.')),
      serial: createSerial(),
    },
  };
}
