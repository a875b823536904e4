import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Installs the dependencies of the package in a folder, unless they are installed as its lockfile says. */
export function installDependencies(folder: string): void {
  const lockfile = join(folder, 'package-lock.json');
  const installed = join(folder, 'node_modules/.installed-lock.json');
  if (existsSync(installed) && readFileSync(lockfile, 'utf8') === readFileSync(installed, 'utf8')) return;
  console.log(`npm ci in ${folder}`);
  run('npm ci --prefer-offline --no-audit --no-fund', folder);
  cpSync(lockfile, installed);
}

/** Runs a command in a folder; ends this program with its status if it fails. */
export function run(command: string, folder: string): void {
  const { status } = spawnSync(command, { cwd: folder, shell: true, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
