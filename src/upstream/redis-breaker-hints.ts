import { createHash } from 'node:crypto';
import type { RedisClientType } from '@redis/client';
import type { HintsOf } from './breaker-hints.ts';

/** Hints between all processes on one Redis. */
export interface RedisBreakerHints {
  readonly of: HintsOf;
  readonly close: () => void;
}

/**
 * Publishes hints to a channel and listens to it over a connection of its own. While Redis is unreachable, or if its user may
 * not use the channel, no hints are exchanged.
 */
export function createRedisBreakerHints(client: RedisClientType, prefix: string): RedisBreakerHints {
  const channel = `${prefix}breaker`;
  const heard = new Map<string, () => void>();
  const listener = client.duplicate();
  // It connects again by itself, and listens again then.
  listener.on('error', () => undefined);
  listener
    .connect()
    .then(() => listener.subscribe(channel, (name) => heard.get(name)?.()))
    .catch(() => undefined);
  return {
    of: (tenant, account) => {
      const name = nameOf(tenant, account);
      return {
        tell: () => void client.publish(channel, name).catch(() => undefined),
        hear: (opened) => void heard.set(name, opened),
      };
    },
    close: () => listener.destroy(),
  };
}

/** A digest: the names of tenants and accounts stay out of Redis. */
function nameOf(tenant: string, account: string): string {
  return createHash('sha256')
    .update(JSON.stringify([tenant, account]))
    .digest('base64url');
}
