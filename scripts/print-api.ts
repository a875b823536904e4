import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installDependencies } from './packages.ts';

/**
 * Writes `docs/api/`, the reference of the package, from its docstrings; with `--check` it says whether the committed one
 * is still true. TypeDoc is in a separate package, because it needs an older TypeScript than the project.
 */

const committed = 'docs/api';
const isCheck = process.argv.includes('--check');
const folder = isCheck ? mkdtempSync(join(tmpdir(), 'vaultgraph-api-')) : committed;

installDependencies('scripts/api');
const typedoc = ['scripts/api/node_modules/typedoc/bin/typedoc', '--options', 'scripts/api', '--out', folder];
execFileSync(process.execPath, typedoc, { stdio: 'inherit' });

if (isCheck) {
  const isTrue = JSON.stringify(pagesIn(folder)) === JSON.stringify(pagesIn(committed));
  rmSync(folder, { recursive: true });
  if (!isTrue) {
    console.error(`${committed} is not what the docstrings say: run \`npm run codegen\`.`);
    process.exitCode = 1;
  }
}

function pagesIn(root: string): readonly (readonly [page: string, text: string])[] {
  const pages = globSync('**/*.md', { cwd: root }).toSorted();
  return pages.map((page) => [page, readFileSync(join(root, page), 'utf8')]);
}
