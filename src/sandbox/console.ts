import { existsSync, globSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Fetch } from '../http/fetch.ts';
import { withSecurePages } from '../server/request/index.ts';

/** The console as it was built. */
export interface Console {
  /** The documents it asks, for `documents.manifest`. */
  readonly manifest: string;
  /** Puts it at `/console`, in front of a graph. */
  readonly before: (fetch: Fetch) => Fetch;
}

const folder = join(import.meta.dirname, '../../console');

/** The console, or null if it is not built. */
export function findConsole(): Console | null {
  const dist = join(folder, 'dist');
  if (!existsSync(join(dist, 'index.html'))) return null;
  return {
    manifest: join(folder, 'src/graphql/persisted-documents.json'),
    before: (fetch) => withConsole(fetch, dist),
  };
}

/** Serves the console's files and nothing else of the disk; everything that is not below `/console` goes on. */
function withConsole(fetch: Fetch, dist: string): Fetch {
  const files = readFiles(dist);
  const serve = withSecurePages(async (request) => answer(request, files));
  return async (request) => (pathOf(request) === null ? fetch(request) : serve(request));
}

interface File {
  readonly bytes: Buffer<ArrayBuffer>;
  readonly type: string;
}

function readFiles(dist: string): ReadonlyMap<string, File> {
  const paths = globSync('**/*.*', { cwd: dist });
  return new Map(
    paths.map((path) => {
      const type = types[extname(path)] ?? 'application/octet-stream';
      return [path.replaceAll('\\', '/'), { bytes: readFileSync(join(dist, path)), type }];
    }),
  );
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The path below `/console`; null if the request is for something else. */
function pathOf({ url }: Request): string | null {
  const [, path] = /^\/console(?:\/(.*))?$/.exec(new URL(url).pathname) ?? [null, null];
  return path === null ? null : (path ?? '');
}

/** The console's own pages have addresses without an extension: all of them get its one HTML page. */
function answer(request: Request, files: ReadonlyMap<string, File>): Response {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
  }
  const path = pathOf(request) ?? '';
  const file = files.get(extname(path) === '' ? 'index.html' : path);
  if (!file) return new Response(null, { status: 404 });
  const isNamedByContent = path.startsWith('assets/');
  return new Response(file.bytes, {
    headers: {
      'content-type': file.type,
      'cache-control': isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache',
      'content-security-policy': policy,
    },
  });
}

/** The page runs its own files, shows pictures that the graph draws, talks to the graph, and does nothing else. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');
