import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

/** Every check of the project, in order of speed. The closing line counts checks and single tests alike. */

const results = join(mkdtempSync(join(tmpdir(), 'vaultgraph-')), 'tests.json');

const checks: readonly (readonly [name: string, command: string])[] = [
  ['format', 'oxfmt --check'],
  ['lint', 'oxlint --type-aware --deny-warnings'],
  ['types', 'tsc'],
  ['schema', 'node scripts/print-schema.ts --check'],
  ['provider matrix', 'node scripts/print-providers.ts --check'],
  ['operations', 'graphql-codegen --config codegen.ts --check --errors-only'],
  ['contract', 'eslint schema.graphql'],
  ['dead code', 'knip'],
  ['browser', 'node scripts/prepare-browser.ts'],
  ['console', 'node scripts/build-console.ts'],
  ['tests', `vitest run --reporter=default --reporter=json --outputFile.json=${results}`],
];

let passed = 0;
let failed = 0;

for (const [name, command] of checks) {
  const start = performance.now();
  const status = await run(command);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (status === 0) passed += 1;
  else failed += 1;
}

const tests = readTests();
passed += tests.passed;
failed += tests.failed;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && tests.passed > 0 ? 0 : 1;

function run(command: string): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: 'inherit' });
    child.on('close', (status) => resolve(status ?? 1));
  });
}

/** A run that wrote no results counts as one failure more, so that it cannot pass for a run without tests. */
function readTests(): { readonly passed: number; readonly failed: number } {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(results, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
