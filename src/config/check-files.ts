import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ConfigMistake } from './mistake.ts';
import type { Parts } from './parse-parts.ts';
import type { ConfigValues } from './schema.ts';

const { R_OK, W_OK, X_OK } = constants;

/** Whether what has to be kept can be. Opens and makes nothing. */
export function checkFiles({ store, audit }: Parts<ConfigValues>): readonly ConfigMistake[] {
  // SQLite keeps a journal beside its file.
  const kept = store?.type === 'sqlite' && store.path !== undefined ? [store.path, `${store.path}-wal`] : [];
  const [unusable] = kept.flatMap((path) => refusalOfFile(path) ?? []);
  const lines = audit?.type === 'file' && audit.path !== undefined ? refusalOfFile(audit.path) : null;
  return [
    ...(unusable === undefined ? [] : [{ path: 'store.path', message: unusable }]),
    ...(lines === null ? [] : [{ path: 'audit.path', message: lines }]),
  ];
}

function refusalOfFile(path: string): string | null {
  try {
    const file = statSync(path, { throwIfNoEntry: false });
    if (file?.isDirectory()) return cannotBeWritten('EISDIR');
    if (file) accessSync(path, R_OK | W_OK);
    else accessSync(`${dirname(path)}/.`, W_OK | X_OK);
    return null;
  } catch (error) {
    return cannotBeWritten(error instanceof Error && 'code' in error ? String(error.code) : 'unknown');
  }
}

/** What to do about a file that cannot be written. */
export function cannotBeWritten(why: string): string {
  return `cannot be opened for writing (${why}); name a file in a folder that is there and may be written to.`;
}
