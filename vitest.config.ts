import { defineConfig } from 'vitest/config';

export default defineConfig({
  // graphql 16 ships CommonJS beside ESM: without the alias Vite loads one and Pothos the other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 20_000,
  },
});
