import cluster from 'node:cluster';
import type { Config } from '../config/schema.ts';

/**
 * Whether reads are shared. A process does not know when another writes: a read could join one from before an acknowledged
 * write, so if there are others they are shared only if the configuration says so.
 */
export function sharesReads({ limits, store }: Pick<Config, 'limits' | 'store'>): boolean {
  return limits.sharedReads ?? (store.type !== 'redis' && !cluster.isWorker);
}
