import { DatabaseSync } from 'node:sqlite';
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

/**
 * Keeps outcomes in a file: what was acknowledged survives the process and the machine's loss of power
 * (`synchronous = FULL`). Several processes of one machine may share the file.
 */
export function createSqliteStore(path: string): OutcomeStore {
  const database = new DatabaseSync(path);
  // Other processes may be opening it too, which takes turns; once it is open, nobody waits for long.
  database.exec('PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  database.exec(schema);
  database.exec('PRAGMA busy_timeout = 250;');

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
  const release = database.prepare("DELETE FROM outcome WHERE key = ? AND owner = ? AND state <> 'done'");

  return {
    claim: async (claim) =>
      atomically(database, () => {
        forgetOld.run(claim.now);
        const claimed = judge(find.get(claim.key) as Entry | undefined, claim);
        if (claimed.state !== 'given') return claimed;
        const { print, owner, state, leaseEnds, keptUntil, outcome } = toEntry(claim);
        put.run(claim.key, print, owner, state, leaseEnds, keptUntil, outcome);
        return claimed;
      }),
    markSent: async (key, owner) => mark.run(key, owner).changes === 1,
    finish: async (key, owner, outcome) => void finish.run(outcome, key, owner),
    release: async (key, owner) => void release.run(key, owner),
    close: async () => database.close(),
  };
}

function atomically<Result>(database: DatabaseSync, step: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = step();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
