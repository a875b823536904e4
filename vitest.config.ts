import './scripts/need-node.js';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { alone, ofPrograms, onGraphql17, shared, slow } from './vitest.projects.ts';
import { LongestFirst } from './vitest.sequencer.ts';

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // Much of the time is waiting: for a browser, for deadlines. On two processors 3 take 445 s, and 5 take 411 s.
    maxWorkers: Math.max(5, availableParallelism()),
    projects: [
      {
        ...shared,
        test: {
          ...shared.test,
          name: 'quick',
          include: ['{src,test}/**/*.test.ts'],
          exclude: [...slow, 'test/graphql-17/*.test.ts'],
          setupFiles: 'test/support/seeded.ts',
          // Nothing in these files is global, so a worker loads the graph once.
          isolate: false,
          pool: 'threads',
        },
      },
      onGraphql17,
      { ...shared, test: { ...shared.test, ...ofPrograms, name: 'slow', include: slow, exclude: alone } },
      { ...shared, test: { ...shared.test, ...ofPrograms, name: 'alone', include: alone, isolate: true } },
      {
        ...shared,
        test: { ...shared.test, ...ofPrograms, name: 'console', include: ['console/test/**/*.test.ts'] },
      },
      {
        ...shared,
        test: {
          ...shared.test,
          name: 'interop',
          include: ['interop/{federation,clients}/*.test.ts'],
          // A worker loads the graph and the gateways once.
          isolate: false,
        },
      },
    ],
  },
});
