import { defineConfig } from 'vite';

/** `npm start --prefix console` serves it while you change it, beside a sandbox that already runs. */
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
  server: {
    proxy: { '/graphql': 'http://localhost:4000', '/console/settings.json': 'http://localhost:4000' },
  },
});
