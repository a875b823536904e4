import cluster from 'node:cluster';
import { createBudget, type Budget } from '../access/budget.ts';
import { createRedisBudget } from '../access/redis-budget.ts';
import { ConfigError } from '../config/mistake.ts';
import type { Config } from '../config/schema.ts';
import { createLazyCache, type LazyCache } from './lazy-cache.ts';
import { openFile } from './open-file.ts';
import { createLazyIndexStore, type LazyIndexStore } from './lazy-index-store.ts';
import type { LiveHints } from '../gateway/live/hints.ts';
import { createRedisLiveHints } from '../gateway/live/redis-hints.ts';
import { createMemoryCache } from '../store/memory-cache.ts';
import { createMemoryStore } from '../store/memory.ts';
import { createRedisCache } from '../store/redis/cache-store.ts';
import { connectRedis } from '../store/redis/connection.ts';
import { codeOf } from '../store/redis/failures.ts';
import { UnfitRedisError } from '../store/redis/fitness.ts';
import { createRedisIndexStore } from '../store/redis/index-store.ts';
import { createRedisStore } from '../store/redis/store.ts';
import { createSqliteStore } from '../store/sqlite.ts';
import { createSqliteIndexStore } from '../store/sqlite-index.ts';
import { FileInUseError, lockFile } from '../telemetry/audit/lock.ts';
import type { OutcomeStore } from '../store/store.ts';
import type { HintsOf } from '../upstream/breaker-hints.ts';
import { createRedisBreakerHints } from '../upstream/redis-breaker-hints.ts';

/** What outlives a request. */
export interface Kept {
  readonly store: OutcomeStore;
  /** Where blind indexes are kept. */
  readonly indexStore: LazyIndexStore;
  /** Where caches are kept. */
  readonly cache: LazyCache;
  readonly budget: Budget;
  readonly shopperBudget: Budget;
  /** Carries the states of breakers to other processes; absent if there are none. */
  readonly breakerHints?: HintsOf;
  /** Carries changes to watched records between processes; absent if there is only this one. */
  readonly liveHints?: LiveHints;
}

/** Opens the store that a configuration names; a `ConfigError` if it cannot be used. */
export async function openStore({ store, limits }: Config): Promise<Kept> {
  if (store.type === 'redis') return openRedis(store, limits);
  const budgets = {
    budget: createBudget(limits.budget),
    shopperBudget: createBudget(limits.shopperBudget),
  };
  if (store.type === 'memory') {
    const indexStore = createLazyIndexStore(() => createSqliteIndexStore(':memory:'));
    const cache = createLazyCache(() => ({ store: createMemoryCache() }));
    return { store: createMemoryStore(), indexStore, cache, ...budgets };
  }
  return {
    store: openFile('store.path', () => createSqliteStore(store.path)),
    // A separate file: an index can be built again, so it need not be as durable as outcomes.
    indexStore: createLazyIndexStore(() =>
      openFile('store.path', () => createSqliteIndexStore(`${store.path}.index`)),
    ),
    cache: createLazyCache(() => openLocalCache(store.path)),
    ...budgets,
  };
}

/** In this process alone: no other one with a cache may use the database, because it would not hear of writes. */
function openLocalCache(path: string) {
  const refusal = (message: string): ConfigError => new ConfigError([{ path: 'store', message }]);
  if (cluster.isWorker) throw refusal('must be redis with --workers, if an account has a cache.');
  try {
    return { store: createMemoryCache(), close: lockFile(`${path}.cache`) };
  } catch (error) {
    if (error instanceof FileInUseError) throw refusal(inUse);
    throw error;
  }
}

const inUse =
  'must be redis if an account has a cache, because another process that has one uses the database, too: neither hears what the other one writes.';

type RedisSettings = Extract<Config['store'], { type: 'redis' }>;

async function openRedis({ url, prefix }: RedisSettings, limits: Config['limits']): Promise<Kept> {
  const connection = await connectRedis(url.reveal()).catch((error: unknown) => {
    throw new ConfigError(reasonsOf(error).map((message) => ({ path: 'store.url', message })));
  });
  const hints = createRedisBreakerHints(connection.client, prefix);
  const liveHints = createRedisLiveHints(connection.client, prefix);
  const store = createRedisStore(connection, prefix);
  const close = async (): Promise<void> => {
    hints.close();
    liveHints.close();
    await store.close();
  };
  return {
    store: { ...store, close },
    indexStore: createLazyIndexStore(() => createRedisIndexStore(connection, prefix)),
    cache: createLazyCache(() => ({ store: createRedisCache(connection, prefix) })),
    breakerHints: hints.of,
    liveHints,
    budget: createRedisBudget(limits.budget, connection.client, prefix),
    shopperBudget: createRedisBudget(limits.shopperBudget, connection.client, `${prefix}shopper-`),
  };
}

/** Why a Redis cannot be used, a sentence each, without its address. */
export function reasonsOf(error: unknown): readonly string[] {
  if (error instanceof UnfitRedisError) return error.reasons;
  return [`Redis cannot be used (${codeOf(error)}); check the address, the credentials, and that it runs.`];
}
