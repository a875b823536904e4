import type { Account } from './gateway/account.ts';
import { createIdempotency, type Idempotency } from './gateway/idempotency.ts';
import { createIds, type Ids } from './gateway/ids.ts';
import { createSerial, type Serial } from './gateway/serial.ts';
import type { OutcomeStore } from './store/store.ts';

/** What one tenant owns. */
export interface Tenant {
  readonly accounts: readonly Account[];
  readonly ids: Ids;
  readonly idempotency: Idempotency;
  readonly serial: Serial;
}

export interface TenantOptions {
  /** As the callers' credentials name it. */
  readonly id: string;
  readonly accounts: readonly Account[];
  /** 32 bytes or more each. The first seals ids and outcomes, all of them open them. */
  readonly secrets: readonly [Uint8Array, ...Uint8Array[]];
  readonly store: OutcomeStore;
  /** That of the server: how long a write may take. */
  readonly requestTimeoutMs: number;
}

const leastBytes = 32;

/** A tenant with ids, idempotency and an order of updates of its own; an error where it could not be kept safely. */
export function createTenant({ id, accounts, secrets, store, requestTimeoutMs }: TenantOptions): Tenant {
  if (secrets.some(({ byteLength }) => byteLength < leastBytes)) {
    throw new Error(`Each secret of a tenant must have ${leastBytes} bytes or more.`);
  }
  const twice = accounts.find(({ key }, index) => accounts.findIndex((other) => other.key === key) < index);
  if (twice) throw new Error(`A tenant has two accounts with the key ${twice.key}.`);
  const now = (): Date => new Date();
  return {
    accounts,
    ids: createIds(secrets, id),
    idempotency: createIdempotency({ store, secrets, tenant: id, requestTimeoutMs, now }),
    serial: createSerial(),
  };
}
