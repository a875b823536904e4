import type { Account } from '../../src/gateway/account.ts';
import { createIds } from '../../src/gateway/ids.ts';
import { createLoaders } from '../../src/gateway/loaders.ts';
import type { Reach } from '../../src/gateway/reach.ts';
import { createSerial } from '../../src/gateway/serial.ts';
import type { Call } from '../../src/port.ts';
import { createCall } from './vault.ts';

/** What one request of a tenant may reach, for reading. */
export function reachOf(accounts: readonly Account[], call: Call = createCall(), tenant = 'acme'): Reach {
  return {
    accounts,
    ids: createIds([Buffer.alloc(32, 1)], tenant),
    loaders: createLoaders(call),
    call,
    writes: {
      call,
      idempotency: () => Promise.reject(new Error('Nothing is written here.')),
      serial: createSerial(),
    },
  };
}
