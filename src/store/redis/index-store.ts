import type { FoundEntry, IndexStore } from '../index-store.ts';
import type { RedisClient, RedisConnection } from './connection.ts';
import {
  leaseScript,
  meetScript,
  ownedIndexScript,
  putScript,
  removeScript,
  unmetScript,
} from './index-scripts.ts';

/** How long a step waits for Redis. Each may be repeated: the same step again changes nothing more. */
const usualPatienceMs = { read: 250, change: 1_000 };

const nameLength = 22;

/** Keeps indexes in a Redis that several machines share. Every step that changes something is one script. */
export function createRedisIndexStore(
  connection: Pick<RedisConnection, 'run'>,
  prefix: string,
  patienceMs = usualPatienceMs,
): IndexStore {
  const spaces = `${prefix}index:spaces`;
  const baseOf = (space: string): string => `${prefix}index:{${space}}:`;
  const read = <Result>(step: (client: RedisClient) => Promise<Result>): Promise<Result> =>
    connection.run(step, { patienceMs: patienceMs.read, mayRepeat: true });
  const change = <Result>(step: (client: RedisClient) => Promise<Result>): Promise<Result> =>
    connection.run(step, { patienceMs: patienceMs.change, mayRepeat: true });
  const script = (space: string, text: string, values: readonly (string | number)[]): Promise<unknown> =>
    change((client) => client.eval(text, { keys: [baseOf(space)], arguments: values.map(String) }));

  const enlisted = new Set<string>();
  /** A space is on a list before anything is in it, so that it can be deleted. */
  const enlist = async (space: string): Promise<void> => {
    if (enlisted.has(space)) return;
    await change((client) => client.sAdd(spaces, space));
    enlisted.add(space);
  };

  const deleteSpace = async (space: string): Promise<void> => {
    const MATCH = `${baseOf(space).replaceAll(/[?*[\]\\]/g, String.raw`\$&`)}*`;
    let at = '0';
    do {
      const { cursor, keys } = await change((client) => client.scan(at, { MATCH, COUNT: 1_000 }));
      if (keys.length > 0) await change((client) => client.unlink(keys));
      at = cursor;
    } while (at !== '0');
  };

  return {
    put: async (space, entries, { pass, writtenAt, replacesBefore }) => {
      await enlist(space);
      const given = entries.flatMap(({ name, sealed, tokens }) => [name, sealed, tokens.join('')]);
      await script(space, putScript, [pass ?? '', writtenAt ?? '', replacesBefore, ...given]);
    },
    remove: async (space, names, writtenBefore) => {
      const before = Number.isFinite(writtenBefore) ? writtenBefore : 'inf';
      await script(space, removeScript, [before, ...names]);
    },
    find: (space, tokens, after, limit) =>
      read(async (client) => {
        const base = baseOf(space);
        const lists = await Promise.all(
          tokens.map((token) => client.hGet(`${base}t:${token.slice(0, 3)}`, token)),
        );
        const names = [...new Set(lists.flatMap((side) => namesIn(side ?? '')))]
          .filter((name) => after === '' || compareNames(name, after) > 0)
          .toSorted(compareNames)
          .slice(0, limit);
        return entriesOf(names, await fieldsOf(client, base, names));
      }),
    listed: (space, names) =>
      read(async (client) => {
        const kept = await fieldsOf(client, baseOf(space), names);
        return new Set(names.filter((_name, index) => /^[1-9]/.test(kept[index] ?? '')));
      }),
    unmet: async (space, pass, limit) =>
      toPairs(await script(space, unmetScript, [pass.number, pass.beganAt, limit])),
    meet: async (space, names, pass) => void (await script(space, meetScript, [pass, ...names])),
    state: (space) =>
      read(async (client) => {
        const [size, progress] = await Promise.all([
          client.hLen(`${baseOf(space)}customers`),
          client.hGet(`${baseOf(space)}state`, 'progress'),
        ]);
        return { size, progress: progress ?? null };
      }),
    keepProgress: async (space, owner, progress) =>
      (await script(space, ownedIndexScript, [owner, progress])) === 1,
    lease: async (space, owner, now, forMs) => {
      await enlist(space);
      return (await script(space, leaseScript, [owner, now, now + forMs])) === 1;
    },
    release: async (space, owner) => void (await script(space, ownedIndexScript, [owner])),
    keepOnly: async (kept) => {
      const others = (await read((client) => client.sMembers(spaces))).filter(
        (space) => !kept.includes(space),
      );
      for (const space of others) await deleteSpace(space);
      if (others.length > 0) await change((client) => client.sRem(spaces, others));
      for (const space of others) enlisted.delete(space);
      return others.length;
    },
    // The connection belongs to the store of outcomes.
    close: () => Promise.resolve(),
  };
}

async function fieldsOf(
  client: RedisClient,
  base: string,
  names: readonly string[],
): Promise<readonly (string | null)[]> {
  return names.length === 0 ? [] : client.hmGet(`${base}customers`, [...names]);
}

function namesIn(list: string): readonly string[] {
  return Array.from({ length: list.length / nameLength }, (_, index) =>
    list.slice(index * nameLength, (index + 1) * nameLength),
  );
}

function entriesOf(names: readonly string[], kept: readonly (string | null)[]): FoundEntry[] {
  return names.flatMap((name, index) => {
    const [, , sealed] = kept[index]?.split('|') ?? [];
    return sealed === undefined ? [] : [{ name, sealed }];
  });
}

function toPairs(reply: unknown): FoundEntry[] {
  const texts = Array.isArray(reply) ? reply.map(String) : [];
  return Array.from({ length: texts.length / 2 }, (_, index) => ({
    name: texts[2 * index] ?? '',
    sealed: texts[2 * index + 1] ?? '',
  }));
}

function compareNames(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one, 'base64url'), Buffer.from(other, 'base64url'));
}
