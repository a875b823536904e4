import type { DatabaseSync } from 'node:sqlite';
import type { ErasureStore, TaskChange } from './erasures.ts';
import { patiently } from './patience.ts';
import { atomically, isBusy } from './sqlite-steps.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS erasure (
    tenant TEXT NOT NULL,
    name TEXT NOT NULL,
    head TEXT NOT NULL,
    keptUntil INTEGER NOT NULL,
    PRIMARY KEY (tenant, name)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS erasure_task (
    tenant TEXT NOT NULL,
    name TEXT NOT NULL,
    place INTEGER NOT NULL,
    text TEXT NOT NULL,
    due INTEGER,
    owner TEXT,
    PRIMARY KEY (tenant, name, place),
    FOREIGN KEY (tenant, name) REFERENCES erasure (tenant, name) ON DELETE CASCADE
  ) STRICT;
  CREATE INDEX IF NOT EXISTS erasure_by_age ON erasure (keptUntil);
  CREATE INDEX IF NOT EXISTS erasure_task_by_due ON erasure_task (tenant, due) WHERE due IS NOT NULL;
`;

interface TaskRow {
  readonly name: string;
  readonly place: number;
  readonly text: string;
}

/** Keeps erasures in a database whose other tables hold outcomes. Gives nothing before SQLite has it on disk. */
export function createSqliteErasures(database: DatabaseSync, patienceMs: number): ErasureStore {
  database.exec(schema);
  const forgetOld = database.prepare(
    'DELETE FROM erasure WHERE rowid IN (SELECT rowid FROM erasure WHERE keptUntil <= ? LIMIT 100)',
  );
  const put = database.prepare('INSERT OR IGNORE INTO erasure VALUES (?, ?, ?, ?)');
  const putTask = database.prepare('INSERT INTO erasure_task VALUES (?, ?, ?, ?, ?, NULL)');
  const find = database.prepare('SELECT head FROM erasure WHERE tenant = ? AND name = ? AND keptUntil > ?');
  const findTasks = database.prepare(
    'SELECT text, due FROM erasure_task WHERE tenant = ? AND name = ? ORDER BY place',
  );
  const take = database.prepare(`
    UPDATE erasure_task SET due = :leaseEnds, owner = :owner WHERE rowid = (
      SELECT rowid FROM erasure_task WHERE tenant = :tenant AND due <= :now ORDER BY due, rowid LIMIT 1
    ) RETURNING name, place, text`);
  const next = database.prepare('SELECT min(due) AS due FROM erasure_task WHERE tenant = ?');
  const keep = database.prepare(
    'UPDATE erasure_task SET text = ?, due = ? WHERE tenant = ? AND name = ? AND place = ? AND owner = ?',
  );
  const step = <Result>(run: () => Result): Promise<Result> => patiently(run, patienceMs, isBusy);
  const inOne = <Result>(run: () => Result): Promise<Result> => step(() => atomically(database, run));

  return {
    isDurable: true,
    begin: ({ tenant, name, head, tasks, now, keepMs }) =>
      inOne(() => {
        forgetOld.run(now);
        if (put.run(tenant, name, head, now + keepMs).changes === 0) return false;
        for (const [place, text] of tasks.entries()) putTask.run(tenant, name, place, text, now);
        return true;
      }),
    read: ({ tenant, name, now }) =>
      step(() => {
        const found = find.get(tenant, name, now) as { readonly head: string } | undefined;
        if (!found) return null;
        const tasks = findTasks.all(tenant, name) as unknown as readonly TaskChange[];
        return { head: found.head, tasks: tasks.map(({ text, due }) => ({ text, due })) };
      }),
    take: async ({ tenant, owner, now, leaseMs }) => {
      // Reads are free; every process looks again and again, and there is hardly ever anything to do.
      const nextDue = await step(() => (next.get(tenant) as { readonly due: number | null }).due);
      if (nextDue === null || nextDue > now) return { task: null, nextDue };
      const taken = await step(() => take.get({ tenant, owner, now, leaseEnds: now + leaseMs }));
      if (!taken) return { task: null, nextDue: now };
      const { name, place, text } = taken as unknown as TaskRow;
      return { task: { tenant, name, place }, text };
    },
    keep: ({ tenant, name, place }, owner, { text, due }) =>
      step(() => keep.run(text, due, tenant, name, place, owner).changes === 1),
  };
}
