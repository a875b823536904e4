import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // graphql 16 ships CommonJS beside ESM: without the alias Vite loads one and Pothos the other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Much of the time is waiting: for a browser, for deadlines.
    maxWorkers: Math.max(3, availableParallelism()),
    // For machines that are busy with something else as well: nothing here waits longer than it has to.
    testTimeout: 40_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 8_000 } },
  },
});
