import { createHash } from 'node:crypto';
import type { RedisClientType } from '@redis/client';
import type { HintsOf } from './breaker-hints.ts';

/** Hints between all processes on one Redis. */
export interface RedisBreakerHints {
  readonly of: HintsOf;
  readonly close: () => void;
}

/**
 * Publishes hints to a channel and subscribes to it over a separate connection. While Redis is unreachable, or if its user may
 * not use the channel, no hints are exchanged.
 */
export function createRedisBreakerHints(client: RedisClientType, prefix: string): RedisBreakerHints {
  const channel = `${prefix}breaker`;
  const subscribers = new Map<string, () => void>();
  const listener = client.duplicate();
  // The client reconnects by itself, and subscribes again then.
  listener.on('error', () => undefined);
  listener
    .connect()
    .then(() => listener.subscribe(channel, (name) => subscribers.get(name)?.()))
    .catch(() => undefined);
  return {
    of: (tenant, account) => {
      const name = nameOf(tenant, account);
      return {
        publish: () => void client.publish(channel, name).catch(() => undefined),
        subscribe: (opened) => void subscribers.set(name, opened),
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
