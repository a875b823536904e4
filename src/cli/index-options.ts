import type { Config } from '../config/schema.ts';
import type { IndexOptions } from '../gateway/blind-index/tenant-indexes.ts';
import type { Clock } from '../gateway/live/clock.ts';
import type { UpstreamCall } from '../port.ts';
import type { IndexStore } from '../store/index-store.ts';

interface Surroundings {
  readonly clock?: Clock | undefined;
  readonly call: (call: UpstreamCall) => void;
  readonly defect: (error: unknown) => void;
}

/** How the accounts of each tenant are indexed; undefined for one whose accounts are not. The store is opened if one is. */
export function indexOptionsOf(
  { tenants }: Pick<Config, 'tenants'>,
  open: () => IndexStore,
  { clock, call, defect }: Surroundings,
): (tenant: string) => IndexOptions | undefined {
  return (tenant) => {
    const accounts = tenants.find(({ id }) => id === tenant)?.accounts ?? [];
    if (accounts.every(({ index }) => index === undefined)) return undefined;
    return {
      store: open(),
      refreshSecondsOf: (key) =>
        accounts.find((account) => account.key === key)?.index?.refreshSeconds ?? null,
      clock,
      observe: call,
      defect,
    };
  };
}
