import { randomUUID } from 'node:crypto';
import type { RedisClient } from '../../store/redis/connection.ts';
import type { LiveHints } from './hints.ts';

/** Hints between all processes on one Redis. */
export interface RedisLiveHints extends LiveHints {
  readonly close: () => void;
}

/**
 * Publishes hints to a channel, and subscribes to it over a separate connection. While Redis is away, or if its user may not
 * use the channel, no hints are sent or received: each process goes on asking at its own pace.
 */
export function createRedisLiveHints(client: RedisClient, prefix: string): RedisLiveHints {
  const channel = `${prefix}live`;
  const self = randomUUID();
  const subscribers = new Set<(name: string) => void>();
  const listener = client.duplicate();
  // The client reconnects by itself, and subscribes again then.
  listener.on('error', () => undefined);
  listener
    .connect()
    .then(() =>
      listener.subscribe(channel, (message) => {
        const [from, name = ''] = message.split(' ');
        // A channel delivers to every subscriber, the publisher included.
        if (from !== self) for (const onHint of subscribers) onHint(name);
      }),
    )
    .catch(() => undefined);
  return {
    publish: (name) => void client.publish(channel, `${self} ${name}`).catch(() => undefined),
    subscribe: (onHint) => {
      subscribers.add(onHint);
      return () => subscribers.delete(onHint);
    },
    close: () => listener.destroy(),
  };
}
