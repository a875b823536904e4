import { existsSync, globSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { readTrustedDocuments, type TrustedDocuments } from '../documents/trusted.ts';

const folder = join(import.meta.dirname, '../../../console');
const built = join(folder, 'dist');

/** Whether there is a console to serve: it is built apart from the server. */
export function hasConsole(): boolean {
  return existsSync(join(built, 'index.html'));
}

/** The documents that the console asks. */
export function readConsoleDocuments(): TrustedDocuments {
  return readTrustedDocuments(join(folder, 'src/graphql/persisted-documents.json'));
}

export interface File {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** The files of the console, by their path below its folder. */
export function readConsoleFiles(): ReadonlyMap<string, File> {
  const paths = globSync('**/*.*', { cwd: built });
  return new Map(
    paths.map((path) => {
      const type = types[extname(path)] ?? 'application/octet-stream';
      return [path.replaceAll('\\', '/'), { bytes: readFileSync(join(built, path)), type }];
    }),
  );
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
