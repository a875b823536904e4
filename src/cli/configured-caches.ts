import type { Config } from '../config/schema.ts';
import { createAccountCache, type AccountCache } from '../gateway/cache/account-cache.ts';
import type { Secrets } from '../gateway/ids.ts';
import type { LazyCache } from './lazy-cache.ts';

/** Gives the cache of an account of a tenant; undefined for one that has none. */
export type CacheOf = (
  tenant: string,
  account: string,
  fingerprint: () => string,
) => AccountCache | undefined;

/**
 * The caches that accounts are configured with. Once one has been opened, accounts without one announce their writes, too: a
 * configuration that is read again may give them their cache back.
 */
export function configuredCaches(
  { tenants }: Pick<Config, 'tenants'>,
  secrets: Secrets,
  { open, opened }: LazyCache,
): CacheOf {
  const ttlMsOf = (tenant: string, key: string): number => {
    const accounts = tenants.find(({ id }) => id === tenant)?.accounts ?? [];
    return (accounts.find((account) => account.key === key)?.cache?.ttlSeconds ?? 0) * 1000;
  };
  return (tenant, account, fingerprint) => {
    const ttlMs = ttlMsOf(tenant, account);
    const store = ttlMs > 0 ? open() : opened();
    return store ? createAccountCache({ store, secrets, tenant, account, ttlMs, fingerprint }) : undefined;
  };
}
