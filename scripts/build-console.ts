import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

/** Builds the console where it was not built since something of it changed. */
const folder = join(import.meta.dirname, '../examples/console');

if (isOutdated()) await build({ configFile: join(folder, 'vite.config.ts'), logLevel: 'warn' });

/** Whether a source is newer than what was built of it. */
function isOutdated(): boolean {
  const built = changedAt(join(folder, 'dist/index.html'));
  const sources = globSync(['index.html', 'vite.config.ts', 'src/**/*'], { cwd: folder });
  const lock = join(import.meta.dirname, '../package-lock.json');
  return [lock, ...sources.map((path) => join(folder, path))].some((path) => changedAt(path) > built);
}

function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
