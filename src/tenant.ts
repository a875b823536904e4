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
  readonly secrets: readonly [Buffer, ...Buffer[]];
  readonly store: OutcomeStore;
  /** That of the server: how long a write may take. */
  readonly requestTimeoutMs: number;
}

/** A tenant with ids, idempotency and an order of updates of its own. */
export function createTenant({ id, accounts, secrets, store, requestTimeoutMs }: TenantOptions): Tenant {
  const now = (): Date => new Date();
  return {
    accounts,
    ids: createIds(secrets, id),
    idempotency: createIdempotency({ store, secrets, tenant: id, requestTimeoutMs, now }),
    serial: createSerial(),
  };
}
