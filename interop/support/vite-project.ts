import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { preview, type PreviewServer } from 'vite';

export const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);

/** The pieces of a page of `docs/clients` in a language, in their order. */
export function piecesOf(page: string, language: string): readonly string[] {
  const text = readFileSync(join(root, 'docs/clients', page), 'utf8');
  const fenced = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms');
  return [...text.matchAll(fenced)].map(([, piece = '']) => piece);
}

/** The program that the pieces of a page make together, for a graph at another address. */
export function programOf(page: string, graphUrl: string): string {
  return piecesOf(page, 'tsx').join('\n').replace('http://localhost:4000/graphql', graphUrl);
}

/** A new Vite project, with files of the documentation in it. */
export function createProject(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(root, 'interop/snippet-client-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/vaultgraph'));
  const template = { 'tsconfig.json': JSON.stringify(projectTsconfig), 'index.html': html };
  for (const [name, text] of Object.entries({ ...template, ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** What matters of Vite's own template: nothing of Node is known. */
export const projectTsconfig = {
  compilerOptions: {
    target: 'es2023',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    module: 'esnext',
    moduleResolution: 'bundler',
    types: ['vite/client'],
    jsx: 'react-jsx',
    strict: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    verbatimModuleSyntax: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ['src'],
};
const html = `<!doctype html>
<html lang="en"><head><link rel="icon" href="data:," /><title>Shop</title></head>
<body><div id="root"></div><script type="module" src="/src/main.tsx"></script></body></html>`;

/** Checks a project's types, builds it and serves what was built. */
export async function buildAndServe(folder: string): Promise<PreviewServer> {
  await run(join(root, 'node_modules/.bin/tsc'), [], { cwd: folder });
  // Vitest has said that this is a test, which Vite would build for.
  const { NODE_ENV: _, ...env } = process.env;
  await run(join(root, 'interop/node_modules/.bin/vite'), ['build', '--logLevel', 'error'], {
    cwd: folder,
    env,
  });
  return preview({
    root: folder,
    configFile: false,
    logLevel: 'error',
    preview: { host: 'localhost', port: 0 },
  });
}
