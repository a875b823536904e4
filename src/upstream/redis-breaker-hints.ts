import { createHash } from 'node:crypto';
import type { RedisClientType } from '@redis/client';
import type { HintsOf } from './breaker-hints.ts';

/** Hints between all processes on one Redis. */
export interface RedisBreakerHints {
  readonly of: HintsOf;
  readonly close: () => void;
}

/**
 * Publishes hints to a channel, and listens there over a connection of its own. While Redis is away, or if its user may not
 * use the channel, nothing is told and nothing is heard.
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

/** The names of tenants and accounts are nobody's business in Redis. */
function nameOf(tenant: string, account: string): string {
  return createHash('sha256')
    .update(JSON.stringify([tenant, account]))
    .digest('base64url');
}
