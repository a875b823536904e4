import { enableCompileCache } from 'node:module';
import { compiled } from './test/support/built-package.ts';

// Packages are compiled once for all workers, and for the processes that they start.
enableCompileCache(compiled);
process.env['NODE_COMPILE_CACHE'] ??= compiled;

/** What every project of the tests has in common. */
export const shared = {
  // graphql 16 ships CommonJS beside ESM: without the alias Vite loads one and Pothos the other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    // For machines that are busy with something else as well: nothing here waits longer than it has to.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
};

/** What the projects have in common whose tests start the program. A worker loads the graph once, and has one browser. */
export const ofPrograms = {
  globalSetup: 'test/support/built-package.ts',
  setupFiles: 'test/support/after-file.ts',
  isolate: false,
};

/**
 * The tests that run a second time, on graphql 17, for the packages that a server loads too. Everything else that the
 * tests use takes 16 alone.
 */
export const onGraphql17 = {
  resolve: {
    alias: [{ find: /^graphql$/, replacement: `${import.meta.dirname}/node_modules/graphql-17/index.mjs` }],
  },
  test: {
    ...shared.test,
    name: 'graphql-17',
    include: [
      'test/graphql-17/*.test.ts',
      'test/execution/*.test.ts',
      'test/{schema,input,quiet-errors,graphql-over-http}.test.ts',
      'test/access/{cost,many-errors,scopes}.test.ts',
      'test/federation/{entities,sdl}.test.ts',
      'test/writing/create-customer.test.ts',
    ],
    isolate: false,
    pool: 'threads' as const,
    server: { deps: { inline: [/@graphql-tools/, /@pothos/, /graphql-http/, /graphql-yoga/] } },
  },
};

/**
 * The tests that need a browser, a child process, a Redis or a registry of their own, and the one that lasts long by
 * intention. Every other one in `src` and `test` is quick, which `test/projects.test.ts` checks.
 */
export const slow = [
  'src/store/{erasures,store,redis/redis}.test.ts',
  'test/{browser,deploy,faults,redis}/*.test.ts',
  'test/{canary,cli,config,config-providers,config-reference,doctor,documentation,extra-ca,library,loaded-modules,need-node,package,proxy,release,standard-output}.test.ts',
  'test/access/{isolation,shopper-isolation}.test.ts',
  'test/live/{reload,serving}.test.ts',
  'test/over-web.test.ts',
  'test/blind-index/{command,reload,truth}.test.ts',
  'test/surface/{reload,spans,stop,stop-export,stop-under-load}.test.ts',
  'test/{certify,erasing}/command.test.ts',
  'test/certify/{interrupted,sandbox}-command.test.ts',
  'test/{soak,traces-of-commands,usage-reports,workers}.test.ts',
];

/** The slow ones that change what others of their worker see. */
export const alone = ['test/{canary,library,over-web}.test.ts', 'test/surface/spans.test.ts'];

/** The projects in the order in which they run. */
export const projects: readonly string[] = ['slow', 'interop', 'alone', 'console', 'graphql-17', 'quick'];

/** The files that last longest, which therefore begin first; everything else lasts a few seconds at most. */
export const longest = [
  'test/package.test.ts',
  'test/browser/*.test.ts',
  'test/{documentation,traces-of-commands,usage-reports,cli,workers}.test.ts',
  'test/deploy/image.test.ts',
  'test/access/{isolation,shopper-isolation}.test.ts',
  'test/faults/{killing,erasing}.test.ts',
  'test/blind-index/truth.test.ts',
  'test/{soak,doctor}.test.ts',
  'test/{faults,redis}/*.test.ts',
  'test/certify/*.test.ts',
  'interop/clients/*.test.ts',
  'interop/federation/*.test.ts',
  'test/canary.test.ts',
  'console/test/browser/{page,list,registration,narrow}.test.ts',
  'console/test/browser/*.test.ts',
  'test/writing/outcome-unknown.test.ts',
  'test/surface/sockets.test.ts',
  'test/contract/{masking,changing-lists,write-failures,read-failures}.test.ts',
  'test/{read-faults,list-faults,listing,sandbox,payloads,over-web}.test.ts',
  'test/writing/{concurrent,idempotency,idempotency-records,outcome-not-kept}.test.ts',
  'test/contract/*.test.ts',
  'src/graph/registration-link/qr-code.test.ts',
];
