import type { RedisClientType } from '@redis/client';
import { patiently } from '../patience.ts';
import { isOffline, isReply } from './failures.ts';
import { assertFitness } from './fitness.ts';

export type RedisClient = RedisClientType;

/** How long a step may take, and whether it may be sent again if it is unknown whether it was carried out. */
export interface StepTerms {
  readonly patienceMs: number;
  readonly mayRepeat: boolean;
}

/** A connection that comes back by itself. */
export interface RedisConnection {
  /** For data that may be lost: this does not check whether Redis is fit for more. */
  readonly client: RedisClient;
  /** Runs a step on a Redis that does not lose what it acknowledges; rejects after `patienceMs` at the latest. */
  readonly run: <Result>(step: (client: RedisClient) => Promise<Result>, terms: StepTerms) => Promise<Result>;
  /** Whether there is no connection, or the last step that was sent over it was not answered in time. */
  readonly isAway: () => boolean;
  readonly close: () => Promise<void>;
}

/** How long the first connection is tried for: what is started together with Redis may be there first. */
const startPatienceMs = 5_000;
/** How long a connection may leave steps unanswered. A machine that disappears does not close its connections. */
const longestSilenceMs = 1_000;

/**
 * Connects to a Redis; rejects with `UnfitRedisError` if it may lose what it acknowledged, and with what the client says if
 * it cannot be reached. After every reconnection its settings are asked for again, before anything else.
 */
export async function connectRedis(url: string): Promise<RedisConnection> {
  const client = await openClient(url);
  let fitness: Promise<void> | null = null;
  client.on('error', () => void (fitness = null));
  client.on('reconnecting', () => void (fitness = null));
  const beFit = async (): Promise<void> => {
    fitness ??= assertFitness(client);
    await fitness.catch((error: unknown) => {
      fitness = null;
      throw error;
    });
  };
  const watch = createWatch(client);
  const connection: RedisConnection = {
    client,
    run: async (step, { patienceMs, mayRepeat }) => {
      const end = performance.now() + patienceMs;
      const attempt = async () => {
        await beFit();
        // The caller has already stopped waiting.
        if (performance.now() > end) throw new RedisSilentError();
        return step(client);
      };
      const mayTryAgain = (error: unknown): boolean => isOffline(error) || (mayRepeat && !isReply(error));
      return watch.limit(patiently(attempt, patienceMs, mayTryAgain), patienceMs);
    },
    isAway: () => !client.isReady || watch.isSilent(),
    close: async () => client.destroy(),
  };
  try {
    await patiently(beFit, startPatienceMs, (error) => !isReply(error));
    return connection;
  } catch (error) {
    client.destroy();
    throw error;
  }
}

/** A Redis that did not answer a step in time. */
class RedisSilentError extends Error {
  override readonly name = 'RedisSilentError';

  constructor() {
    super('Redis did not answer in time.');
  }
}

async function openClient(url: string): Promise<RedisClient> {
  // Loaded only if Redis is configured.
  const redis = await import('@redis/client');
  const begin = performance.now();
  let wasOpen = false;
  const client = redis.createClient({
    url,
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    socket: {
      connectTimeout: 1_000,
      // While a connection is made; later steps are watched instead.
      socketTimeout: 3_000,
      reconnectStrategy: (retries) =>
        (wasOpen || performance.now() - begin < startPatienceMs) && 20 * 2 ** Math.min(retries, 4),
    },
    pingInterval: 1_000,
  });
  // Each step that fails rejects; the client would otherwise throw its errors at the process.
  client.on('error', () => undefined);
  await client.connect();
  wasOpen = true;
  return client;
}

/** Limits how long steps take, and makes a new connection if none was answered for a while. */
function createWatch(client: RedisClient) {
  let silentSince: number | null = null;
  const reconnect = (): void => {
    silentSince = null;
    client.destroy();
    client.connect().catch(() => undefined);
  };

  const limit = async <Result>(step: Promise<Result>, patienceMs: number): Promise<Result> => {
    const begin = performance.now();
    const { promise: over, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new RedisSilentError()), patienceMs);
    try {
      const result = await Promise.race([step, over]);
      silentSince = null;
      return result;
    } catch (error) {
      if (error instanceof RedisSilentError && client.isReady) {
        silentSince ??= begin;
        if (performance.now() - silentSince > longestSilenceMs) reconnect();
      }
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
  return { limit, isSilent: () => silentSince !== null };
}
