import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { installDependencies, run } from './packages.ts';

/** Builds the console if anything of it has changed since it was built. */
const folder = join(import.meta.dirname, '../console');

if (isOutdated()) {
  installDependencies(folder);
  run('npm run --silent build -- --logLevel warn', folder);
}

/** Whether a source is newer than what was built of it. */
function isOutdated(): boolean {
  const built = changedAt(join(folder, 'dist/index.html'));
  const sources = globSync(['package-lock.json', 'index.html', 'vite.config.ts', 'src/**/*'], {
    cwd: folder,
  });
  return sources.some((path) => changedAt(join(folder, path)) > built);
}

function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
