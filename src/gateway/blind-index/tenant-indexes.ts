import { isSupported } from '../../domain/capability.ts';
import type { UpstreamCall } from '../../port.ts';
import type { IndexStore } from '../../store/index-store.ts';
import type { Account } from '../account.ts';
import { realClock, type Clock } from '../live/clock.ts';
import { createAccountIndex } from './create-account-index.ts';
import type { IndexParts } from './index-parts.ts';
import { createDigests } from './digests.ts';
import { createKeeper, type Keeper } from './keeper.ts';
import { notingWrites } from './noting-writes.ts';

/** How a tenant's accounts are indexed. */
export interface IndexOptions {
  readonly store: IndexStore;
  /** How far the index of an account may be behind; null if it has none. */
  readonly refreshSecondsOf: (account: string) => number | null;
  readonly clock?: Clock | undefined;
  /** Milliseconds since 1970; the machine's if absent. */
  readonly now?: (() => number) | undefined;
  /** Called after every request to a provider that an index causes. */
  readonly observe?: ((call: UpstreamCall) => void) | undefined;
  /** Called once each time that the store begins to fail. */
  readonly defect?: ((error: unknown) => void) | undefined;
}

/** The indexes of one tenant's accounts. */
export interface TenantIndexes {
  /** The accounts, those that have an index with it. */
  readonly accounts: readonly Account[];
  readonly parts: readonly IndexParts[];
  /** Keeps them fresh from now on, until they are stopped. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** A customer of an account may have changed, without proof. */
  readonly hintUnverified: (account: string, key: string) => void;
}

interface TenantParts {
  readonly tenant: string;
  readonly secret: Uint8Array;
  readonly accounts: readonly Account[];
  readonly requestTimeoutMs: number;
}

export function createTenantIndexes(
  { tenant, secret, accounts, requestTimeoutMs }: TenantParts,
  options: IndexOptions | undefined,
): TenantIndexes {
  const { store, refreshSecondsOf = () => null, clock = realClock, now = Date.now } = options ?? {};
  const { observe = () => undefined, defect = () => undefined } = options ?? {};
  const parts = accounts.flatMap((account): IndexParts[] => {
    const refreshSeconds = refreshSecondsOf(account.key);
    if (!store || refreshSeconds === null || !isSupported(account.abilities.LIST_CUSTOMERS)) return [];
    return [{ account, digests: createDigests(secret, tenant, account), store, refreshSeconds, now }];
  });
  const keepers = new Map<string, Keeper>();

  return {
    accounts: accounts.map((account) => {
      const own = parts.find((one) => one.account === account);
      if (!own) return account;
      const index = createAccountIndex(own);
      const vault = notingWrites(account.vault, index, (key) => keepers.get(account.key)?.hint(key));
      return { ...account, vault, index };
    }),
    parts,
    start: () => {
      for (const one of parts) {
        const keeper = createKeeper(one, { clock, requestTimeoutMs, observe, defect });
        keepers.set(one.account.key, keeper);
      }
    },
    stop: async () => {
      const running = [...keepers.values()];
      keepers.clear();
      await Promise.all(running.map(({ stop }) => stop()));
    },
    hintUnverified: (account, key) => keepers.get(account)?.hintUnverified(key),
  };
}
