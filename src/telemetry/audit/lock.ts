import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Another process, or another part of this one, writes to the file already. */
export class FileInUseError extends Error {
  override readonly name = 'FileInUseError';
}

/**
 * Keeps others from writing to a file until it is released, or the process ends, however it does: the lock is one of the
 * operating system's, held through SQLite on an empty file beside it, because Node has no other way to it.
 */
export function lockFile(path: string): () => void {
  const lock = `${path}.lock`;
  // For its owner alone, as the file itself.
  closeSync(openSync(lock, 'a', 0o600));
  const database = new DatabaseSync(lock);
  try {
    database.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    throw new FileInUseError('Another process writes to the file.', { cause });
  }
  return () => database.close();
}
