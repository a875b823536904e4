import { DatabaseSync } from 'node:sqlite';

/** `seen`: the last pass that met the customer in a list; 0 if none has. `written`: when it was last written here, or 0. */
const schema = `
  CREATE TABLE IF NOT EXISTS space (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL DEFAULT 0,
    progress TEXT,
    owner TEXT,
    leaseEnds INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE IF NOT EXISTS customer (
    id INTEGER PRIMARY KEY,
    space INTEGER NOT NULL,
    name BLOB NOT NULL,
    sealed TEXT NOT NULL,
    tokens BLOB NOT NULL,
    seen INTEGER NOT NULL,
    written INTEGER NOT NULL,
    UNIQUE (space, name)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS customer_by_pass ON customer (space, seen);
  CREATE TABLE IF NOT EXISTS token (
    token BLOB NOT NULL,
    customer INTEGER NOT NULL,
    PRIMARY KEY (token, customer)
  ) STRICT, WITHOUT ROWID;
`;

/**
 * The entries of a token. `CROSS JOIN` makes SQLite look up the token first: otherwise it reads all customers in the order of
 * their names, and few of them have the token.
 */
export const findByTokenQuery = `
  SELECT customer.name, sealed FROM token CROSS JOIN customer ON customer.id = token.customer
  WHERE token = ? AND space = (SELECT id FROM space WHERE name = ?) AND +customer.name > ?
  ORDER BY +customer.name LIMIT ?`;

/** Opens the file of indexes, and creates what is missing of it. */
export function openIndexDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  // Other processes may be opening the file too; once it is open, SQLite does not wait for a lock.
  database.exec('PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  // 64 MiB, in the place of 2: tokens are all over the file.
  database.exec('PRAGMA cache_size = -65536; PRAGMA secure_delete = FAST;');
  database.exec(schema);
  database.exec('PRAGMA busy_timeout = 0;');
  return database;
}
