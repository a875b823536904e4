import { toEntry, type Claim, type Claimed, type OutcomeStore } from '../store.ts';
import type { RedisClient, RedisConnection } from './connection.ts';
import { createRedisErasures } from './erasures.ts';
import { claimScript, ownedScript } from './scripts.ts';

/**
 * How long a step waits for Redis: before a write is sent, to keep what became of it, and to give a claim up while Redis is
 * known to be away. A claim that is not given up ends with its lease.
 */
const usualPatienceMs = { before: 100, after: 1_000, away: 25 };

/** Keeps outcomes and erasures in a Redis that several machines share. Every step is one script. */
export function createRedisStore(
  connection: RedisConnection,
  prefix: string,
  patienceMs = usualPatienceMs,
): OutcomeStore {
  const at = (key: string): string => `${prefix}outcome:${key}`;
  const change = async (key: string, patience: number, ...owned: readonly string[]): Promise<boolean> => {
    const terms = { patienceMs: patience, mayRepeat: true };
    return (await connection.run((client) => evaluate(client, ownedScript, at(key), owned), terms)) === 1;
  };
  const release = async (key: string, owner: string): Promise<void> =>
    void (await change(key, connection.isAway() ? patienceMs.away : patienceMs.before, owner));

  return {
    claim: async (claim) => {
      // Sent twice it would meet itself.
      const terms = { patienceMs: patienceMs.before, mayRepeat: false };
      const step = (client: RedisClient) => evaluate(client, claimScript, at(claim.key), argumentsOf(claim));
      try {
        return toClaimed(await connection.run(step, terms));
      } catch (error) {
        // It may have been carried out all the same; the key would be taken for as long as the lease then.
        release(claim.key, claim.owner).catch(() => undefined);
        throw error;
      }
    },
    markSent: (key, owner) => change(key, patienceMs.before, owner, 'state', 'sent'),
    finish: async (key, owner, outcome) =>
      void (await change(key, patienceMs.after, owner, 'state', 'done', 'outcome', outcome)),
    markUnknown: async (key, owner) =>
      void (await change(key, patienceMs.after, owner, 'state', 'sent', 'leaseEnds', '0')),
    release,
    erasures: createRedisErasures(connection, prefix, patienceMs),
    close: connection.close,
  };
}

function evaluate(client: RedisClient, script: string, key: string, values: readonly string[]) {
  return client.eval(script, { keys: [key], arguments: [...values] });
}

function argumentsOf(claim: Claim): readonly string[] {
  const { print, owner, state, leaseEnds, keptUntil } = toEntry(claim);
  return [claim.now, print, owner, state, leaseEnds, keptUntil, claim.keepMs].map(String);
}

function toClaimed(reply: unknown): Claimed {
  const [state, print = '', outcome = ''] = Array.isArray(reply) ? reply.map(String) : [];
  if (state === 'given') return { state };
  if (state === 'running' || state === 'unknown') return { state, print };
  if (state === 'done') return { state, print, outcome };
  throw new Error('Redis gave an answer that no script gives.');
}
