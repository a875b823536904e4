import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { printClientGraph } from '../../src/graph/print.ts';
import { startGraph, type RunningGraph } from '../../test/support/graph.ts';
import { root } from '../support/vite-project.ts';

const run = promisify(execFile);

let graph: RunningGraph;
/** The examples, where the client libraries are found. */
let folder: string;
beforeAll(async () => {
  graph = await startGraph();
  folder = mkdtempSync(join(root, 'interop/snippet-examples-'));
  cpSync(join(root, 'examples/clients'), folder, { recursive: true });
  mkdirSync(join(folder, '__generated__'));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'client.graphql'), printClientGraph());
  writeFileSync(join(folder, 'relay.config.json'), JSON.stringify(relayConfig));
  writeFileSync(join(folder, 'vite.config.js'), viteConfig);
  const compiler = join(root, 'interop/node_modules/relay-compiler/cli.js');
  await run(process.execPath, [compiler, 'relay.config.json', '--noWatchman'], { cwd: folder });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await graph.close();
});

const tsconfig = {
  extends: '../../tsconfig.json',
  compilerOptions: { exactOptionalPropertyTypes: false, noUncheckedSideEffectImports: false },
  include: ['*.ts'],
};

/** As docs/clients/relay.md has it. */
const relayConfig = {
  src: '.',
  schema: './client.graphql',
  language: 'typescript',
  artifactDirectory: './__generated__',
  eagerEsModules: true,
  customScalarTypes: { CountryCode: 'string', DateTime: 'string', MetadataValue: 'string', URL: 'string' },
};

const viteConfig = `import relay from 'vite-plugin-relay';
export default { plugins: [relay], build: { ssr: 'relay.ts', outDir: 'built' } };`;

async function printedBy(program: string): Promise<string> {
  const env = { ...process.env, GRAPH_URL: graph.url };
  const { stdout } = await run(process.execPath, [program], { cwd: folder, env });
  return stdout.trim();
}

it('are typed', async () => {
  const { stdout } = await run(join(root, 'node_modules/.bin/tsc'), ['-p', '.'], { cwd: folder });
  expect(stdout).toBe('');
});

it('fetch.ts reads every page', async () => {
  expect(await printedBy('fetch.ts')).toMatch(/^\d{2,} customers; missing: none$/);
});

it('fetch.ts names an account that fails', async () => {
  graph.fail('BANKING_SERVICE', () => ({ kind: 'answer', status: 500, body: '{}' }));
  expect(await printedBy('fetch.ts')).toMatch(/^\d+ customers; missing: banking-service$/);
  graph.fail('BANKING_SERVICE', null);
});

it('urql.ts creates a customer and reads it', async () => {
  expect(await printedBy('urql.ts')).toBe('created Ana Horvat');
});

it('apollo.ts makes one list of two pages', async () => {
  expect(await printedBy('apollo.ts')).toBe('6 customers in one list');
});

it('relay.ts, compiled, finds a customer by its id', async () => {
  // Vitest has said that this is a test, which Vite would build for.
  const { NODE_ENV: _, ...env } = process.env;
  await run(join(root, 'interop/node_modules/.bin/vite'), ['build', '--logLevel', 'error'], {
    cwd: folder,
    env,
  });
  expect(await printedBy('built/relay.js')).toBe('the same name by its id: true');
});
