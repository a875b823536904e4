import type { Config } from '../config/schema.ts';
import { reasonsOf } from './open-store.ts';
import { connectRedis } from '../store/redis/connection.ts';
import { UnfitRedisError } from '../store/redis/fitness.ts';

interface Finding {
  readonly isHealthy: boolean;
  readonly text: string;
}

/** Asks a store that is shared whether it can be used; nothing for one that is a file or this process's own. */
export async function examineStore({ store }: Config): Promise<readonly Finding[]> {
  if (store.type !== 'redis') return [];
  try {
    await (await connectRedis(store.url.reveal())).close();
    return [{ isHealthy: true, text: describe('yes', 'yes', []) }];
  } catch (error) {
    const isUnfit = error instanceof UnfitRedisError;
    const text = describe(isUnfit ? 'yes' : 'no', isUnfit ? 'no' : 'unknown', reasonsOf(error));
    return [{ isHealthy: false, text }];
  }
}

function describe(reachable: string, durable: string, problems: readonly string[]): string {
  return [
    'store (redis)',
    '  configured  yes',
    `  reachable   ${reachable}`,
    `  durable     ${durable}`,
    ...problems.map((problem) => `  problem     ${problem}`),
  ].join('\n');
}
