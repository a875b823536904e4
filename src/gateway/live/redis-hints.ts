import { randomUUID } from 'node:crypto';
import type { RedisClient } from '../../store/redis/connection.ts';
import type { LiveHints } from './hints.ts';

/** Hints between all processes on one Redis. */
export interface RedisLiveHints extends LiveHints {
  readonly close: () => void;
}

/**
 * Publishes hints to a channel, and listens there over a connection of its own. While Redis is away, or if its user may not
 * use the channel, nothing is told and nothing is heard: each process goes on asking at its own pace.
 */
export function createRedisLiveHints(client: RedisClient, prefix: string): RedisLiveHints {
  const channel = `${prefix}live`;
  const self = randomUUID();
  const heard = new Set<(name: string) => void>();
  const listener = client.duplicate();
  // It connects again by itself, and listens again then.
  listener.on('error', () => undefined);
  listener
    .connect()
    .then(() =>
      listener.subscribe(channel, (message) => {
        const [from, name = ''] = message.split(' ');
        // A channel tells everybody, its teller too.
        if (from !== self) for (const hear of heard) hear(name);
      }),
    )
    .catch(() => undefined);
  return {
    tell: (name) => void client.publish(channel, `${self} ${name}`).catch(() => undefined),
    hear: (told) => {
      heard.add(told);
      return () => heard.delete(told);
    },
    close: () => listener.destroy(),
  };
}
