import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { compiled } from '../test/support/built-package.ts';
import { readTestResults } from './test-results.ts';

/**
 * Every check of the project; with `--quick`, only those that need no dependencies but the project's own, no
 * browser, gateway or child process. The closing line counts checks and single tests alike.
 */

type Check = readonly [name: string, command: string];

const isQuick = process.argv.includes('--quick');
/** Node keeps what it compiles for the checks that come after. */
const environment = { NODE_COMPILE_CACHE: compiled, ...process.env };
const results = join(mkdtempSync(join(tmpdir(), 'vaultgraph-')), 'tests.json');

/** The types of these packages are known only once their dependencies are installed, which the quick checks do not do. */
const ofPackages = ['console/**', 'interop/**', 'examples/federation/**'];
const spared = isQuick ? ofPackages.map((pattern) => ` --ignore-pattern '${pattern}'`).join('') : '';
const types = isQuick ? 'tsc' : 'tsc -p tsconfig.packages.json';

/** What the other checks of these lists need is above them. The lists run side by side. */
const own: readonly (readonly Check[])[] = [
  [
    ['format', 'oxfmt --check'],
    ['lint', `oxlint --type-aware --deny-warnings${spared}`],
    ['types', types],
    ['dead code', 'knip'],
  ],
  [
    ['schema, provider matrix, configuration reference', 'node scripts/print.ts --check'],
    ['operations', 'graphql-codegen --config codegen.ts --check --errors-only'],
    ['contract', 'eslint schema.graphql'],
  ],
];
const packages: Check = [
  'packages',
  'node scripts/install.ts console interop examples/federation scripts/api',
];
const reference: Check = ['API reference', 'node scripts/print-api.ts --check'];

/** What the tests need; the quick ones need none of it. */
const preparations: readonly Check[] = [
  packages,
  ['console', 'node scripts/build-console.ts'],
  ['browser', 'node scripts/prepare-browser.ts'],
  ['redis', 'node scripts/prepare-redis.ts'],
];

const reporters = `--reporter=default --reporter=json --outputFile.json=${results}`;
/** On two processors, 2 workers take 104 s, 3 take 86 s and 4 take 78 s: a few tests wait long, and more of the others run beside them. */
const which = isQuick ? `--project quick --maxWorkers=${Math.max(4, availableParallelism())} ` : '';
const tests: Check = ['tests', `vitest run ${which}${reporters}`];

let passed = 0;
let failed = 0;

if (!isQuick) await runInOrder(preparations);
// The tests wait a lot, which leaves time for the other checks.
const beside = isQuick ? own : [...own, [reference]];
await Promise.all([report(tests, 'inherit'), ...beside.map(runInOrder)]);

const counted = readTestResults(results);
passed += counted.passed;
failed += counted.failed;
for (const line of counted.failures) console.log(`FAILED ${line}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && counted.passed > 0 ? 0 : 1;

async function runInOrder(checks: readonly Check[]): Promise<void> {
  for (const check of checks) await report(check, 'pipe');
}

/** Runs a check and counts it. What it prints shows at once, or in one piece at its end. */
async function report([name, command]: Check, output: 'inherit' | 'pipe'): Promise<void> {
  const start = performance.now();
  const { status, printed } = await run(command, output);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (status === 0) passed += 1;
  else failed += 1;
  console.log(`${status === 0 ? 'ok    ' : `${printed}\nFAILED`} ${name} (${seconds} s)`);
}

function run(command: string, output: 'inherit' | 'pipe') {
  return new Promise<{ readonly status: number; readonly printed: string }>((resolve) => {
    const child = spawn(command, { shell: true, env: environment, stdio: ['ignore', output, output] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => void (printed += text));
    }
    child.on('close', (status) => resolve({ status: status ?? 1, printed }));
  });
}
