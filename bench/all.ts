import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { plans } from './plans.ts';

/** Every plan but the quick one, into one file of results, and the pictures of them. */
const here = import.meta.dirname;
const results = join(here, 'results.jsonl');
const pictures = join(here, 'plots');
rmSync(results, { force: true });
mkdirSync(pictures, { recursive: true });
let isSound = true;
for (const plan of Object.keys(plans).filter((name) => name !== 'quick')) {
  isSound = run('bench.ts', '--plan', plan, '--out', results) && isSound;
}
isSound = run('plot.ts', results, pictures) && isSound;
process.exit(isSound ? 0 : 1);

function run(file: string, ...words: readonly string[]): boolean {
  return spawnSync(process.execPath, [join(here, file), ...words], { stdio: 'inherit' }).status === 0;
}
