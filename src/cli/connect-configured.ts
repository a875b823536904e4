import type { Config } from '../config/schema.ts';
import type { Account } from '../gateway/account.ts';
import { createBarriers, type BarrierOf } from '../gateway/sharing/barrier.ts';
import type { Fetch } from '../http/fetch.ts';
import { connectAccounts } from '../providers/connect.ts';
import type { Metrics } from '../telemetry/metrics/metrics.ts';
import type { CreateBreaker } from '../upstream/breaker.ts';
import type { HintsOf } from '../upstream/breaker-hints.ts';
import type { CacheOf } from './configured-caches.ts';
import { sharesReads } from './shared-reads.ts';

/** Gives the way to an account's provider, by the account's key. */
export type FetchByAccount = (account: string) => Fetch;

/** How accounts are connected. */
export interface Connecting {
  /** How the provider of an account is reached; over the network if absent. */
  readonly fetchByAccount?: FetchByAccount;
  /** Where everything is counted; nowhere if absent. */
  readonly metrics?: Metrics | undefined;
  /** Makes the breaker of each account; one that opens if its provider fails, if absent. */
  readonly createBreaker?: CreateBreaker | undefined;
  /** Creates the hints that an account's breaker exchanges with other processes; it exchanges none if absent. */
  readonly breakerHints?: HintsOf | undefined;
  /** The barriers that no shared read of an account crosses; if absent, writes by other versions of the configuration are not seen. */
  readonly barriers?: BarrierOf;
  /** Gives the caches of accounts; none has one if absent. */
  readonly cacheOf?: CacheOf | undefined;
  /** The clock by which credentials and records expire; the machine's if absent. */
  readonly now?: () => Date;
}

/** Connects the accounts of every tenant without sending a request. */
export function connectConfigured(
  config: Config,
  {
    fetchByAccount,
    metrics,
    createBreaker,
    breakerHints,
    barriers = createBarriers(),
    cacheOf,
    now = machineNow,
  }: Connecting = {},
): ReadonlyMap<string, readonly Account[]> {
  const { tenants, limits, definitions } = config;
  const shares = sharesReads(config);
  return new Map(
    tenants.map(({ id, accounts }) => {
      const connected = accounts.map(({ provider, limits: own, ...account }) => ({
        ...account,
        definition: definitionOf(provider, definitions),
        limits: { concurrency: own.concurrency ?? limits.concurrency, queue: own.queue ?? limits.queue },
        sharesReads: shares,
      }));
      return [
        id,
        connected.flatMap((account) =>
          connectAccounts([account], {
            fetch: fetchByAccount?.(account.key),
            now,
            ...(createBreaker && { createBreaker }),
            barrierOf: (key) => barriers(id, key),
            cacheOf: cacheOf && ((key, fingerprint) => cacheOf(id, key, fingerprint)),
            hintsOf: breakerHints && ((key) => breakerHints(id, key)),
            ...(metrics && { observerOf: (origin) => metrics.observerOf(id, origin) }),
          }),
        ),
      ];
    }),
  );
}

function machineNow(): Date {
  return new Date();
}

function definitionOf(code: string, definitions: Config['definitions']) {
  const definition = definitions.get(code);
  if (!definition) throw new Error('The configuration names a provider that is not registered.');
  return definition;
}
