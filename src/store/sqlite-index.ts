import type { DatabaseSync } from 'node:sqlite';
import type { FoundEntry, IndexEntry, IndexStore, PutTerms } from './index-store.ts';
import { patiently } from './patience.ts';
import { atomically, isBusy } from './sqlite-steps.ts';
import { findByTokenQuery, openIndexDatabase } from './sqlite-index-schema.ts';

/** How long a step waits for other processes. */
const usualPatienceMs = 1_000;

/** As many bytes as a token has: tokens are kept side by side. */
const tokenBytes = 8;

interface Row {
  readonly id: number;
  readonly tokens: Uint8Array;
  readonly seen: number;
  readonly written: number;
}

/**
 * Keeps indexes in a file that several processes of one machine may share, or in memory, with `:memory:` as the path. What
 * a loss of power takes away is built again.
 */
export function createSqliteIndexStore(path: string, patienceMs = usualPatienceMs): IndexStore {
  const database = openIndexDatabase(path);
  const steps = createSteps(database);
  const step = <Result>(run: () => Result): Promise<Result> =>
    patiently(() => atomically(database, run), patienceMs, isBusy);
  const read = <Result>(run: () => Result): Promise<Result> => patiently(run, patienceMs, isBusy);

  return {
    put: (space, entries, terms) =>
      step(() => {
        const id = steps.spaceOf(space);
        let added = 0;
        for (const entry of entries) if (steps.put(id, entry, terms)) added += 1;
        steps.grow(id, added);
      }),
    remove: (space, names, writtenBefore) =>
      step(() => {
        const id = steps.spaceOf(space);
        steps.grow(id, -names.filter((name) => steps.remove(id, name, writtenBefore)).length);
      }),
    find: (space, tokens, after, limit) => read(() => steps.find(space, tokens, after, limit)),
    listed: (space, names) => read(() => steps.listed(space, names)),
    unmet: (space, pass, limit) =>
      read(() => toFound(steps.unmet.all(space, pass.number, pass.beganAt, limit))),
    meet: (space, names, pass) =>
      step(() => {
        const id = steps.spaceOf(space);
        for (const name of names) steps.meet.run(pass, id, toBytes(name));
      }),
    state: (space) => read(() => steps.state(space)),
    keepProgress: (space, owner, progress) =>
      step(() => steps.keepProgress.run(progress, space, owner).changes === 1),
    lease: (space, owner, now, forMs) =>
      step(() => {
        steps.spaceOf(space);
        return steps.lease.run(owner, now + forMs, space, owner, now).changes === 1;
      }),
    release: (space, owner) => step(() => void steps.release.run(space, owner)),
    keepOnly: (spaces) => step(() => steps.keepOnly(spaces)),
    close: async () => database.close(),
  };
}

