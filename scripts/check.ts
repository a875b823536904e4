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
/** Whether what a check prints shows at once, or in one piece if it fails. */
type Output = 'inherit' | 'pipe';

const isQuick = process.argv.includes('--quick');
/** Node keeps what it compiles for the checks that come after. */
const environment = { NODE_COMPILE_CACHE: compiled, ...process.env };
const results = mkdtempSync(join(tmpdir(), 'vaultgraph-'));

/** The quick checks install nothing: what needs the dependencies of these packages is left to the others. */
const apart = ['bench', 'console', 'interop', 'examples/clients', 'examples/federation', 'examples/shopper'];
const spared = apart.map((folder) => `--ignore-pattern '${folder}/**'`).join(' ');

const lint = 'oxlint --type-aware --deny-warnings';
const lintAndTypes: readonly Check[] = isQuick
  ? [['lint and types', `${lint} --type-check ${spared}`]]
  : [
      ['lint', lint],
      ['types', 'tsc -p tsconfig.packages.json'],
    ];

/** What the other checks of these lists need is above them. The lists run side by side. */
const own: readonly (readonly Check[])[] = [
  [['format', 'oxfmt --check'], ...lintAndTypes, ['dead code', 'knip']],
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

/** On two processors, 2 workers take 104 s, 3 take 86 s and 4 take 78 s: a few tests wait long, and more of the others run beside them. */
const quick = `vitest run --project quick --maxWorkers=${Math.max(4, availableParallelism())}`;
/** One worker for each processor, because the other tests run at the same time. */
const quickBeside = `vitest run --project quick --maxWorkers=${availableParallelism()}`;
const others = "vitest run --project '!quick'";

let passed = 0;
let failed = 0;
const failures: string[] = [];

if (!isQuick) await runInOrder(preparations);
// Tests wait a lot: for browsers, programs and deadlines. The other checks and the quick tests fill the time that they leave.
await Promise.all(
  isQuick
    ? [runTests('tests', quick, 'inherit'), ...own.map(runInOrder)]
    : [
        runTests('tests', others, 'inherit'),
        runTests('quick tests', quickBeside, 'pipe'),
        ...[...own, [reference]].map(runInOrder),
      ],
);

for (const line of failures) console.log(`FAILED ${line}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function runTests(name: string, command: string, output: Output): Promise<void> {
  const file = join(results, `${name}.json`);
  const reporters = `--reporter=default --reporter=json '--outputFile.json=${file}'`;
  await report([name, `${command} ${reporters}`], output);
  const counted = readTestResults(file);
  passed += counted.passed;
  failed += counted.failed;
  failures.push(...counted.failures);
}

async function runInOrder(checks: readonly Check[]): Promise<void> {
  for (const check of checks) await report(check, 'pipe');
}

/** Runs a check and counts it. */
async function report([name, command]: Check, output: Output): Promise<void> {
  const start = performance.now();
  const { status, printed } = await run(command, output);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (status === 0) passed += 1;
  else failed += 1;
  console.log(`${status === 0 ? 'ok    ' : `${printed}\nFAILED`} ${name} (${seconds} s)`);
}

function run(command: string, output: Output) {
  return new Promise<{ readonly status: number; readonly printed: string }>((resolve) => {
    const child = spawn(command, { shell: true, env: environment, stdio: ['ignore', output, output] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => void (printed += text));
    }
    child.on('close', (status) => resolve({ status: status ?? 1, printed }));
  });
}
