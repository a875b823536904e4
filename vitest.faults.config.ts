import './scripts/need-node.js';
import { defineConfig } from 'vitest/config';
import { ofPrograms, shared } from './vitest.projects.ts';

/** The long runs, of which every run of the tests has a part. */
export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    ...ofPrograms,
    include: ['test/faults/*.test.ts', 'test/contract/odd-fields.test.ts'],
    env: { FAULT_RUN: 'long' },
    testTimeout: 600_000,
    maxWorkers: 2,
  },
});
