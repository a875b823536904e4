import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';

const root = join(import.meta.dirname, '../..');
const dist = join(root, 'dist');
/** Says what `dist` was built of. */
const record = join(root, 'node_modules/.cache/vaultgraph/built-of');

/** The program as it is installed. */
export const program = join(dist, 'cli/bin.js');
/** Where Node keeps what it has compiled, for the processes that come after. */
export const compiled = join(root, 'node_modules/.cache/vaultgraph/compiled');

/** Before every run of tests that start the program. */
export function setup(project: TestProject): void {
  buildPackage();
  project.onTestsRerun(async () => buildPackage());
}

/** Builds the package into `dist`, unless that was built of the same sources. Types are left to the check of types. */
function buildPackage(): void {
  const sources = fingerprint();
  if (existsSync(dist) && existsSync(record) && readFileSync(record, 'utf8') === sources) return;
  rmSync(record, { force: true });
  rmSync(dist, { recursive: true, force: true });
  execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.build.json', '--noCheck'], {
    cwd: root,
  });
  mkdirSync(dirname(record), { recursive: true });
  writeFileSync(record, sources);
}

/** Differs if a source does, or how sources are built. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const paths = globSync(['src/**/*.ts', 'tsconfig*.json', 'package-lock.json'], { cwd: root });
  for (const path of paths.toSorted()) hash.update(`${path}\n`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}
