import { randomUUID } from 'node:crypto';
import { knownMs, longestTtlMs, type CachePlace, type CacheStore } from '../cache-store.ts';
import { beginScript, endScript, keepScript, lookScript } from './cache-scripts.ts';
import type { RedisConnection } from './connection.ts';

/** How long each step waits for Redis: a read does not wait long for what it can do without. */
const usualPatienceMs = { look: 100, keep: 250, change: 100 };

/** After a look that failed, for how long none is tried. */
const pauseMs = 1_000;

/** The most values of one record. One more, and those that it has are forgotten. */
const valuesOfRecord = 64;

/** The most bytes of one process in Redis, which has no separate limit for data that may be lost. */
const maximumBytes = 64 * 1024 * 1024;

/** Keeps values in a Redis that several machines share, for all of them. Every step is one script. */
export function createRedisCache(
  { run }: Pick<RedisConnection, 'run'>,
  prefix: string,
  patienceMs = usualPatienceMs,
): CacheStore {
  const mayKeep = createAllowance();
  let pausedUntil = 0;
  const at = (name: string): string => `${prefix}cache:${name}`;
  const keysOf = ({ account, record }: CachePlace): string[] => [at(account), at(record)];
  const evaluate = (script: string, keys: string[], values: readonly (string | number)[], patience: number) =>
    run((client) => client.eval(script, { keys, arguments: values.map(String) }), {
      patienceMs: patience,
      mayRepeat: true,
    });
  const change = async (script: string, names: readonly string[], ...values: (string | number)[]) =>
    void (await Promise.all(names.map((name) => evaluate(script, [at(name)], values, patienceMs.change))));

  return {
    look: async (place, name, maxAgeMs) => {
      if (performance.now() < pausedUntil) throw new Error('Redis gave no answer a moment ago.');
      const reply = await evaluate(lookScript, keysOf(place), [name], patienceMs.look).catch(
        (error: unknown) => {
          pausedUntil = performance.now() + pauseMs;
          throw error;
        },
      );
      const [ticket = null, age, value] = Array.isArray(reply) ? reply.map(String) : [];
      const ageMs = Number(age);
      return { kept: value === undefined || ageMs >= maxAgeMs ? null : { value, ageMs }, ticket };
    },
    keep: async (place, name, { value, ticket, ttlMs }) => {
      if (!mayKeep(value.length)) return;
      const values = [name, value, ticket, ttlMs, valuesOfRecord];
      await evaluate(keepScript, keysOf(place), values, patienceMs.keep);
    },
    begin: (names, writer, leaseMs) => change(beginScript, names, writer, randomUUID(), leaseMs, knownMs),
    end: (names, writer) => change(endScript, names, writer, randomUUID(), knownMs),
  };
}

/** Counts what was kept so lately that it may still be there, and says whether there is room for more. */
function createAllowance(): (bytes: number) => boolean {
  let [window, now, before] = [0, 0, 0];
  return (bytes) => {
    const current = Math.floor(performance.now() / longestTtlMs);
    if (current !== window) {
      before = current === window + 1 ? now : 0;
      now = 0;
      window = current;
    }
    if (before + now + bytes > maximumBytes) return false;
    now += bytes;
    return true;
  };
}
