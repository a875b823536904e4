import { defineConfig } from 'vite';

/** `vite examples/console` serves it while it is changed, beside a sandbox that runs already. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  build: {
    target: 'es2023',
    // Everything is a file of our own: the page's policy allows nothing that is written into it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: true,
  },
  server: { proxy: { '/graphql': 'http://localhost:4000' } },
});
