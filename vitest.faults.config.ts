import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** The long runs, of which every run of the tests has a part. */
export default defineConfig({
  ...base,
  test: { ...base.test, include: ['test/faults/*.test.ts'], env: { FAULT_RUN: 'long' }, maxWorkers: 2 },
});
