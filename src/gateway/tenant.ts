import type { Account } from './account.ts';
import type { Erasures } from './erasure/erasures.ts';
import { createReceipts, type Receipts } from './erasure/receipts.ts';
import { openErasures, type Erasing } from './erasure/open-erasures.ts';
import { createTenantIndexes, type IndexOptions, type TenantIndexes } from './blind-index/tenant-indexes.ts';
import type { KeyedWritesObserver } from '../telemetry/metrics/keyed-writes-observer.ts';
import { counted } from './idempotency/counted.ts';
import { createIdempotency, type OpenIdempotency } from './idempotency/idempotency.ts';
import { createIds, type Ids, type Secrets } from './ids.ts';
import { createHub, type Hub, type HubOptions } from './live/hub.ts';
import { createSerial, type Serial } from './serial.ts';
import { barrierOver, type Barrier } from './sharing/barrier.ts';
import { count } from '../telemetry/log/request.ts';
import type { OutcomeStore } from '../store/store.ts';

/** What one tenant owns. */
export interface Tenant {
  readonly accounts: readonly Account[];
  /** What no answer that requests share crosses; null if an account shares nothing. */
  readonly barrier: Pick<Barrier, 'height'> | null;
  /** Whether reads of one of its accounts are cached. */
  readonly hasCaches: boolean;
  readonly ids: Ids;
  readonly idempotency: OpenIdempotency;
  readonly serial: Serial;
  /** Who watches what. */
  readonly hub: Hub;
  readonly erasures: Erasures;
  readonly receipts: Receipts;
  /** The indexes in which customers of its accounts are found. */
  readonly indexes: Pick<TenantIndexes, 'start' | 'stop' | 'hintUnverified'>;
  readonly now: () => Date;
}

export interface TenantOptions {
  /** As the callers' credentials name it. */
  readonly id: string;
  readonly accounts: readonly Account[];
  /** 32 bytes or more each. The first seals ids, and all of them open ids: an id is another under another secret. */
  readonly secrets: Secrets;
  /** The same for cursors and outcomes, which `secrets` open too; those alone if absent. */
  readonly rotatingSecrets?: readonly Uint8Array[];
  readonly store: OutcomeStore;
  /** The server's setting: how long a write may take. */
  readonly requestTimeoutMs: number;
  /** Orders the updates of one record; an order of the tenant's own if absent. */
  readonly serial?: Serial | undefined;
  /** The clock by which registration links expire; the machine's if absent. */
  readonly now?: (() => Date) | undefined;
  /** Counts how writes with an idempotency key ended; they are not counted if absent. */
  readonly observer?: KeyedWritesObserver | undefined;
  /** How watched records are read; by the machine's clock, and without hints to other processes, if absent. */
  readonly live?: Pick<HubOptions, 'clock' | 'hints' | 'observer'> | undefined;
  /** How customers are erased; by the machine's clock and without an audit if absent. */
  readonly erasing?: Erasing | undefined;
  /** Which accounts have a blind index, and where it is kept; none has one if absent. */
  readonly indexes?: IndexOptions | undefined;
}

const leastBytes = 32;

/** A tenant with its own ids, idempotency and order of updates. Throws if its secrets are too weak. */
export function createTenant(options: TenantOptions): Tenant {
  const {
    id,
    accounts: connected,
    secrets,
    rotatingSecrets = [],
    store,
    requestTimeoutMs,
    observer,
  } = options;
  if ([...secrets, ...rotatingSecrets].some(({ byteLength }) => byteLength < leastBytes)) {
    throw new Error(`Each secret of a tenant must have ${leastBytes} bytes or more.`);
  }
  const twice = connected.find(({ key }, index) => connected.findIndex((other) => other.key === key) < index);
  if (twice) throw new Error(`A tenant has two accounts with the key ${twice.key}.`);
  const machineNow = (): Date => new Date();
  const [first = secrets[0], ...others] = [...rotatingSecrets, ...secrets];
  const rotating: Secrets = [first, ...others];
  const idempotency = createIdempotency({
    store,
    secrets: rotating,
    tenant: id,
    requestTimeoutMs,
    now: machineNow,
  });
  const indexes = createTenantIndexes(
    { tenant: id, secret: secrets[0], accounts: connected, requestTimeoutMs },
    options.indexes,
  );
  const { accounts } = indexes;
  const ids = createIds(secrets, id, {
    cursorSecrets: rotating,
    onOutdated: (outdated) => count('outdatedIds', outdated),
  });
  const serial = options.serial ?? createSerial();
  return {
    accounts,
    barrier: barrierOver(accounts),
    hasCaches: accounts.some(({ cache }) => cache !== undefined && cache.ttlMs > 0),
    indexes,
    ids,
    idempotency: observer ? counted(idempotency, observer) : idempotency,
    serial,
    erasures: openErasures(
      { tenant: id, accounts, secrets, ids, serial, store: store.erasures, requestTimeoutMs },
      options.erasing,
    ),
    hub: createHub({ ...options.live, tenant: id, accounts, requestTimeoutMs }),
    receipts: createReceipts(secrets, id, ids),
    now: options.now ?? machineNow,
  };
}
