import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTrustedDocuments } from '../../src/documents/trusted.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';

const root = join(import.meta.dirname, '../..');
const binaries = join(root, 'node_modules/.bin');

/** The program that the pieces of a page make together. */
function programOf(page: string): string {
  const text = readFileSync(join(root, 'docs/clients', page), 'utf8');
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, piece = '']) => piece).join('\n');
}

/** Sets up a project as the documentation says. */
function createProject(program: string): string {
  const folder = mkdtempSync(join(root, 'test/snippet-client-'));
  mkdirSync(join(folder, 'src'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/vaultgraph'));
  writeFileSync(join(folder, 'codegen.ts'), programOf('typed-operations.md'));
  writeFileSync(join(folder, 'tsconfig.json'), '{ "extends": "../../tsconfig.json", "include": ["src"] }');
  writeFileSync(join(folder, 'src/program.ts'), program);
  return folder;
}

/** Runs a command and answers what it printed; a failure has it too. */
function run(cwd: string, command: string, ...args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, VAULTGRAPH_URL: graph.url };
    execFile(command, args, { cwd, env }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${command}: ${stdout}${stderr}`));
      else resolve(stdout);
    });
  });
}

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

describe.each([
  [
    'urql.md',
    /^\d+ customers; not among them those of bamboo\nAna Horvat is there\nDeleteCustomerSuccess\n$/,
  ],
  ['apollo.md', /^6 customers, 0 accounts missing\nDeleteCustomerSuccess: 5 customers left\n$/],
])('the program of docs/clients/%s', (page, printed) => {
  let folder: string;
  beforeAll(() => void (folder = createProject(programOf(page))));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is typed by the documented code generation, and runs', { timeout: 120_000 }, async () => {
    await run(folder, join(binaries, 'graphql-codegen'), '--errors-only');
    await run(folder, join(binaries, 'tsc'));
    expect(await run(folder, process.execPath, 'src/program.ts')).toMatch(printed);
  });

  it('comes with a manifest that can be served', () => {
    const trusted = [...readTrustedDocuments(join(folder, 'src/graphql/persisted-documents.json')).values()];
    expect(trusted.filter((document) => document.includes('deleteCustomer'))).toHaveLength(1);
  });
});
