import type { ErasureName, ErasureStore, KeptErasure, Taken } from '../erasures.ts';
import type { RedisClient, RedisConnection } from './connection.ts';
import { beginScript, keepScript, takeScript } from './erasure-scripts.ts';

/**
 * Keeps erasures in a Redis that several machines share: a hash for each, and for each tenant its due tasks in their order.
 * The end of a lease is the time at which a task is due again.
 */
export function createRedisErasures(
  connection: RedisConnection,
  prefix: string,
  patienceMs: { readonly before: number; readonly after: number },
): ErasureStore {
  const ofTenant = (tenant: string): string => `${prefix}erasure:${tenant}:`;
  const at = ({ tenant, name }: ErasureName): string => `${ofTenant(tenant)}${name}`;
  const dueOf = (tenant: string): string => `${prefix}erasures-due:${tenant}`;
  const once = { patienceMs: patienceMs.after, mayRepeat: false };
  const again = { patienceMs: patienceMs.after, mayRepeat: true };

  return {
    isDurable: true,
    begin: async (erasure) => {
      const { tenant, name, head, tasks, now, keepMs } = erasure;
      const keys = [at(erasure), dueOf(tenant)];
      const values = [name, String(now), String(keepMs), head, ...tasks];
      return (await connection.run((client) => evaluate(client, beginScript, keys, values), once)) === 1;
    },
    read: async (named) => toKept(await connection.run((client) => client.hGetAll(at(named)), again)),
    take: async ({ tenant, owner, now, leaseMs }) => {
      const values = [String(now), String(now + leaseMs), owner, ofTenant(tenant)];
      // Sent twice it would take two; one that is taken and whose answer is lost comes back with the end of its lease.
      const step = (client: RedisClient) => evaluate(client, takeScript, [dueOf(tenant)], values);
      return toTaken(await connection.run(step, once), tenant);
    },
    keep: async (task, owner, { text, due }) => {
      const keys = [at(task), dueOf(task.tenant)];
      const values = [task.name, String(task.place), owner, text, due === null ? '' : String(due)];
      return (await connection.run((client) => evaluate(client, keepScript, keys, values), again)) === 1;
    },
  };
}

function evaluate(client: RedisClient, script: string, keys: string[], values: readonly string[]) {
  return client.eval(script, { keys, arguments: [...values] });
}

function toKept(fields: Readonly<Record<string, string>>): KeptErasure | null {
  if (fields['head'] === undefined) return null;
  const tasks = Array.from({ length: Number(fields['tasks']) }, (_, place) => ({
    text: fields[`text:${place}`] ?? '',
    due: toDue(fields[`due:${place}`]),
  }));
  return { head: fields['head'], tasks };
}

function toDue(text = ''): number | null {
  return text === '' ? null : Number(text);
}

function toTaken(reply: unknown, tenant: string): Taken {
  const [what, first = '', place = '', text = ''] = Array.isArray(reply) ? reply.map(String) : [];
  if (what === 'none') return { task: null, nextDue: null };
  if (what === 'later') return { task: null, nextDue: Number(first) };
  if (what === 'taken') return { task: { tenant, name: first, place: Number(place) }, text };
  throw new Error('Redis gave an answer that no script gives.');
}
