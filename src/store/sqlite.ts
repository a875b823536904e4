import { DatabaseSync } from 'node:sqlite';
import { patiently } from './patience.ts';
import { createSqliteErasures } from './sqlite-erasures.ts';
import { atomically, isBusy } from './sqlite-steps.ts';
import { judge, toEntry, type Entry, type OutcomeStore } from './store.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS outcome (
    key TEXT PRIMARY KEY,
    print TEXT NOT NULL,
    owner TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('claimed', 'sent', 'done')),
    leaseEnds INTEGER NOT NULL,
    keptUntil INTEGER NOT NULL,
    outcome TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS outcome_by_age ON outcome (keptUntil);
`;

/** How long a step waits for other processes: before a write is sent, and to keep what became of it. */
interface PatienceMs {
  readonly before: number;
  readonly after: number;
}

/**
 * Keeps outcomes and erasures in a file: what was acknowledged survives the process and the machine's loss of power
 * (`synchronous = FULL`). Several processes of one machine may share the file; to wait for them stops nothing else once
 * it is open.
 */
export function createSqliteStore(
  path: string,
  { before, after }: PatienceMs = { before: 250, after: 1_000 },
): OutcomeStore {
  const database = new DatabaseSync(path);
  // Other processes may be opening the file too, one after another; once it is open, SQLite does not wait for a lock.
  database.exec('PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  database.exec(schema);
  const erasures = createSqliteErasures(database, after);
  database.exec('PRAGMA busy_timeout = 0;');

  const find = database.prepare(
    'SELECT print, owner, state, leaseEnds, keptUntil, outcome FROM outcome WHERE key = ?',
  );
  const put = database.prepare('INSERT OR REPLACE INTO outcome VALUES (?, ?, ?, ?, ?, ?, ?)');
  const forgetOld = database.prepare(
    'DELETE FROM outcome WHERE key IN (SELECT key FROM outcome WHERE keptUntil <= ? LIMIT 100)',
  );
  const mark = database.prepare(
    "UPDATE outcome SET state = 'sent' WHERE key = ? AND owner = ? AND state <> 'done'",
  );
  const finish = database.prepare(
    "UPDATE outcome SET state = 'done', outcome = ? WHERE key = ? AND owner = ? AND state <> 'done'",
  );
  const leave = database.prepare(
    "UPDATE outcome SET state = 'sent', leaseEnds = 0 WHERE key = ? AND owner = ? AND state <> 'done'",
  );
  const release = database.prepare("DELETE FROM outcome WHERE key = ? AND owner = ? AND state <> 'done'");

  return {
    claim: (claim) =>
      patiently(
        () =>
          atomically(database, () => {
            forgetOld.run(claim.now);
            const claimed = judge(find.get(claim.key) as Entry | undefined, claim);
            if (claimed.state !== 'given') return claimed;
            const { print, owner, state, leaseEnds, keptUntil, outcome } = toEntry(claim);
            put.run(claim.key, print, owner, state, leaseEnds, keptUntil, outcome);
            return claimed;
          }),
        before,
        isBusy,
      ),
    markSent: (key, owner) => patiently(() => mark.run(key, owner).changes === 1, before, isBusy),
    finish: (key, owner, outcome) => patiently(() => void finish.run(outcome, key, owner), after, isBusy),
    markUnknown: (key, owner) => patiently(() => void leave.run(key, owner), after, isBusy),
    release: (key, owner) => patiently(() => void release.run(key, owner), after, isBusy),
    erasures,
    close: async () => database.close(),
  };
}
