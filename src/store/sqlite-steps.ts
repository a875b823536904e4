import type { DatabaseSync } from 'node:sqlite';

/** Runs a step whole or not at all, beside no other process that writes. */
export function atomically<Result>(database: DatabaseSync, step: () => Result): Result {
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

/** SQLITE_BUSY, whatever the details in its upper bytes: SQLite's own wait would stop the process. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error)) return false;
  return typeof error.errcode === 'number' && (error.errcode & 0xff) === 5;
}
