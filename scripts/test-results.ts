import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

interface TestResults {
  readonly passed: number;
  readonly failed: number;
  /** A line for each test that failed: its file, its name, and how its message begins. */
  readonly failures: readonly string[];
}

const noResults: TestResults = { passed: 0, failed: 1, failures: ['The tests wrote no results.'] };

/** A run without results, or without tests, counts as one failure more, so that it cannot pass for a good one. */
export function readTestResults(path: string): TestResults {
  try {
    const { numPassedTests, numFailedTests, testResults }: VitestResults = JSON.parse(
      readFileSync(path, 'utf8'),
    );
    if (testResults.length === 0) return noResults;
    return { passed: numPassedTests, failed: numFailedTests, failures: testResults.flatMap(failuresIn) };
  } catch {
    return noResults;
  }
}

/** What this reads of the results that Vitest writes. */
interface VitestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly FileResults[];
}

interface FileResults {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly {
    readonly fullName: string;
    readonly status: string;
    readonly failureMessages: readonly string[];
  }[];
}

function failuresIn({ name, status, message, assertionResults }: FileResults): string[] {
  const file = relative(process.cwd(), name);
  const failures = assertionResults
    .filter((test) => test.status === 'failed')
    .map(({ fullName, failureMessages: [first = ''] }) => `${file}: ${fullName}: ${firstLineOf(first)}`);
  return failures.length === 0 && status === 'failed' ? [`${file}: ${firstLineOf(message)}`] : failures;
}

function firstLineOf(text: string): string {
  return text.split('\n', 1)[0]?.slice(0, 300) ?? '';
}