function createSteps(database: DatabaseSync) {
  const addSpace = database.prepare('INSERT OR IGNORE INTO space (name) VALUES (?)');
  const findSpace = database.prepare('SELECT id, size, progress FROM space WHERE name = ?');
  const grow = database.prepare('UPDATE space SET size = size + ? WHERE id = ?');
  const findOne = database.prepare(
    'SELECT id, tokens, seen, written FROM customer WHERE space = ? AND name = ?',
  );
  const insert = database.prepare(
    'INSERT INTO customer (space, name, sealed, tokens, seen, written) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const change = database.prepare('UPDATE customer SET tokens = ?, seen = ?, written = ? WHERE id = ?');
  const removeOne = database.prepare('DELETE FROM customer WHERE id = ?');
  const addToken = database.prepare('INSERT OR IGNORE INTO token VALUES (?, ?)');
  const removeToken = database.prepare('DELETE FROM token WHERE token = ? AND customer = ?');
  const findByToken = database.prepare(findByTokenQuery);
  const spaces = database.prepare('SELECT id, name FROM space');
  const ofSpace = database.prepare('SELECT id, tokens FROM customer WHERE space = ?');
  const removeSpace = database.prepare('DELETE FROM space WHERE id = ?');

  const spaceOf = (name: string): number => {
    addSpace.run(name);
    return (findSpace.get(name) as { readonly id: number }).id;
  };
  const rowOf = (space: number, name: string) => findOne.get(space, toBytes(name)) as Row | undefined;
  const changeTokens = (id: number, before: readonly Uint8Array[], after: readonly Uint8Array[]): void => {
    for (const token of without(before, after)) removeToken.run(token, id);
    for (const token of without(after, before)) addToken.run(token, id);
  };
  const removeRow = ({ id, tokens }: Pick<Row, 'id' | 'tokens'>): void => {
    for (const token of split(tokens)) removeToken.run(token, id);
    removeOne.run(id);
  };

  return {
    spaceOf,
    grow: (space: number, by: number) => void grow.run(by, space),
    /** Whether it is new. */
    put: (space: number, entry: IndexEntry, { pass, writtenAt, replacesBefore }: PutTerms): boolean => {
      const given = entry.tokens.map(toBytes);
      const row = rowOf(space, entry.name);
      if (!row) {
        const { lastInsertRowid: id } = insert.run(
          space,
          toBytes(entry.name),
          entry.sealed,
          Buffer.concat(given),
          pass ?? 0,
          writtenAt ?? 0,
        );
        changeTokens(Number(id), [], given);
        return true;
      }
      const before = split(row.tokens);
      const after = row.written < replacesBefore ? given : [...before, ...without(given, before)];
      changeTokens(row.id, before, after);
      change.run(Buffer.concat(after), pass ?? row.seen, writtenAt ?? row.written, row.id);
      return false;
    },
    /** Whether it was removed. */
    remove: (space: number, name: string, writtenBefore: number): boolean => {
      const row = rowOf(space, name);
      if (!row || row.written >= writtenBefore) return false;
      removeRow(row);
      return true;
    },
    find: (space: string, tokens: readonly string[], after: string, limit: number): readonly FoundEntry[] => {
      const found = new Map<string, FoundEntry>();
      for (const token of tokens) {
        const rows = findByToken.all(toBytes(token), space, toBytes(after), limit);
        for (const entry of toFound(rows)) found.set(entry.name, entry);
      }
      return [...found.values()].toSorted((one, other) => compareNames(one.name, other.name)).slice(0, limit);
    },
    listed: (name: string, names: readonly string[]): ReadonlySet<string> => {
      const space = findSpace.get(name) as { readonly id: number } | undefined;
      return new Set(names.filter((one) => space && (rowOf(space.id, one)?.seen ?? 0) > 0));
    },
    unmet: database.prepare(`
      SELECT customer.name, sealed FROM customer JOIN space ON space.id = customer.space
      WHERE space.name = ? AND seen < ? AND written < ? LIMIT ?`),
    meet: database.prepare('UPDATE customer SET seen = ? WHERE space = ? AND name = ?'),
    state: (name: string) => {
      const { size = 0, progress = null } = (findSpace.get(name) ?? {}) as {
        readonly size?: number;
        readonly progress?: string | null;
      };
      return { size, progress };
    },
    keepProgress: database.prepare('UPDATE space SET progress = ? WHERE name = ? AND owner = ?'),
    lease: database.prepare(
      'UPDATE space SET owner = ?, leaseEnds = ? WHERE name = ? AND (owner = ? OR leaseEnds <= ?)',
    ),
    release: database.prepare('UPDATE space SET leaseEnds = 0, owner = NULL WHERE name = ? AND owner = ?'),
    keepOnly: (names: readonly string[]): number => {
      const others = (spaces.all() as { readonly id: number; readonly name: string }[]).filter(
        ({ name }) => !names.includes(name),
      );
      for (const { id } of others) {
        for (const row of ofSpace.all(id) as unknown as Row[]) removeRow(row);
        removeSpace.run(id);
      }
      return others.length;
    },
  };
}

function toBytes(text: string): Buffer {
  return Buffer.from(text, 'base64url');
}

function toFound(rows: readonly unknown[]): FoundEntry[] {
  return (rows as { readonly name: Uint8Array; readonly sealed: string }[]).map(({ name, sealed }) => ({
    name: Buffer.from(name).toString('base64url'),
    sealed,
  }));
}

function compareNames(one: string, other: string): number {
  return Buffer.compare(toBytes(one), toBytes(other));
}

function split(tokens: Uint8Array): Uint8Array[] {
  return Array.from({ length: tokens.length / tokenBytes }, (_, index) =>
    tokens.subarray(index * tokenBytes, (index + 1) * tokenBytes),
  );
}

function without(all: readonly Uint8Array[], others: readonly Uint8Array[]): readonly Uint8Array[] {
  return all.filter((one) => !others.some((other) => Buffer.compare(one, other) === 0));
}
